"""The one module that uses the network: asks the Hub through the session of `huggingface_hub`, within bounds.

The session, endpoint, token, proxies, certificates and offline mode are the library's own, so whatever is set for it (`HF_ENDPOINT`,
`HF_TOKEN`, a login, `HTTPS_PROXY`) holds here. The answers are read here and not by the library, because an answer may be endless, slow or
sent elsewhere: size, time, retries and redirects are bounded, and the token goes to the endpoint alone.
"""

from __future__ import annotations

import os
import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from checker.errors import RemoteError, UsageError

ATTEMPTS = 4
AT_ONCE = 8
"""Questions under way at the same time."""
LONGEST_WAIT = 90.0
"""Seconds that a Hub which asks for patience gets; one that asks for more is told to be unreachable."""
_FIRST_WAIT = 0.5
_DEADLINE = 60.0
"""Seconds for a whole answer, however steadily it drips."""
_REDIRECTS = 5
_AGAIN = frozenset([408, 429, 500, 502, 503, 504])
_DOWN = frozenset([408, 429, 502, 503, 504])
_RATE = re.compile(r";\s*t\s*=\s*(\d+)")
_PORTS = {"http": 80, "https": 443}
_KEPT = "what was fetched before is kept"


class Refused(Exception):  # noqa: N818 - what happened, not an error of ours
    """An answer that is not read: too large, sent elsewhere. Says why, in words for people."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the Hub."""

    status: int
    data: bytes = b""
    etag: str = ""
    error: str = ""
    """The Hub's code for what went wrong: `GatedRepo`, `RepoNotFound`, `RevisionNotFound`."""
    redirected: bool = False


class Client:
    """Asks for addresses below the endpoint; safe to use from several threads."""

    def __init__(self, agent: str = "licheck", *, endpoint: str = "", pause: Callable[[float], None] = time.sleep) -> None:
        try:
            import httpx2
            import huggingface_hub
            from huggingface_hub import constants
        except ImportError:
            raise UsageError("this needs `pip install 'licheck[hub]'`") from None
        if constants.is_offline_mode():
            raise UsageError("`HF_HUB_OFFLINE` is set, so the Hub may not be asked; unset it, or leave out `--online`")
        self.endpoint: str = endpoint or (os.environ.get("HF_ENDPOINT") or constants.ENDPOINT).rstrip("/")
        if urlsplit(self.endpoint).scheme not in _PORTS or not urlsplit(self.endpoint).hostname:
            raise UsageError("`HF_ENDPOINT` is no address; write it as https://huggingface.co")
        self._http: Any = httpx2
        self._session: Callable[[], Any] = huggingface_hub.get_session
        self._timeout = httpx2.Timeout(constants.HF_HUB_DOWNLOAD_TIMEOUT, connect=constants.HF_HUB_ETAG_TIMEOUT)
        token = None if constants.HF_HUB_DISABLE_IMPLICIT_TOKEN else huggingface_hub.get_token()
        self._token = {"authorization": f"Bearer {token}"} if token else {}
        self._headers = {"user-agent": f"{agent}; hf_hub/{huggingface_hub.__version__}", "accept-encoding": "identity"}
        self._places = {_origin(self.endpoint), _origin("https://huggingface.co")}
        self._pause = pause
        self._slots = threading.BoundedSemaphore(AT_ONCE)
        self._not_before = 0.0
        self.asked = 0
        """How many requests went out."""

    @property
    def shown(self) -> str:
        """The endpoint as it may be shown: without a name and password in it."""
        parts = urlsplit(self.endpoint)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"

    def get(self, path: str, most: int, *, etag: str = "", elsewhere: bool = False) -> Reply:
        """The answer at a path, of at most `most` bytes. `elsewhere`: it may come from another host, as large files do; without the token.

        Raises Refused for an answer that is not to be read, and RemoteError where the Hub does not answer.
        """
        cause = ""
        for attempt in range(ATTEMPTS):
            reply: Reply | None = None
            wait: float | None = None
            with self._slots:
                self._keep_waiting()
                try:
                    reply, wait = self._once(f"{self.endpoint}{path}", most, etag, elsewhere)
                except (self._http.TimeoutException, self._http.NetworkError, self._http.RemoteProtocolError) as error:
                    cause = _named(error)
                except (self._http.HTTPError, self._http.InvalidURL) as error:
                    raise RemoteError(f"the Hub at {self.shown} cannot be asked: {_named(error)}") from None
                else:
                    cause = f"it answers with status {reply.status}"
            if reply is not None and reply.status not in _AGAIN:
                return reply
            if attempt == ATTEMPTS - 1:
                if reply is not None and reply.status not in _DOWN:
                    return reply
                break
            self._back_off(wait, attempt)
        raise RemoteError(f"the Hub at {self.shown} did not answer usably after {ATTEMPTS} tries: {cause}; {_KEPT}")

    def _back_off(self, wanted: float | None, attempt: int) -> None:
        """Waits as long as the Hub asks, for everybody; else longer from try to try."""
        if wanted is not None and wanted > LONGEST_WAIT:
            raise RemoteError(f"the Hub at {self.shown} asks to wait {wanted:.0f} seconds; try again later, {_KEPT}")
        if wanted is None:
            self._pause(_FIRST_WAIT * 2**attempt * random.uniform(0.8, 1.2))  # noqa: S311 - so that not all come back at once
        else:
            self._not_before = max(self._not_before, time.monotonic() + wanted)

    def _keep_waiting(self) -> None:
        left = self._not_before - time.monotonic()
        if left > 0:
            self._pause(left)

    def _once(self, url: str, most: int, etag: str, elsewhere: bool) -> tuple[Reply, float | None]:
        """One try, redirects followed; with how long the Hub asks to wait."""
        begun = time.monotonic()
        at = url
        for _ in range(_REDIRECTS + 1):
            self.asked += 1
            headers = {**self._headers, **({"if-none-match": etag} if etag else {})}
            if _origin(at) == _origin(self.endpoint):
                headers |= self._token
            with self._session().stream("GET", at, headers=headers, timeout=self._timeout, follow_redirects=False) as response:
                if not response.has_redirect_location:
                    data = b"" if response.status_code in (304, *_AGAIN) else _body(response, most, begun)
                    reply = Reply(
                        response.status_code,
                        data,
                        response.headers.get("etag", ""),
                        response.headers.get("x-error-code", ""),
                        redirected=at != url,
                    )
                    return reply, _asked_wait(response.headers)
                target = urljoin(at, response.headers["location"])
            self._check(at, target, elsewhere)
            at = target
        raise Refused("it is sent from one address to the next without end")

    def _check(self, at: str, target: str, elsewhere: bool) -> None:
        """Refuses a redirect that leaves the Hub where nothing has to, or gives up encryption."""
        try:
            here, there = urlsplit(at), _origin(target)
        except ValueError:
            raise Refused("it is sent to no address") from None
        if there[0] not in _PORTS or (here.scheme == "https" and there[0] != "https"):
            raise Refused("it is sent to an address that is not safe")
        if not elsewhere and there not in self._places:
            raise Refused(f"it is sent elsewhere, to `{there[1]}`, which is not the Hub")


def _body(response: Any, most: int, begun: float) -> bytes:
    """The bytes of an answer, as long as they are not too many and do not take too long."""
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) > most:
        raise Refused(f"it has {int(length):,} bytes, more than the {most:,} that are read")
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        size += len(part)
        if size > most:
            raise Refused(f"it has more than the {most:,} bytes that are read")
        if time.monotonic() - begun > _DEADLINE:
            raise Refused(f"it takes longer than {_DEADLINE:.0f} seconds")
        parts.append(part)
    return b"".join(parts)


def _asked_wait(headers: Any) -> float | None:
    """How many seconds the Hub asks to wait, by `Retry-After` or its own `RateLimit`."""
    stated = headers.get("retry-after", "").strip()
    if stated.isdigit():
        return float(stated)
    if stated:
        try:
            until = parsedate_to_datetime(stated)
        except ValueError:
            return None
        return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
    rate = _RATE.search(headers.get("ratelimit", ""))
    return float(rate[1]) if rate else None


def _origin(url: str) -> tuple[str, str, int]:
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or _PORTS.get(parts.scheme, 0)


def _named(error: Exception) -> str:
    """What went wrong, without an address: one may hold a password or a signature."""
    names = {"ConnectError": "no connection", "ConnectTimeout": "no connection in time", "ReadTimeout": "no answer in time"}
    return names.get(type(error).__name__, re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__).lower())
