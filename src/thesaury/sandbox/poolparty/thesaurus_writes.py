"""The writing calls of the thesaurus service: forms for edits, JSON for suggestions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.poolparty.desk import Desk, Handler, routes
from thesaury.sandbox.poolparty.parameters import Parameters, json_body
from thesaury.sandbox.poolparty.project import Project
from thesaury.sandbox.poolparty.refusals import Refused
from thesaury.sandbox.poolparty.suggestions import Suggestion, read_suggestion, suggest
from thesaury.sandbox.poolparty.writing import Editor

_ABOUT = ("description", "subject", "creator", "contributor", "publisher")


@dataclass(frozen=True, slots=True)
class ThesaurusWrites:
    """Writing handlers below /PoolParty/api/thesaurus/{project}."""

    desk: Desk

    def routes(self) -> list[Route]:
        """All of them."""
        table: list[tuple[str, Handler]] = [
            ("createConceptScheme", self.create_scheme),
            ("createConcept", self.create_concept),
            ("addRelation", self.add_relation),
            ("removeRelation", self.remove_relation),
            ("addLiteral", self.add_literal),
            ("updateLiteral", self.update_literal),
            ("removeLiteral", self.remove_literal),
            ("addCustomAttribute", self.add_attribute),
            ("addCustomRelation", self.add_custom_relation),
            ("applyType", self.apply_type),
            ("suggestConcept", self.suggest_one),
            ("suggestFreeConcept", self.suggest_one),
            ("suggestConcepts", self.suggest_many),
        ]
        return routes("thesaurus", [(f"thesaurus/{{project}}/{path}", handler, "POST") for path, handler in table])

    async def create_scheme(self, request: Request) -> Response:
        """A new concept scheme."""
        editor, found = await self._open(request, "title", *_ABOUT)
        further = {name: found.one(name) for name in _ABOUT if found.one(name)}
        uri = editor.create_scheme(found.needed("title"), further)
        self.desk.done(editor.project, "createConceptScheme", uri, found.one("title"))
        return self.desk.text(request, uri)

    async def create_concept(self, request: Request) -> Response:
        """A new approved concept."""
        editor, found = await self._open(request, "prefLabel", "parent", "suffix")
        label, parent = found.needed("prefLabel"), found.needed("parent")
        uri = editor.create_concept(label, parent, found.one("suffix"))
        self.desk.done(editor.project, "createConcept", uri, f"{label} {parent}")
        return self.desk.text(request, uri)

    async def add_relation(self, request: Request) -> Response:
        """A new relation."""
        return await self._relation(request, "addRelation")

    async def remove_relation(self, request: Request) -> Response:
        """A relation less."""
        return await self._relation(request, "removeRelation")

    async def add_literal(self, request: Request) -> Response:
        """A new label or note."""
        return await self._literal(request, "addLiteral")

    async def remove_literal(self, request: Request) -> Response:
        """A label or note less."""
        return await self._literal(request, "removeLiteral")

    async def update_literal(self, request: Request) -> Response:
        """A label or note in place of another."""
        return await self._literal(request, "updateLiteral")

    async def add_attribute(self, request: Request) -> Response:
        """A value of a custom attribute."""
        editor, found = await self._open(request, "resource", "property", "value", "language", "datatype")
        values = (found.needed("resource"), found.needed("property"), found.needed("value"))
        changed = editor.add_attribute(*values, found.one("language"), found.one("datatype"))
        return self._done(editor, "addCustomAttribute", values, changed)

    async def add_custom_relation(self, request: Request) -> Response:
        """A custom relation."""
        editor, found = await self._open(request, "source", "property", "target")
        values = (found.needed("source"), found.needed("property"), found.needed("target"))
        return self._done(editor, "addCustomRelation", values, editor.add_custom_relation(*values))

    async def apply_type(self, request: Request) -> Response:
        """A custom class for a concept."""
        editor, found = await self._open(request, "resource", "type", "propagate")
        values = (found.needed("resource"), found.needed("type"))
        return self._done(editor, "applyType", values, editor.apply_type(*values, found.flag("propagate")))

    async def suggest_one(self, request: Request) -> Response:
        """A suggestion."""
        editor = self._editor(request)
        uris = self._suggest(editor, [await json_body(request)], request)
        return JSONResponse({"uri": uris[0]})

    async def suggest_many(self, request: Request) -> Response:
        """Several suggestions, all taken or none."""
        editor, body = self._editor(request), await json_body(request)
        if not isinstance(body, dict) or not isinstance(body.get("conceptSuggestRequests"), list):
            raise Refused(400, "The body has to be an object with a list 'conceptSuggestRequests'.")
        uris = self._suggest(editor, body["conceptSuggestRequests"], request)
        return JSONResponse([{"uri": uri} for uri in uris])

    def _suggest(self, editor: Editor, bodies: Sequence[Any], request: Request) -> list[str]:
        if not all(isinstance(body, dict) for body in bodies):
            raise Refused(400, "A suggestion has to be a JSON object.")
        suggestions: list[Suggestion] = []
        for body in bodies:
            suggestion, strange = read_suggestion(body, editor.project)
            suggestions.append(suggestion)
            for name in strange:
                self.desk.sandbox.violate("unknown-parameter", f"POST {request.url.path}: {name}")
            if not suggestion.duplicates_checked:
                self.desk.sandbox.violate(
                    "unchecked-suggestion", f"{suggestion.labels[0][0]} came without checkForDuplicates."
                )
        uris = suggest(editor, suggestions)
        self.desk.shelf.keep(editor.project)
        for uri, suggestion in zip(uris, suggestions, strict=True):
            text, language = suggestion.labels[0]
            self.desk.sandbox.applied("suggestConcepts", f"{editor.project.card.uuid} {text}@{language}", uri)
        return uris

    async def _relation(self, request: Request, call: str) -> Response:
        editor, found = await self._open(request, "sourceConcept", "targetConcept", "property")
        values = (found.needed("sourceConcept"), found.needed("property"), found.needed("targetConcept"))
        change = editor.add_relation if call == "addRelation" else editor.remove_relation
        return self._done(editor, call, values, change(*values))

    async def _literal(self, request: Request, call: str) -> Response:
        editor, found = await self._open(request, "concept", "resource", "property", "label", "language", "oldLabel")
        uri = found.needed(self.desk.dialect.literal_subject)
        language = found.one("language") or editor.project.card.default_language
        values = (uri, found.needed("property"), found.needed("label"), language)
        if call == "updateLiteral":
            changed = editor.update_literal(*values, found.one("oldLabel"))
        else:
            changed = (editor.add_literal if call == "addLiteral" else editor.remove_literal)(*values)
        return self._done(editor, call, values, changed)

    def _done(self, editor: Editor, call: str, values: tuple[str, ...], changed: bool) -> Response:
        if changed:
            self.desk.done(editor.project, call, list(values), f"{call} {' '.join(values)}")
        return Response(status_code=200)

    def _editor(self, request: Request) -> Editor:
        user = self.desk.writer(request)
        project: Project = self.desk.project(request.path_params["project"], user)
        return self.desk.editor(project, user.name)

    async def _open(self, request: Request, *known: str) -> tuple[Editor, Parameters]:
        editor = self._editor(request)
        return editor, await self.desk.read(request, *known)
