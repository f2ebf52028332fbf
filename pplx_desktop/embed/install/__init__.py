"""Getting a model's files onto this machine: from a hub, from a folder, from an archive.

Invariant: a model is seen by the rest of the program only when all its files are there and verified. Until then they
stand in a staging folder, and whatever fails leaves the model that was there before as it was. The hub's library is
imported here alone, with its telemetry and its own transfer engine switched off before.
"""

import os

os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
# The xet engine keeps a cache of up to gigabytes of its own, cannot go on with a partial file in the next run, and does
# not go through every proxy. The same files come by plain HTTP, which is also what mirrors serve.
os.environ["HF_HUB_DISABLE_XET"] = "1"
os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
