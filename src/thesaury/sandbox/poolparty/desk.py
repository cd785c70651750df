"""What every call needs: the login, the project it may open, its parameters, and an answer in the vendor's manner."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from thesaury.sandbox.poolparty import parameters
from thesaury.sandbox.poolparty.concept_json import Writer
from thesaury.sandbox.poolparty.logins import Logins, User, unauthorized
from thesaury.sandbox.poolparty.options import Dialect, Options
from thesaury.sandbox.poolparty.parameters import Parameters
from thesaury.sandbox.poolparty.project import Project
from thesaury.sandbox.poolparty.refusals import Refused
from thesaury.sandbox.poolparty.shelf import Shelf
from thesaury.sandbox.poolparty.writing import Editor
from thesaury.sandbox.serving.kernel import Sandbox

Handler = Callable[[Request], Awaitable[Response]]
ROOTS = {"thesaurus": "/PoolParty/api", "extractor": "/extractor/api", "search": "/GraphSearch/api"}
_VERSIONED = {
    "thesaurus": "/PoolParty/api/{version:ppversion}",
    "extractor": "/extractor/{version:ppversion}/api",
    "search": "/GraphSearch/{version:ppversion}/api",
}


_log = logging.getLogger(__name__)


class _Version(Convertor[str]):
    regex = r"[0-9]+(?:\.[0-9]+)*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("ppversion", _Version())


def answered(handler: Handler) -> Handler:
    """A handler whose refusals become answers; a body of the wrong shape is refused, too, and what failed is logged."""

    async def answering(request: Request) -> Response:
        try:
            return await handler(request)
        except Refused as refused:
            return refused.response()
        except ClientDisconnect:
            return Response(status_code=400)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            _log.warning("unreadable request to %s", request.url.path, exc_info=error)
            return Refused(400, f"The request cannot be read: {type(error).__name__}.").response()

    return answering


def routes(root: str, table: Sequence[tuple[str, Handler, str]]) -> list[Route]:
    """Routes of one HTTP root, each with and without the version segment; methods are given as `GET POST`."""
    return [
        Route(f"{base}/{path}", answered(handler), methods=methods.split())
        for path, handler, methods in table
        for base in (ROOTS[root], _VERSIONED[root])
    ]


@dataclass
class Desk:
    """The server's state with what handlers do to every request."""

    sandbox: Sandbox
    shelf: Shelf
    dialect: Dialect
    options: Options
    first_options: Options
    projects: dict[str, Project] = field(default_factory=dict)
    logins: Logins = field(default_factory=Logins)

    # Who and what

    def user(self, request: Request) -> User:
        """Who calls. Raises Refused 401, as a page."""
        if (user := self.known_user(request)) is None:
            raise unauthorized()
        return user

    def known_user(self, request: Request) -> User | None:
        """Who calls, or None."""
        return self.logins.found(request, self.options, self.dialect.keycloak, self.sandbox.clock.now())

    def writer(self, request: Request) -> User:
        """Who calls, allowed to change things. Raises Refused 401 or 403."""
        user = self.user(request)
        if not user.writes:
            raise Refused(403, "Access denied: the user may only read.")
        return user

    def administrator(self, request: Request) -> User:
        """Who calls, allowed to create projects. Raises Refused 401 or 403."""
        user = self.user(request)
        if not user.administers:
            raise Refused(403, "Access denied: the role ApiAdmin is needed.")
        return user

    def project(self, name: str, user: User, shape: str = "status") -> Project:
        """A project by UUID or URI supplement. Raises Refused 404 where there is none, 403 (naming nothing) where it is not the user's."""
        project = next((each for each in self.projects.values() if each.card.named(name)), None)
        if project is None:
            raise Refused(404, f"There is no project '{name}'.", shape)
        if not set(project.card.groups) & set(user.groups):
            raise Refused(403, "Access denied", shape)
        project.settle(self.sandbox.clock.now())
        return project

    def visible(self, user: User) -> list[Project]:
        """The projects of a user's groups."""
        return [each for each in self.projects.values() if set(each.card.groups) & set(user.groups)]

    def licensed(self, feature: str) -> None:
        """Raises Refused 503 where the licence lacks the feature."""
        if feature not in self.options.features:
            raise Refused(503, f"The licence does not include the feature '{feature}'.")

    # What comes in, what goes out

    async def read(self, request: Request, *known: str) -> Parameters:
        """The parameters; those nobody knows are recorded, a body over the limit is refused with 413."""
        if int(request.headers.get("content-length") or 0) > self.options.body_limit:
            raise Refused(413, "The body is too large.", "html")
        found = await parameters.read(request)
        for name in sorted(found.names() - set(known)) if known else ():
            self.sandbox.violate("unknown-parameter", f"{request.method} {request.url.path}: {name}")
        return found

    def concept_writer(self, project: Project) -> Writer:
        """Writes concepts of a project."""
        return Writer(project.thesaurus, project.card.default_language, self.options)

    def editor(self, project: Project, user: str) -> Editor:
        """Changes a project now, in a user's name."""
        return Editor(project, user, self.sandbox.clock.now())

    def done(self, project: Project, route: str, what: Any, key: str = "") -> None:
        """Keeps a project after a write, and counts the write."""
        self.shelf.keep(project)
        self.sandbox.applied(route, key, what)

    def text(self, request: Request, text: str) -> Response:
        """A string answer: JSON for callers who ask for it in newer dialects, else bare."""
        if self.dialect.json_strings and "json" in request.headers.get("accept", ""):
            return JSONResponse(text)
        return PlainTextResponse(text)
