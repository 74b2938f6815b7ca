"""The server: the Hub's API over HTTP, with trouble where it is asked for. Listens on the loopback address alone."""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.hub_server.repositories import File, Repository

LOOPBACK = "127.0.0.1"
READER = "hf_reader"
"""The token that may read everything."""
STRANGER = "hf_stranger"
"""A token that is known, and may read what is public."""
_PATH = re.compile(r"/api/models/(?P<id>[^/]+(?:/[^/]+)?)\Z")
_REVISION = re.compile(r"/api/models/(?P<id>.+)/revision/(?P<revision>[^/]+)\Z")
_TREE = re.compile(r"/api/models/(?P<id>.+)/tree/(?P<revision>[^/]+)(?:/(?P<folder>.*))?\Z")
_RESOLVE = re.compile(r"/(?P<id>[^/]+(?:/[^/]+)?)/resolve/(?P<revision>[^/]+)/(?P<path>.+)\Z")
_LARGE = re.compile(r"/large/(?P<sha256>[0-9a-f]{64})\Z")

Headers = dict[str, str]
Asked = dict[str, str]
"""The parts of an address."""


@dataclass(frozen=True)
class Seen:
    """A request that came in."""

    method: str
    path: str
    token: str
    """The token that was sent along; empty without one."""
    conditional: str = ""
    """What `If-None-Match` said."""


@dataclass
class Trouble:
    """What goes wrong with requests whose path matches, for so many of them."""

    pattern: str
    happens: Callable[[BaseHTTPRequestHandler], None]
    times: int = 1_000_000

    def takes(self, path: str) -> bool:
        """Whether this request is one of them; counts it."""
        if self.times > 0 and re.search(self.pattern, path):
            self.times -= 1
            return True
        return False


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has left, or was hung up on, is no error: some troubles are made of that."""
        if not isinstance(sys.exc_info()[1], (OSError, ValueError)):
            super().handle_error(request, client_address)


@dataclass
class HubServer:
    """A Hub on this machine."""

    repositories: Iterable[Repository] = ()
    port: int = 0
    troubles: list[Trouble] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self.set(self.repositories)
        self._server = _Server((LOOPBACK, self.port), _handler(self))
        self._storage = _Server((LOOPBACK, 0), _handler(self))

    @property
    def url(self) -> str:
        """The address to set as HF_ENDPOINT."""
        return f"http://{LOOPBACK}:{self._server.server_port}"

    @property
    def storage_url(self) -> str:
        """Where large files lie: another place than the Hub, as with the Hub."""
        return f"http://{LOOPBACK}:{self._storage.server_port}"

    def set(self, repositories: Iterable[Repository]) -> None:
        """Puts other repositories in place of those there are; what was large stays to be had."""
        self._by_name = {repository.id.casefold(): repository for repository in repositories}
        self._renamed = {old.casefold(): repository.id for repository in self._by_name.values() for old in repository.old_names}
        self.large: dict[str, File] = {
            file.sha256: file for repository in self._by_name.values() for file in repository.files.values() if file.is_large
        }

    def find(self, name: str) -> Repository | None:
        """The repository of that name."""
        return self._by_name.get(name.casefold())

    def renamed(self, name: str) -> str:
        """What a repository is called that had another name."""
        return self._renamed.get(name.casefold(), "")

    def note(self, request: Seen) -> Trouble | None:
        """Remembers a request; the trouble it meets, if any."""
        with self._lock:
            self.seen.append(request)
            return next((trouble for trouble in self.troubles if trouble.takes(request.path)), None)

    def run(self) -> None:
        """Serves until it is stopped."""
        threading.Thread(target=self._storage.serve_forever, args=(0.05,), daemon=True).start()
        self._server.serve_forever(poll_interval=0.05)

    def stop(self) -> None:
        """Stops serving."""
        self._storage.shutdown()
        self._server.shutdown()

    @contextmanager
    def running(self) -> Iterator[HubServer]:
        """Serves while the block runs."""
        thread = threading.Thread(target=self.run, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.stop()
            thread.join(5)
            self._storage.server_close()
            self._server.server_close()


def _handler(hub: HubServer) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        server_of = hub

    return Handler


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_of: HubServer

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def log_message(self, *arguments: Any) -> None:
        """Keeps quiet: a request may hold what is nobody's business."""

    def _answer(self) -> None:
        sent = self.headers.get("authorization", "").removeprefix("Bearer ")
        address = urlsplit(self.path)
        self.token, self.query = sent, parse_qs(address.query)
        path = unquote(address.path)
        trouble = self.server_of.note(Seen(self.command, path, sent, self.headers.get("if-none-match", "")))
        if trouble is not None:
            trouble.happens(self)
            return
        for pattern, respond in (
            (_TREE, self._tree),
            (_REVISION, self._info),
            (_PATH, self._info),
            (_LARGE, self._large),
            (_RESOLVE, self._resolve),
        ):
            match = pattern.match(address.path)
            if match:
                respond({name: unquote(part or "") for name, part in match.groupdict().items()})
                return
        self.refuse(404, "", "Sorry, we can't find the page you are looking for.")

    def _info(self, asked: Asked) -> None:
        repository = self._repository(asked, "/api/models/", address=self.path)
        if repository is not None:
            self.json(repository.info(blobs="blobs" in self.query), commit=repository.commit)

    def _tree(self, asked: Asked) -> None:
        repository = self._repository(asked, "/api/models/", address=self.path)
        if repository is not None:
            recursive = self.query.get("recursive", [""])[0].casefold() in ("1", "true")
            self.json(list(repository.tree(asked["folder"], recursive=recursive)))

    def _resolve(self, asked: Asked) -> None:
        repository = self._repository(asked, "/", address=self.path)
        if repository is None:
            return
        if repository.gated and self.token != READER:
            status = 403 if self.token == STRANGER else 401
            self.refuse(
                status, "GatedRepo", f"Access to model {repository.id} is restricted. You must have access to it.", commit=repository.commit
            )
            return
        file = repository.files.get(asked["path"])
        if file is None:
            self.refuse(404, "EntryNotFound", "Entry not found", commit=repository.commit)
            return
        headers = {"X-Repo-Commit": repository.commit, "Accept-Ranges": "bytes"}
        if file.is_large:
            linked = {
                "X-Linked-Size": str(len(file.data)),
                "X-Linked-Etag": f'"{file.sha256}"',
                "Location": f"{self.server_of.storage_url}/large/{file.sha256}",
            }
            self.send(302, b"", headers | linked)
        else:
            self.send(200, file.data, headers | {"ETag": f'"{file.blob}"', "Content-Type": "text/plain; charset=utf-8"})

    def _large(self, asked: Asked) -> None:
        file = self.server_of.large.get(asked["sha256"])
        if file is None:
            self.refuse(404, "", "no such object")
        else:
            self.send(200, file.data, {"ETag": f'"{file.sha256}"', "Content-Type": "application/octet-stream"})

    def _repository(self, asked: Asked, root: str, address: str) -> Repository | None:
        """The repository that is asked for, if whoever asks may know of it; else the refusal has been sent."""
        name = asked["id"]
        repository = self.server_of.find(name)
        today = self.server_of.renamed(name)
        if repository is None and today:
            self.send(307, b"", {"Location": address.replace(f"{root}{name}", f"{root}{today}", 1)})
            return None
        if repository is None or (repository.private and self.token != READER):
            status = 404 if self.token in (READER, STRANGER) else 401
            self.refuse(status, "RepoNotFound", "Repository not found" if status == 404 else "Invalid username or password.")
            return None
        revision = asked.get("revision") or "main"
        if not repository.knows(revision):
            self.refuse(404, "RevisionNotFound", f"Invalid rev id: {revision}")
            return None
        return repository

    def json(self, held: Any, commit: str = "") -> None:
        """Answers with JSON, or that it is the same as before."""
        data = json.dumps(held).encode()
        etag = f'W/"{commit[:10]}-{len(data):x}"'
        if commit and self.headers.get("if-none-match") == etag:
            self.send(304, b"", {"ETag": etag})
            return
        self.send(200, data, {"Content-Type": "application/json; charset=utf-8", **({"ETag": etag} if commit else {})})

    def refuse(self, status: int, code: str, message: str, commit: str = "") -> None:
        """Answers with an error as the Hub words it: in headers, and in JSON."""
        headers = {"X-Error-Message": message, **({"X-Error-Code": code} if code else {}), **({"X-Repo-Commit": commit} if commit else {})}
        self.send(status, json.dumps({"error": message}).encode(), headers | {"Content-Type": "application/json; charset=utf-8"})

    def send(self, status: int, data: bytes, headers: Headers) -> None:
        """Sends an answer whole."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD" and status != 304:
            self.wfile.write(data)


def busy(wait: int | str = 1) -> Callable[[Any], None]:
    """429, with how long to wait."""
    return lambda handler: handler.send(429, b'{"error": "too many requests"}', {"Retry-After": str(wait)})


def failing(status: int = 503) -> Callable[[Any], None]:
    """An error of the server's own."""
    return lambda handler: handler.send(status, b"<html>oh no</html>", {"Content-Type": "text/html"})


def answering(data: bytes, content: str = "application/json") -> Callable[[Any], None]:
    """Something else than what was asked for, as if it were right."""
    return lambda handler: handler.send(200, data, {"Content-Type": content})


def sending_to(url: str) -> Callable[[Any], None]:
    """Redirects elsewhere, with the path that was asked for."""
    return lambda handler: handler.send(302, b"", {"Location": f"{url}{handler.path}"})


def hanging_up(handler: Any) -> None:
    """Closes the connection without a word."""
    handler.close_connection = True
    handler.connection.close()


def endless(handler: Any) -> None:
    """Goes on and on, until the reader has had enough."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    handler.close_connection = True
    try:
        for _ in range(4_000):
            handler.wfile.write(b" " * 100_000)
    except OSError:
        return


def slow(seconds: float) -> Callable[[Any], None]:
    """Says nothing for a while, and then hangs up."""

    def happens(handler: Any) -> None:
        time.sleep(seconds)
        hanging_up(handler)

    return happens
