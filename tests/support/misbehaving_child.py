"""A child process that answers, hangs, crashes, eats memory or talks nonsense, as each request asks for."""

import os
import signal
import sys
import time

from pplx_desktop.core.frames import Message, serve


def handle(message: Message, payload: bytes) -> tuple[Message, bytes]:
    match message["do"]:
        case "echo":
            print("a library that prints to stdout")
            return {"pid": os.getpid(), "environment": dict(os.environ)}, payload
        case "hang":
            time.sleep(3600)
        case "crash":
            sys.stderr.write("the last words\n")
            sys.stderr.flush()
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(7)
        case "grow":
            hoard = []
            while True:
                hoard.append(b"x" * 16_777_216)
        case "garbage":
            os.write(1, b"this is no frame at all, and long enough to be read as one")
            os._exit(0)
    return {}, b""


if __name__ == "__main__":
    if sys.argv[1:] == ["garbage"]:
        os.write(1, b"\xff" * 64)
        time.sleep(3600)
    serve(handle)
