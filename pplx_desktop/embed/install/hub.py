"""The hub: what a repository holds at a revision, where its files are served, and which of them are in the cache.

The only module that imports the hub's library. It gives the endpoint or mirror, the token, the proxy settings and the
cache as every program of that family has them. The bytes are fetched by `transfer`, over the library's own HTTP client:
since 1.18 its own download deletes a partial file when it fails, so that nothing could be resumed in the next run.

Invariant: every exception of the library and of its HTTP client leaves this package as one of `problems`.
"""

from __future__ import annotations

import contextlib
import os
import re
import socket
import ssl
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2

import pplx_desktop
from pplx_desktop.core.errors import PplxError
from pplx_desktop.embed.install import problems
from pplx_desktop.embed.install.contents import Digest, html_title, looks_like_html
from pplx_desktop.embed.manifest import Source

try:
    from huggingface_hub import HfApi, constants, get_session, hf_hub_url, try_to_load_from_cache
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, OfflineModeIsEnabled
    from huggingface_hub.utils import build_hf_headers  # pyright: ignore[reportUnknownVariableType]
except (httpx2.InvalidURL, ValueError) as invalid:
    # The library reads the address when it is imported.
    raise problems.address_invalid(os.environ.get("HF_ENDPOINT", "").rpartition("@")[2]) from invalid

_PROGRAM = "pplx-desktop"
_COMMIT = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_TRANSIENT_STATUS = frozenset({408, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited, and how often it is tried again. An attempt that brought some bytes does not count.

    A connection that brings less than `least_bytes` in `stall_s` stands still.
    """

    connect_s: float = 15.0
    stall_s: float = 45.0
    least_bytes: int = 4096
    attempts: int = 6
    first_pause_s: float = 1.0
    longest_pause_s: float = 30.0

    def pause_s(self, attempt: int, asked_s: float | None = None) -> float:
        """How long to wait after the attempt with this number, from 0; `asked_s` is what the server wants."""
        return min(asked_s if asked_s is not None else self.first_pause_s * 2**attempt, self.longest_pause_s)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a repository holds at one commit: the digest of each file, by its path."""

    commit: str
    files: Mapping[str, Digest]


class Refusal(Exception):
    """An HTTP status that is no success. `retry_after_s` is what the server asks for, `title` what it says."""

    def __init__(self, status: int, retry_after_s: float | None, title: str) -> None:
        super().__init__(f"HTTP {status} {title}".strip())
        self.status = status
        self.retry_after_s = retry_after_s
        self.title = title

    @property
    def is_transient(self) -> bool:
        """True where the same request may be answered later."""
        return self.status in _TRANSIENT_STATUS


class Broken(Exception):
    """A connection that failed in a way that may pass: `unreachable`, `stalled` or `cut`."""

    is_transient = True
    retry_after_s = None

    def __init__(self, how: str, detail: str) -> None:
        super().__init__(detail)
        self.how = how
        self.detail = detail


class Hub:
    """One repository of the hub, or of the mirror that HF_ENDPOINT names. `cache` is the folder of the library's cache,
    that of the environment (HF_HUB_CACHE, HF_HOME) by default.
    """

    def __init__(self, source: Source, *, endpoint: str = "", cache: Path | None = None) -> None:
        self.repository, self.revision = source.hub, source.revision
        self.endpoint = (endpoint or constants.ENDPOINT).rstrip("/")
        self._cache = cache or Path(constants.HF_HUB_CACHE)

    @property
    def host(self) -> str:
        """The server's name, as people know it, without a name and password that the address may hold."""
        return _without_login(urlsplit(self.endpoint).netloc or self.endpoint)

    def snapshot(self, patience: Patience) -> Snapshot:
        """Ask the hub what there is. One request, not tried again. Raises `Refusal`, `PplxError`."""
        if not self.endpoint.startswith(("http://", "https://")):
            raise problems.address_invalid(self.host)
        api = HfApi(endpoint=self.endpoint, library_name=_PROGRAM, library_version=pplx_desktop.__version__)
        try:
            with self.translated():
                info = api.model_info(
                    self.repository, revision=self.revision, files_metadata=True, timeout=patience.connect_s
                )
            if not _COMMIT.fullmatch(info.sha or "") or info.siblings is None:
                raise problems.foreign_server(self.host, f"no commit or no files in the answer for {self.repository}")
            return Snapshot(str(info.sha), {file.rfilename: _digest(file) for file in info.siblings})
        except UnicodeEncodeError as error:
            # Out of a header that we send; its text is not shown, for it is the secret.
            raise problems.token_invalid() from error
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
            if "proxy URL" in str(error):
                raise problems.proxy_failed("the proxy's address has a scheme that is not known") from error
            # No JSON, or another one than a hub's.
            page = str(getattr(error, "doc", "")).encode("utf-8", "replace")
            if looks_like_html(page):
                what = f"the list of files of {self.repository}"
                raise problems.html_page(what, self.host, html_title(page)) from error
            raise problems.foreign_server(self.host, repr(error)) from error

    def problem(self, error: Refusal | Broken, what: str, have: int = 0, size: int = 0) -> PplxError:
        """What is told of a failure that did not pass. `have` of `size` bytes are there."""
        if isinstance(error, Refusal) and error.status == 407:
            return problems.proxy_failed(f"it wants a name and a password; {error}")
        if isinstance(error, Refusal):
            return problems.status_problem(error.status, what, self.host, error.title)
        if error.how == "unreachable":
            return problems.server_unreachable(self.host, error.detail)
        make = problems.stalled if error.how == "stalled" else problems.truncated
        return make(what, have, max(have, size), error.detail)

    def cached_commit(self) -> str:
        """The commit that the manifest's revision stands for as far as this machine knows; empty where it does not."""
        if _COMMIT.fullmatch(self.revision):
            return self.revision
        reference = self._cache / f"models--{self.repository.replace('/', '--')}" / "refs" / self.revision
        try:
            text = reference.read_text("ascii").strip()
        except (OSError, ValueError):
            return ""
        return text if _COMMIT.fullmatch(text) else ""

    def cached(self, path: str, commit: str) -> Path | None:
        """A file of this commit that is in the cache already."""
        found = try_to_load_from_cache(self.repository, path, cache_dir=self._cache, revision=commit)
        return Path(found) if isinstance(found, str) else None

    @contextmanager
    def opened(self, path: str, commit: str, offset: int, patience: Patience) -> Generator[httpx2.Response]:
        """Ask for a file from `offset` on. Raises `Refusal`, `PplxError`; the body raises them within `translated`."""
        url = hf_hub_url(self.repository, path, revision=commit, endpoint=self.endpoint)
        # Compressed, an offset would count other bytes.
        headers: dict[str, str] = {"Accept-Encoding": "identity"}
        if offset:
            headers["Range"] = f"bytes={offset}-"
        timeout = httpx2.Timeout(patience.stall_s, connect=patience.connect_s)
        with self.translated():
            headers = build_hf_headers(headers=headers, library_name=_PROGRAM, library_version=pplx_desktop.__version__)
            with get_session().stream("GET", url, headers=headers, timeout=timeout) as response:
                if not response.is_success and response.status_code != 416:
                    raise Refusal(response.status_code, _retry_after_s(response), _title(response))
                yield response

    @contextmanager
    def translated(self) -> Generator[None]:
        """What the library and its HTTP client raise becomes a `Refusal`, a `Broken` or a `PplxError`."""
        try:
            yield
        except HfHubHTTPError as error:
            response = error.response
            raise Refusal(response.status_code, _retry_after_s(response), _title(response)) from error
        except OfflineModeIsEnabled as error:
            raise problems.offline_mode() from error
        except httpx2.HTTPError as error:
            raise self._connection_problem(error) from error
        except httpx2.InvalidURL as error:
            # Its text may show a part of a password.
            if proxy := _proxy_in_use(self.endpoint):
                raise problems.proxy_failed(f"the address that ends in {proxy} cannot be read") from error
            raise problems.address_invalid(self.host) from error
        except HFValidationError as error:
            raise problems.foreign_server(self.host, str(error)) from error

    def _connection_problem(self, error: httpx2.HTTPError) -> Exception:
        detail = f"{type(error).__name__}: {error}"
        causes = [error, *_causes(error)]
        if any(isinstance(cause, ssl.SSLError) for cause in causes):
            return problems.tls_failed(self.host, detail)
        if isinstance(error, httpx2.ProxyError):
            return problems.proxy_failed(detail)
        if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.UnsupportedProtocol):
            if proxy := _proxy_in_use(self.endpoint):
                return problems.proxy_failed(f"{detail} (by way of {proxy})")
            if any(isinstance(cause, socket.gaierror) for cause in causes):
                return problems.no_network(self.host, detail)
            return Broken("unreachable", detail)
        if isinstance(error, httpx2.TimeoutException):
            return Broken("stalled", detail)
        return Broken("cut", detail)


def digest_of_blob(path: Path) -> Digest:
    """What a file of the cache has to be, by the name of the blob that its link leads to; nothing where there is none,
    as on Windows without links.
    """
    name = path.resolve().name
    if _SHA256.fullmatch(name):
        return Digest(sha256=name)
    return Digest(git=name) if _COMMIT.fullmatch(name) else Digest()


def _digest(file: Any) -> Digest:
    lfs = file.lfs
    sha256 = str(lfs["sha256"]) if lfs is not None else ""
    size = lfs["size"] if lfs is not None else file.size
    if sha256 and not _SHA256.fullmatch(sha256):
        raise ValueError(f"a checksum {sha256!r}")
    git = "" if sha256 else str(file.blob_id or "")
    return Digest(int(size) if size is not None else None, sha256, git if _COMMIT.fullmatch(git) else "")


def _retry_after_s(response: httpx2.Response) -> float | None:
    with contextlib.suppress(ValueError):
        return max(0.0, float(response.headers.get("Retry-After", "")))
    return None


def _title(response: httpx2.Response) -> str:
    """What the server says about its refusal: the hub's header, else a page's title."""
    if message := response.headers.get("X-Error-Message", ""):
        return message[:200]
    with contextlib.suppress(httpx2.HTTPError, httpx2.StreamError):
        return html_title(next(response.iter_bytes(), b"") if not response.is_closed else response.content)
    return ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    cause = error.__cause__ or error.__context__
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or cause.__context__


def _proxy_in_use(endpoint: str) -> str:
    """The proxy that requests to the endpoint go by, without its password; empty where there is none."""
    from urllib.request import getproxies, proxy_bypass  # noqa: PLC0415 - asked for only after a failure

    parts = urlsplit(endpoint)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all") or ""
    if not proxy or proxy_bypass(parts.netloc):
        return ""
    # Not its `hostname`: there is none where the scheme was left out, as most programs allow.
    return _without_login(proxy.partition("://")[2] or proxy)


def _without_login(address: str) -> str:
    return address.rpartition("@")[2]
