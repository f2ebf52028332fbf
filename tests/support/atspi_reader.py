"""What a screen reader gets of a program: run by the system's Python, which has AT-SPI; imports nothing of the project.

Reads a JSON line `{"program": …, "role": …, "name": …}` at a time, and answers with a line: a list of what was found, each
with its name, role, description, states, place on the screen and the text of a field, each before what is in it. An empty role or name stands
for any. Of what holds more than `most` parts (a long table) the first are looked at.
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

MOST = 4_000


def children(node, most=MOST):
    try:
        count = min(most, node.get_child_count())
        return [child for child in (node.get_child_at_index(n) for n in range(count)) if child]
    except GLib.Error:
        return []


def told(node, depth):
    try:
        place = node.get_extents(Atspi.CoordType.SCREEN)
        states = [state.value_nick for state in node.get_state_set().get_states()]
        return {
            "name": node.get_name() or "",
            "role": node.get_role_name(),
            "description": node.get_description() or "",
            "states": states,
            "box": [place.x, place.y, place.width, place.height],
            "depth": depth,
            "text": Atspi.Text.get_text(node, 0, -1) if node.get_role_name() == "text" else "",
        }
    except GLib.Error:
        return None


def walk(program, most):
    desktop = Atspi.get_desktop(0)
    waiting = [
        (application, 0) for application in children(desktop) if (application.get_name() or "").startswith(program)
    ]
    seen = 0
    while waiting and seen < MOST:
        node, depth = waiting.pop()
        seen += 1
        found = told(node, depth)
        if found is not None:
            yield found
            waiting += [(child, depth + 1) for child in reversed(children(node, most))]


def main():
    Atspi.init()
    Atspi.set_timeout(3_000, 3_000)
    for line in sys.stdin:
        wish = json.loads(line)
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        answer = []
        for found in walk(wish["program"], wish.get("most", MOST)):
            is_shown = "showing" in found["states"] or found["role"] in {"application", "frame"}
            name = wish.get("name", "")
            is_named = name in {"", found["name"]} or (name.endswith(": ") and found["name"].startswith(name))
            if is_shown and is_named and wish.get("role", "") in {"", found["role"]}:
                answer.append(found)
        print(json.dumps(answer), flush=True)


main()
