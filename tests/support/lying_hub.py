"""A model hub on this machine that speaks as the real one does, and lies when it is told to.

Serves one repository: the list of its files with sizes and checksums, and the files with ranges. A `Lie` about a path,
or about the list under the name `LIST`, says what happens instead, and how often.
"""

from __future__ import annotations

import hashlib
import json
import re
import socket
import ssl
import struct
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

REPOSITORY = "nobody/tiny"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
LIST = "the list of files"
PAGE = b"<!DOCTYPE html>\n<html><head><title>Sign in to Hotel WLAN</title></head><body>Welcome!</body></html>\n"
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 12345\n"


@dataclass
class Lie:
    """What happens in place of the truth: `how`, at which byte, for how many requests."""

    how: str
    at: int = 0
    times: int = 1_000_000
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict[str, str])
    pause_s: float = 0.05
    elsewhere: str = ""


@dataclass(frozen=True)
class Seen:
    """A request that came."""

    method: str
    path: str
    range: str
    headers: dict[str, str]
    sent: list[int] = field(default_factory=list[int], compare=False)


class LyingHub:
    """Use as a context manager. `endpoint` is what HF_ENDPOINT has to be."""

    def __init__(
        self, files: Mapping[str, bytes], *, certificate: tuple[Path, Path] | None = None, sizes: Mapping[str, int] = {}
    ) -> None:
        self.files = dict(files)
        self.sizes = dict(sizes)
        self.lies: dict[str, Lie] = {}
        self.seen: list[Seen] = []
        self.released = threading.Event()
        hub = self

        class Handler(_Handler):
            owner = hub

        self._server = _Server(("127.0.0.1", 0), Handler)
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self.endpoint = f"http{'s' if certificate else ''}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="hub", daemon=True)

    @classmethod
    def of(cls, folder: Path, **options: Any) -> LyingHub:
        """One that serves the files of a folder."""
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix != ".toml"
        }
        return cls(files, **options)

    def __enter__(self) -> LyingHub:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def requests(self, path: str) -> list[Seen]:
        """The GET requests for a file."""
        end = "/api/models/" if path == LIST else f"/resolve/{COMMIT}/{path}"
        return [seen for seen in self.seen if seen.method == "GET" and end in seen.path]

    def lie_about(self, path: str) -> Lie | None:
        """The lie that is due, which is then told once less."""
        lie = self.lies.get(path)
        if lie is None or lie.times <= 0:
            return None
        lie.times -= 1
        return lie

    def listing(self) -> dict[str, Any]:
        """What the hub's API says of the repository."""
        siblings: list[dict[str, Any]] = []
        for path, content in self.files.items():
            size = self.sizes.get(path, len(content))
            row: dict[str, Any] = {"rfilename": path, "size": size, "blobId": git_sha1(content)}
            if path.endswith((".onnx", ".onnx_data")):
                row["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": size, "pointerSize": 130}
            siblings.append(row)
        return {"id": REPOSITORY, "sha": COMMIT, "siblings": siblings, "tags": [], "downloads": 0, "private": False}


def git_sha1(content: bytes) -> str:
    """The name that Git gives to a file's content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients go away in the middle; that is what is tested."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Else each answer waits 40 ms: its body for the client's word that the head has come.
    disable_nagle_algorithm = True
    owner: LyingHub

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass

    def do_GET(self) -> None:
        hub = self.owner
        path = unquote(urlsplit(self.path).path)
        seen = Seen("GET", path, self.headers.get("Range", ""), dict(self.headers))
        hub.seen.append(seen)
        # Where it was sent to, as to the store behind a hub, it is told the truth.
        moved, path = path.startswith("/moved/"), path.removeprefix("/moved")
        if path.startswith("/api/models/"):
            if REPOSITORY not in path:
                self._plain(404, b'{"error": "Repository not found"}', {"X-Error-Code": "RepoNotFound"})
            else:
                self._answer(LIST, json.dumps(hub.listing()).encode(), "application/json", seen)
            return
        name = path.removeprefix(f"/{REPOSITORY}/resolve/{COMMIT}/")
        if name not in hub.files:
            self._plain(404, b"Entry not found", {"X-Error-Code": "EntryNotFound"})
        else:
            self._answer("" if moved else name, hub.files[name], "application/octet-stream", seen)

    def _answer(self, name: str, content: bytes, kind: str, seen: Seen) -> None:
        lie = self.owner.lie_about(name) or Lie("truth")
        match lie.how:
            case "status":
                self._plain(lie.status, b"refused", lie.headers)
                return
            case "html":
                self._plain(200, PAGE, {"Content-Type": "text/html; charset=utf-8"})
                return
            case "html-unsaid":
                self._plain(200, PAGE, {})
                return
            case "redirect":
                self._plain(302, b"", {"Location": f"{lie.elsewhere or self.owner.endpoint}/moved{self.path}"})
                return
            case "text":
                self._plain(200, b"hello", {})
                return
            case "altered":
                content = content[: lie.at] + bytes([content[lie.at] ^ 1]) + content[lie.at + 1 :]
            case "pointer":
                content = POINTER
            case "longer":
                content += b"more" * 100
            case _:
                pass
        self._send(content, kind, lie, seen)

    def _send(self, content: bytes, kind: str, lie: Lie, seen: Seen) -> None:
        start, total = 0, len(content)
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if asked and lie.how != "no-range":
            start = int(asked.group(1))
            if start >= total:
                self._plain(416, b"", {"Content-Range": f"bytes */{total}"})
                return
            if lie.how == "other-range":
                start = 0
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{total - 1}/{total}")
        else:
            self.send_response(200)
        self.send_header("Content-Type", kind)
        if lie.how not in {"unsized", "longer"}:
            self.send_header("Content-Length", str(total - start + (lie.at if lie.how == "boast" else 0)))
        else:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        end = max(start, lie.at) if lie.how in {"cut", "stall", "reset"} else total
        self._write(content[start:end], lie, seen)
        if lie.how == "stall":
            self.owner.released.wait(60)
        if lie.how in {"cut", "stall", "reset", "boast"}:
            if lie.how == "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True

    def _write(self, content: bytes, lie: Lie, seen: Seen) -> None:
        step = lie.at if lie.how == "trickle" else 1 << 16
        with suppress(OSError):
            for at in range(0, len(content), step):
                self.wfile.write(content[at : at + step])
                self.wfile.flush()
                seen.sent.append(min(step, len(content) - at))
                if lie.how == "trickle" and self.owner.released.wait(lie.pause_s):
                    return

    def _plain(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)


class Proxy:
    """A real proxy for plain requests and for tunnels. `asked` are the targets it was asked for."""

    def __init__(self, *, refuses: int = 0) -> None:
        self.asked: list[str] = []
        self._refuses = refuses
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._closed = False
        self._threads = [threading.Thread(target=self._accept, name="proxy", daemon=True)]

    def __enter__(self) -> Proxy:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closed = True
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        while not self._closed:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(client,), name="proxy-client", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                block = client.recv(65536)
                if not block:
                    return
                head += block
            line, _, rest = head.partition(b"\r\n")
            method, target, version = line.decode().split(" ")
            self.asked.append(f"{method} {target}")
            if self._refuses:
                client.sendall(
                    f"HTTP/1.1 {self._refuses} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
                )
                return
            if method == "CONNECT":
                host, _, port = target.rpartition(":")
                greeting = b""
            else:
                parts = urlsplit(target)
                host, port = str(parts.hostname), str(parts.port or 80)
                # One request for each connection, so that each is seen.
                rest = rest.replace(b"onnection: keep-alive", b"onnection: close")
                greeting = (
                    f"{method} {parts.path}{'?' + parts.query if parts.query else ''} {version}\r\n".encode() + rest
                )
            with socket.create_connection((host, int(port)), 10) as server:
                if method == "CONNECT":
                    client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                server.sendall(greeting)
                back = threading.Thread(target=_pump, args=(server, client), daemon=True)
                back.start()
                _pump(client, server)
                back.join(10)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while block := source.recv(65536):
            target.sendall(block)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
