"""A model hub on loopback, as far as its documented protocol is asked for by a download, with a second server for large files.

Small files lie on the hub itself (ETag: git's digest), large ones elsewhere (302, X-Linked-Etag: SHA-256), as public hubs keep them.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.serving.hooks import Hooks
from thesaury.sandbox.serving.kernel import Sandbox
from thesaury.sandbox.serving.server import running

TOKEN = "hf_aTokenOfATest"
LARGE = (".onnx", ".onnx_data")


@dataclass(frozen=True)
class Asked:
    """One request: `part` is its Range header, `token` its Authorization header, `elsewhere` whether it came to the second server."""

    method: str
    path: str
    part: str
    token: str
    elsewhere: bool


@dataclass
class Repository:
    """States by commit, commits by branch or tag; `gated` and `private` as hubs have it."""

    licence: str = "apache-2.0"
    gated: bool = False
    private: bool = False
    states: dict[str, dict[str, bytes]] = field(default_factory=dict)
    revisions: dict[str, str] = field(default_factory=dict)

    def commit(self, files: Mapping[str, bytes], *revisions: str) -> str:
        """A new state, which these names (`main` without any) mean from now on."""
        commit = hashlib.sha1(repr(sorted(files.items())).encode()).hexdigest()
        self.states[commit] = dict(files)
        self.revisions |= dict.fromkeys(revisions or ("main",), commit)
        return commit


@dataclass
class HubServer:
    """`says` and `sizes` are digests and sizes that are told of a path instead of the true ones; `parts` whether Range is heeded."""

    repositories: dict[str, Repository] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    says: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    parts: bool = True
    members: tuple[str, ...] = ()
    url: str = ""
    away: str = ""
    hub: Sandbox = field(default_factory=lambda: Sandbox("hub"))
    store: Sandbox = field(default_factory=lambda: Sandbox("large files"))

    def fetched(self) -> list[str]:
        """Paths whose content was asked for, on either server, each time."""
        return [a.path for a in self.asked if a.method == "GET" and not a.path.startswith("/api/")]

    async def info(self, request: Request) -> Response:
        self._note(request)
        name = "{owner}/{name}".format(**request.path_params)
        repository = self.repositories.get(name)
        if refused := self._refused(request, repository, listing=True):
            return refused
        assert repository
        commit = self._commit(repository, request.path_params["revision"])
        if not commit:
            return _error(404, "RevisionNotFound")
        said = {
            "id": name,
            "sha": commit,
            "private": repository.private,
            "gated": "manual" if repository.gated else False,
            "siblings": [{"rfilename": path} for path in repository.states[commit]],
            "tags": ["onnx", *([f"license:{repository.licence}"] if repository.licence else [])],
        }
        return JSONResponse(said)

    async def resolve(self, request: Request) -> Response:
        self._note(request)
        values = request.path_params
        repository = self.repositories.get(f"{values['owner']}/{values['name']}")
        if refused := self._refused(request, repository, listing=False):
            return refused
        assert repository
        commit = self._commit(repository, values["revision"])
        content = repository.states.get(commit, {}).get(values["path"])
        if content is None:
            return _error(404, "EntryNotFound")
        told = {"x-repo-commit": commit, "accept-ranges": "bytes"}
        if values["path"].endswith(LARGE):
            digest = self.says.get(values["path"], hashlib.sha256(content).hexdigest())
            size = str(self.sizes.get(values["path"], len(content)))
            where = f"{self.away}/blobs/{commit}/{values['owner']}/{values['name']}/{values['path']}?signature=secret"
            return Response(
                status_code=302,
                headers={**told, "location": where, "x-linked-etag": f'"{digest}"', "x-linked-size": size},
            )
        digest = hashlib.sha1(f"blob {len(content)}\0".encode() + content).hexdigest()
        return self._part(request, content, {**told, "etag": f'"{self.says.get(values["path"], digest)}"'})

    async def blob(self, request: Request) -> Response:
        self._note(request, elsewhere=True)
        values = request.path_params
        content = self.repositories[f"{values['owner']}/{values['name']}"].states[values["commit"]][values["path"]]
        return self._part(request, content, {"etag": '"of the other server"'})

    def _part(self, request: Request, content: bytes, headers: dict[str, str]) -> Response:
        part = request.headers.get("range", "")
        if not (part and self.parts):
            return Response(content, headers=headers)
        start = int(part.removeprefix("bytes=").removesuffix("-"))
        told = {**headers, "content-range": f"bytes {start}-{len(content) - 1}/{len(content)}"}
        return Response(content[start:], 206, told)

    def _refused(self, request: Request, repository: Repository | None, listing: bool) -> Response | None:
        token = request.headers.get("authorization", "")
        if token and token != f"Bearer {TOKEN}":
            return _error(401, "", "Invalid credentials in Authorization header")
        if repository is None or (repository.private and not token):
            return _error(404 if token else 401, "RepoNotFound", "Repository not found")
        if repository.gated and not listing and not (token and self.members):
            return _error(403 if token else 401, "GatedRepo", "Access to this model is restricted")
        return None

    @staticmethod
    def _commit(repository: Repository, revision: str) -> str:
        return revision if revision in repository.states else repository.revisions.get(revision, "")

    def _note(self, request: Request, elsewhere: bool = False) -> None:
        headers = request.headers
        told = (headers.get("range", ""), headers.get("authorization", ""), elsewhere)
        self.asked.append(Asked(request.method, request.url.path, *told))


def _error(status: int, code: str, message: str = "") -> Response:
    return JSONResponse({"error": message}, status, {"x-error-code": code, "x-error-message": message} if code else {})


@contextmanager
def served() -> Iterator[HubServer]:
    """The hub and its second server while the block runs."""
    server = HubServer()
    routes = [
        Route("/api/models/{owner}/{name}/revision/{revision:path}", server.info),
        Route("/{owner}/{name}/resolve/{revision}/{path:path}", server.resolve),
    ]
    server.hub.serves(routes, Hooks())
    server.store.serves([Route("/blobs/{commit}/{owner}/{name}/{path:path}", server.blob)], Hooks())
    with running(server.hub) as hub, running(server.store) as store:
        server.url, server.away = hub.url, store.url
        yield server
