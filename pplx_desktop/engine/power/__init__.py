"""When embedding is to hold back: what is known of the machine, and the policy that turns it into a pace.

`policy` decides, `machine` is what it asks, `linux`, `macos` and `windows` know where each system tells it.
"""
