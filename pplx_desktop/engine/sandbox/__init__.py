"""What keeps a process that reads foreign files from doing anything else.

`confinement` is the way in; each system has its own means below it. Invariant: means that a system lacks are named, and
the process goes on without them.
"""
