"""What a screen reader is told without asking: run by the system's Python; prints a line of JSON for each announcement and for
each part that gets the keyboard.
"""

import json

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402


def heard(event):
    if event.type.startswith("object:announcement"):
        said = {"announced": event.any_data}
    elif event.detail1:
        said = {"focused": event.source.get_name(), "role": event.source.get_role_name()}
    else:
        return
    print(json.dumps(said), flush=True)


Atspi.init()
listener = Atspi.EventListener.new(heard)
listener.register("object:announcement")
listener.register("object:state-changed:focused")
print(json.dumps({}), flush=True)
Atspi.event_main()
