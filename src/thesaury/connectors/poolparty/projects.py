"""Which project a connection reads, which languages it has, and what a person should know about the credential."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thesaury.connectors.poolparty.client import PoolParty
from thesaury.connectors.poolparty.reading import first, iri_of, listed, mapping_of, strings
from thesaury.connectors.poolparty.settings import Settings
from thesaury.connectors.texts import cleaned, language_tag
from thesaury.model.errors import NeedsLogin, Refused, Unreachable


@dataclass(frozen=True, slots=True)
class Project:
    """One project: `id` is its UUID, `name` how people call it in paths, `base` what its IRIs begin with.

    `spoken` are all its languages in the server's own spelling by tag; `languages` those to be read, the default first.
    """

    id: str
    default: str
    spoken: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]
    base: str
    notes: tuple[str, ...] = ()

    def spelled(self, language: str) -> str:
        """A language as the server spells it."""
        return dict(self.spoken).get(language, language)


def project_of(client: PoolParty) -> Project:
    """The project the settings name. Raises Refused when the credential does not see it; no other project is named then."""
    settings = client.settings
    entries = [mapping_of(entry) for entry in listed(client.projects(), "projects")]
    entry = next((entry for entry in entries if _is_named(entry, settings.project)), None)
    if entry is None:
        raise Refused(
            f"{settings.connection}: the credential does not see the project {settings.project!r}, or there is none. "
            "Ask for access to it, or correct the setting 'project'.",
            403,
        )
    spoken = _spoken(entry)
    default = spoken[0][0] if spoken else "en"
    languages, notes = _languages(settings, default, tuple(tag for tag, _ in spoken))
    if len(entries) > 1:
        notes.append(
            f"The credential sees {len(entries)} projects. One workspace is one server, one project and one credential: "
            "ask for a user that sees only this project."
        )
    base = settings.base_uri or iri_of(entry.get("uri")) or ""
    return Project(_id(entry) or settings.project, default, spoken, languages, base, tuple(notes))


def is_open(client: PoolParty, project: Project) -> bool | None:
    """Whether everybody may read the project's SPARQL endpoint without a credential; None where that cannot be told."""
    try:
        answer = client.select_as_nobody(project.id, "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1")
    except (NeedsLogin, Refused):
        return False
    except Unreachable:
        return None
    return isinstance(answer, dict) and "results" in answer


OPEN = (
    "The SPARQL endpoint of the project answers everybody, without a password, and gives unapproved suggestions too. "
    "Ask the server's administrator to close it."
)


def _is_named(entry: dict[str, Any] | Any, name: str) -> bool:
    names = (entry.get("id"), entry.get("uuid"), entry.get("uriSupplement"))
    return any(isinstance(one, str) and one.casefold() == name.casefold() for one in names)


def _id(entry: Any) -> str:
    given = first(entry, "id", "uuid")
    return cleaned(given) if isinstance(given, str) else ""


def _spoken(entry: Any) -> tuple[tuple[str, str], ...]:
    """Every language by its tag and as the server spells it, the default one first."""
    given = [*strings(entry.get("defaultLanguage")), *_in_order(first(entry, "availableLanguages", "languages"))]
    found: dict[str, str] = {}
    for spelling in given:
        if tag := language_tag(spelling):
            found.setdefault(tag, spelling.strip())
    return tuple(found.items())


def _in_order(value: Any) -> Iterator[str]:
    for item in listed(value):
        if isinstance(item, str):
            yield from item.split(",")
        else:
            yield from strings(first(mapping_of(item), "language", "code", "id"))


def _languages(settings: Settings, default: str, spoken: tuple[str, ...]) -> tuple[tuple[str, ...], list[str]]:
    wanted = settings.languages or spoken or (default,)
    kept = [tag for tag in wanted if tag in spoken or not spoken]
    notes = [f"Language not covered: the project has no {tag}." for tag in wanted if tag not in kept]
    if not kept:
        return (default,), notes
    return tuple(sorted(kept, key=lambda tag: tag != default)), notes
