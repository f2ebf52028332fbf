"""A child that draws pages, or does what the name of the file says: hang, crash, be ended, talk nonsense."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from pplx_desktop.core.frames import Message, serve


def handle(message: Message, _payload: bytes) -> tuple[Message, bytes]:
    if message["do"] == "start":
        return {}, b""
    name = Path(message["path"]).name
    if message["do"] == "outline":
        return {"member": "", "is_picture": False, "sizes": [[100, 200], [100, 200]]}, b""
    if message.get("page") == 1 or message["do"] == "source":
        if name == "hang":
            time.sleep(3600)
        elif name == "crash":
            os.abort()
        elif name == "ended":
            ended = Path(message["path"]).with_name("ended-before")
            if not ended.exists():
                ended.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        elif name == "nonsense":
            return {"width": 10, "height": -3, "is_dark": 0, "text": "abc"}, b"short"
    if message["do"] == "draw":
        return {"width": 2, "height": 1, "is_dark": message["dark"]}, b"\1\2\3\4\5\6\7\0"
    return {"text": ""}, b""


if __name__ == "__main__":
    serve(handle)
