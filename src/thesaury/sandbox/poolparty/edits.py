"""Edits behind the API's back: what people at the vendor's own screens would do, and switches of the server."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from thesaury.sandbox.poolparty import suggestions
from thesaury.sandbox.poolparty.desk import Desk
from thesaury.sandbox.poolparty.model import read_model
from thesaury.sandbox.poolparty.names import ALT, CONCEPT, IN_SCHEME, PREF, SKOS, TOP_OF, TYPE
from thesaury.sandbox.poolparty.project import Project
from thesaury.sandbox.poolparty.refusals import Refused
from thesaury.sandbox.poolparty.thesaurus import APPROVED, text_term
from thesaury.sandbox.poolparty.writing import Editor

PERSON = "p.lindqvist"
"""The person at the screen."""

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edits:
    """Carries out `{"do": NAME, "project": UUID or supplement, ...}`; without a project it is the demo's."""

    desk: Desk
    usual_project: str

    def __call__(self, payload: dict[str, Any]) -> Any:
        """Does one edit, keeps it, and says what came of it. Raises ValueError, KeyError or TypeError for a wrong one."""
        if payload["do"] == "options":
            self.desk.options = self.desk.options.changed(payload["set"])
            return sorted(payload["set"])
        project = self._project(str(payload.get("project") or self.usual_project))
        editor = Editor(project, str(payload.get("editor") or PERSON), self.desk.sandbox.clock.now())
        try:
            done = self._edits()[payload["do"]](editor, payload)
        except Refused as refused:
            raise ValueError(refused.message) from refused
        self.desk.shelf.keep(project)
        return done

    def _edits(self) -> dict[str, Callable[[Editor, Payload], Any]]:
        return {
            "label": _label,
            "definition": _definition,
            "literal": _literal,
            "add": _add,
            "remove": _remove,
            "deprecate": _deprecate,
            "merge": _merge,
            "relate": lambda editor, asked: editor.add_relation(asked["source"], asked["property"], asked["target"]),
            "import": _import,
            "changes": _changes,
            "suggest": _suggest,
            "approve": _approve,
            "decline": lambda editor, asked: suggestions.decline(editor, asked["concept"]),
            "drop_model": self._drop_model,
            "refresh": self._refresh,
            "forget_history": self._forget_history,
        }

    def _project(self, name: str) -> Project:
        found = next((each for each in self.desk.projects.values() if each.card.named(name)), None)
        if found is None:
            raise ValueError(f"There is no project '{name}'.")
        return found

    def _drop_model(self, editor: Editor, asked: Payload) -> Any:
        editor.project.model = editor.project.built = editor.project.refresh = None
        self.desk.shelf.keep_model(editor.project)
        return True

    def _refresh(self, editor: Editor, asked: Payload) -> Any:
        editor.project.model = read_model(editor.project.thesaurus, editor.now, editor.project.revision)
        editor.project.built, editor.project.refresh = editor.now, None
        self.desk.shelf.keep_model(editor.project)
        return len(editor.project.model.entries)

    def _forget_history(self, editor: Editor, asked: Payload) -> Any:
        gone, editor.project.history.events = editor.project.history.events, []
        self.desk.shelf.drop_events(editor.project, gone)
        return len(gone)


def _label(editor: Editor, asked: Payload) -> Any:
    return _text(editor, asked["concept"], PREF, asked["label"], _language(editor, asked))


def _definition(editor: Editor, asked: Payload) -> Any:
    return _text(editor, asked["concept"], SKOS + "definition", asked["definition"], _language(editor, asked))


def _text(editor: Editor, concept: str, predicate: str, text: str, language: str) -> bool:
    thesaurus = editor.project.thesaurus
    there = [each for each, tag in thesaurus.literals(concept, predicate) if tag == language]
    if there:
        return editor.update_literal(concept, predicate, text, language, there[0])
    return editor.add_literal(concept, predicate, text, language)


def _literal(editor: Editor, asked: Payload) -> Any:
    values = (asked["concept"], asked["property"], asked["label"], _language(editor, asked))
    return editor.remove_literal(*values) if asked.get("remove") else editor.add_literal(*values)


def _add(editor: Editor, asked: Payload) -> Any:
    return editor.create_concept(asked["label"], asked.get("parent") or editor.project.thesaurus.schemes()[0])


def _remove(editor: Editor, asked: Payload) -> Any:
    editor.delete(asked["concept"])
    return asked["concept"]


def _deprecate(editor: Editor, asked: Payload) -> Any:
    editor.deprecate(asked["concept"])
    return asked["concept"]


def _merge(editor: Editor, asked: Payload) -> Any:
    editor.deprecate(asked["concept"], asked["into"])
    return asked["into"]


def _import(editor: Editor, asked: Payload) -> Any:
    """Concepts that come in without any event, as an import brings them."""
    project, prefix = editor.project, str(asked.get("prefix") or "imported word")
    scheme = asked.get("scheme") or project.thesaurus.schemes()[0]
    start = len(project.thesaurus.concepts())
    uris = [f"{project.card.concept_prefix}imported-{start + number}" for number in range(1, int(asked["count"]) + 1)]
    for number, uri in enumerate(uris, 1):
        project.thesaurus.add(APPROVED, uri, TYPE, CONCEPT)
        project.thesaurus.add(APPROVED, uri, PREF, text_term(f"{prefix} {number}", project.card.default_language))
        project.thesaurus.add(APPROVED, uri, IN_SCHEME, scheme)
        project.thesaurus.relate(uri, TOP_OF, scheme)
    project.touch(editor.now)
    return uris


def _changes(editor: Editor, asked: Payload) -> Any:
    """Many small changes at once: an alternative label each, concept after concept."""
    uris = editor.project.thesaurus.concepts()
    word = str(asked.get("word") or "further word")
    changed = [uris[number % len(uris)] for number in range(int(asked["count"]))]
    for number, uri in enumerate(changed, 1):
        label = f"{word} {len(editor.project.history.events)} {number}"
        editor.add_literal(uri, ALT, label, editor.project.card.default_language)
    return sorted(set(changed))


def _suggest(editor: Editor, asked: Payload) -> Any:
    body = {"prefLabels": [{"label": asked["label"], "language": _language(editor, asked)}], "checkForDuplicates": True}
    suggestion, _ = suggestions.read_suggestion(body, editor.project)
    return suggestions.suggest(editor, [suggestion])[0]


def _approve(editor: Editor, asked: Payload) -> Any:
    uris = [asked["concept"]] if asked.get("concept") else editor.project.thesaurus.suggestions()
    return [suggestions.approve(editor, uri) for uri in uris]


def _language(editor: Editor, asked: Payload) -> str:
    return str(asked.get("language") or editor.project.card.default_language)
