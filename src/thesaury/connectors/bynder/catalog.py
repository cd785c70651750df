"""Metaproperties and their options as the portal lists them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from thesaury.connectors.bynder.locales import best, spoken
from thesaury.connectors.bynder.reading import text, truth
from thesaury.model.concept import Label

_CHOICES = frozenset({"select", "select2", "autocomplete", "sidebar", "button"})


@dataclass(frozen=True, slots=True)
class Option:
    """One option; `name` never changes. `parent` is None where the portal does not say where the option lies."""

    id: str
    name: str
    labels: tuple[Label, ...] = ()
    active: bool = True
    selectable: bool = True
    parent: str | None = None
    reference: str = ""
    locales: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """The best label for this language, else the name."""
        return best(self.labels, language) or self.name


@dataclass(frozen=True, slots=True)
class Metaproperty:
    """One metaproperty with its options by id."""

    id: str
    name: str
    kind: str
    labels: tuple[Label, ...] = ()
    several: bool = True
    dependent: bool = False
    options: Mapping[str, Option] = field(default_factory=dict)

    @property
    def has_options(self) -> bool:
        """Whether its values are options."""
        return self.kind in _CHOICES or bool(self.options)


def metaproperties(answer: Any) -> dict[str, Metaproperty]:
    """The metaproperties by name, from an object keyed by name (or a list); what has no id or name is left out."""
    given = answer.items() if isinstance(answer, Mapping) else [("", one) for one in answer or ()]
    found = (_metaproperty(key, one) for key, one in given if isinstance(one, Mapping))
    return {one.name: one for one in found if one.id and one.name}


def named(known: Mapping[str, Metaproperty], name: str) -> Metaproperty | None:
    """The metaproperty of this name or id, else the one whose label says so, upper and lower case alike."""
    wanted = name.casefold()
    exact = (one for one in known.values() if name in (one.name, one.id))
    alike = (
        one
        for one in known.values()
        if wanted in (one.name.casefold(), *(label.text.casefold() for label in one.labels))
    )
    return next(exact, None) or next(alike, None)


def options(answer: Any, parent: str | None = None) -> Iterator[Option]:
    """Every option of a list, and of the lists nested in it."""
    for one in answer if isinstance(answer, list) else ():
        if isinstance(one, Mapping) and (found := _option(one, parent)).id:
            yield found
            yield from options(one.get("options"), found.id)


def _metaproperty(key: str, one: Mapping[str, Any]) -> Metaproperty:
    return Metaproperty(
        text(one.get("id")),
        text(one.get("name")) or key,
        text(one.get("type")),
        _labels(one),
        truth(one.get("isMultiselect")) is not False,
        bool(truth(one.get("useDependencies"))),
        {found.id: found for found in options(one.get("options"))},
    )


def _option(one: Mapping[str, Any], parent: str | None) -> Option:
    labels = one.get("labels")
    return Option(
        text(one.get("id")),
        text(one.get("name")),
        _labels(one),
        truth(one.get("active")) is not False,
        truth(one.get("isSelectable")) is not False,
        text(one["parentId"]) if "parentId" in one else parent,
        text(one.get("externalReference")),
        tuple(map(str, labels)) if isinstance(labels, Mapping) else (),
    )


def _labels(one: Mapping[str, Any]) -> tuple[Label, ...]:
    """The labels of every locale, else the one label without a language."""
    given = one.get("labels")
    said = spoken({str(name): text(value) for name, value in given.items()}) if isinstance(given, Mapping) else ()
    lone = text(one.get("label")) or text(one.get("displayLabel"))
    return said or ((Label(lone),) if lone else ())
