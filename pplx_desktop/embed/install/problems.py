"""Every way in which getting a model can fail, each with its code and what to do. The one place with these texts.

What stands in the machine's or the network's way is an `EnvironmentProblem`; what is wrong with the files or with the
one who serves them is a `ModelProblem`.
"""

from __future__ import annotations

import errno
from pathlib import Path

from pplx_desktop.core.errors import Cancelled, EnvironmentProblem, ModelProblem, PplxError

_KEPT = "What was downloaded is kept: the next try goes on from there."
_OLD_STAYS = "The model in use was not touched."
_BY_HAND = "The files can also be brought another way: `models import`."
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT}) if hasattr(errno, "EDQUOT") else frozenset({errno.ENOSPC})
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def in_bytes(size: int) -> str:
    """A size as people read it."""
    if size < 1e6:
        return f"{size / 1e3:,.0f} kB" if size >= 1e3 else f"{size} bytes"
    return f"{size / 1e9:,.1f} GB" if size >= 1e9 else f"{size / 1e6:,.1f} MB"


def cancelled() -> Cancelled:
    """The user stopped it."""
    return Cancelled("cancelled", "Stopped.", hint=_KEPT)


# -- the way to the server


def no_network(host: str, detail: str) -> EnvironmentProblem:
    """The server's name cannot be looked up, or no route leads there."""
    return EnvironmentProblem(
        "no-network",
        f"The server {host} cannot be found: there is no network, or no such name.",
        detail=detail,
        hint=f"Check the connection, and the address if HF_ENDPOINT names a mirror. {_BY_HAND}",
    )


def server_unreachable(host: str, detail: str) -> EnvironmentProblem:
    """A connection is refused, or nobody answers."""
    return EnvironmentProblem(
        "server-unreachable",
        f"The server {host} does not answer.",
        detail=detail,
        hint=f"Try again later, or set HTTPS_PROXY if this network needs a proxy. {_KEPT}",
    )


def tls_failed(host: str, detail: str) -> EnvironmentProblem:
    """The server's certificate is not trusted, or the two sides do not agree on encryption."""
    return EnvironmentProblem(
        "tls-failed",
        f"No secure connection to {host}: its certificate is not trusted, or something in between is in the way.",
        detail=detail,
        hint="Check the computer's date. Where a company inspects the traffic, let SSL_CERT_FILE name its certificate.",
    )


def proxy_failed(detail: str) -> EnvironmentProblem:
    """The proxy is not there, or refuses."""
    return EnvironmentProblem(
        "proxy-failed",
        "The proxy refuses the connection or does not answer.",
        detail=detail,
        hint="Check HTTPS_PROXY and HTTP_PROXY (name and password go before the @, their special characters as %40 and the like), or add the server to NO_PROXY.",
    )


def address_invalid(host: str) -> EnvironmentProblem:
    """HF_ENDPOINT is no address."""
    return EnvironmentProblem(
        "address-invalid",
        f"{host!r} is no address of a hub: one begins with https://.",
        hint="Correct HF_ENDPOINT, or unset it to download from huggingface.co.",
    )


def token_invalid() -> EnvironmentProblem:
    """HF_TOKEN, or the file with the token, holds what no token has."""
    return EnvironmentProblem(
        "token-invalid",
        "The token for the hub has characters that no token has.",
        hint="Set HF_TOKEN to a token copied from the hub, or unset it: most models need none.",
    )


def offline_mode() -> EnvironmentProblem:
    """HF_HUB_OFFLINE is set."""
    return EnvironmentProblem(
        "offline-mode",
        "Nothing is downloaded, because HF_HUB_OFFLINE is set.",
        hint=f"Unset HF_HUB_OFFLINE. {_BY_HAND}",
    )


# -- what the server says


def status_problem(status: int, what: str, host: str, detail: str) -> ModelProblem:
    """An HTTP status that ends the download. `what` is the repository or the file."""
    match status:
        case 401:
            return ModelProblem(
                "server-wants-login",
                f"{host} wants to know who asks for {what} (401).",
                detail=detail,
                hint="Make a token at the hub and set HF_TOKEN to it; one that is set may be too old. A hub says the same of "
                "a model that is not there.",
            )
        case 403:
            return ModelProblem(
                "server-forbids",
                f"{host} does not give out {what} (403).",
                detail=detail,
                hint="Open the model's page at the hub and accept its terms, then set HF_TOKEN to a token of yours.",
            )
        case 404:
            return ModelProblem(
                "not-on-server",
                f"{host} does not have {what} (404).",
                detail=detail,
                hint=f"It was moved or removed, or HF_ENDPOINT names a mirror that does not have it. {_BY_HAND}",
            )
        case 429:
            return ModelProblem(
                "server-busy",
                f"{host} asks us to come back later: too many requests from this network (429).",
                detail=detail,
                hint=f"Wait some minutes, or set HF_TOKEN, for which more is allowed. {_KEPT}",
            )
        case _ if status >= 500:
            return ModelProblem(
                "server-fails",
                f"{host} has a problem of its own ({status}).",
                detail=detail,
                hint=f"Try again later. {_KEPT}",
            )
        case _:
            return ModelProblem(
                "server-refuses", f"{host} refuses to give out {what} ({status}).", detail=detail, hint=_BY_HAND
            )


def html_page(what: str, host: str, title: str) -> ModelProblem:
    """A web page in place of a file: a proxy's error, or the sign-in page of a wireless network."""
    shown = f", titled {title!r}," if title else ""
    return ModelProblem(
        "html-page",
        f"A web page{shown} came in place of {what}: a proxy or the sign-in page of this network answers for {host}.",
        detail=title,
        hint="Open any page in a browser and sign in, or ask whoever runs the proxy to let this server through.",
    )


def foreign_server(host: str, detail: str) -> ModelProblem:
    """Something answers that does not speak as a hub does."""
    return ModelProblem(
        "not-a-hub",
        f"{host} answers, but not as a model hub does.",
        detail=detail,
        hint="Check HF_ENDPOINT; without it, the models come from huggingface.co.",
    )


# -- what came


def truncated(what: str, have: int, size: int, detail: str) -> ModelProblem:
    """The connection broke before the end, again and again."""
    return ModelProblem(
        "download-cut",
        f"The download of {what} broke off at {in_bytes(have)} of {in_bytes(size)}, again and again.",
        detail=detail,
        hint=_KEPT,
    )


def stalled(what: str, have: int, size: int, detail: str) -> ModelProblem:
    """Nothing comes any more, though the connection stands."""
    return ModelProblem(
        "download-stalled",
        f"The download of {what} stands still at {in_bytes(have)} of {in_bytes(size)}.",
        detail=detail,
        hint=f"Check the connection. {_KEPT}",
    )


def wrong_size(what: str, announced: int, size: int) -> ModelProblem:
    """The server announces another size than the hub's list has."""
    return ModelProblem(
        "download-size",
        f"The server announces {announced:,} bytes for {what}, which has {size:,}.",
        hint=f"A proxy or mirror serves another file. Try without it. {_OLD_STAYS}",
    )


def altered(what: str, detail: str) -> ModelProblem:
    """All bytes came, and they are not the right ones."""
    return ModelProblem(
        "download-altered",
        f"What came for {what} is not what its author published: the checksum differs.",
        detail=detail,
        hint=f"It was thrown away. A proxy, a mirror or a bad disk may be the cause: try again. {_OLD_STAYS}",
    )


def source_differs(what: str, detail: str) -> ModelProblem:
    """The hub now has another file than the one that the program was made for."""
    return ModelProblem(
        "source-differs",
        f"The hub has another {what} than the one this program was made for, so nothing was downloaded.",
        detail=detail,
        hint="Install a newer version of the program, which may know it.",
    )


def wrong_file(what: str, complaint: str) -> ModelProblem:
    """The file is something else than its name says."""
    return ModelProblem(
        "wrong-file",
        f"{what} is not what it should be: {complaint}.",
        hint=f"Get the right file, then try again. {_OLD_STAYS}",
    )


# -- the disk


def too_little_space(needed: int, free: int, folder: Path) -> EnvironmentProblem:
    """Known before the first byte."""
    return EnvironmentProblem(
        "disk-too-small",
        f"The model needs {in_bytes(needed)} more on the disk of {folder}, and {in_bytes(free)} are free.",
        hint="Make room, or let PPLX_DESKTOP_HOME name a folder on another disk. Nothing was downloaded.",
    )


def disk_problem(error: OSError, folder: Path) -> PplxError:
    """A foreign OSError of reading or writing files, as one of ours."""
    detail = str(error)
    if error.errno in _FULL:
        return EnvironmentProblem(
            "disk-full",
            f"The disk of {folder} is full.",
            detail=detail,
            hint=f"Make room. {_KEPT} {_OLD_STAYS}",
        )
    if error.errno == errno.EFBIG:
        return EnvironmentProblem(
            "file-too-large",
            f"The disk of {folder} takes no file of this size.",
            detail=detail,
            hint="FAT disks end at 4 GB: let PPLX_DESKTOP_HOME name a folder on another disk.",
        )
    if error.errno in _READ_ONLY:
        return EnvironmentProblem(
            "folder-read-only",
            f"Nothing can be written to {error.filename or folder}: {error.strerror}.",
            detail=detail,
            hint="Check the permissions of the folder, or let PPLX_DESKTOP_HOME name another one.",
        )
    return EnvironmentProblem(
        "disk-error",
        f"Reading or writing {error.filename or folder} failed: {error.strerror or error}.",
        detail=detail,
        hint=f"Check the disk. {_OLD_STAYS}",
    )
