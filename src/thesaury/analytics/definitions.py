"""The named questions as they are defined beside their SPARQL: read once, from `analytics/questions`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from thesaury.model.errors import Usage
from thesaury.model.question import Chart, ChartKind, Column, ColumnKind, Parameter, ParameterKind, Question

TWELVE = (
    "most-reused-concepts",
    "licensed-dependence",
    "ending-in-live-campaigns",
    "used-after-expiry",
    "content-gaps",
    "found-nothing",
    "blocked-by-rights",
    "spend-per-use",
    "coverage-matrix",
    "tag-quality",
    "time-to-find",
    "impact-of-withdrawal",
)
"""The questions that analytics is there for. The others list what their rows count, or give totals for pages."""

_NAME = re.compile(r"\$(\w+)")
_MOST = re.compile(r"\bLIMIT (\d+)(?!.*\bLIMIT \d)", re.DOTALL)
_MEANINGS = {
    ParameterKind.PERIOD: "all, or as 2026, 2026-Q4, 2026-11",
    ParameterKind.MARKET: "a market by its code, such as DE; all for any, unknown for those that were not told",
    ParameterKind.CHANNEL: "a channel of the tables of rights; all for any, unknown for those that were not told",
    ParameterKind.LANGUAGE: "a language by its tag, such as de; all for any, unknown for those that were not told",
    ParameterKind.CONCEPT: "a concept by its IRI",
    ParameterKind.ASSET: "an asset by its id",
    ParameterKind.CAMPAIGN: "a campaign by its id",
    ParameterKind.DAY: "a day, as 2026-11-30, or today",
}

ByChoice = Mapping[str, tuple[str, Mapping[str, str]]]
"""Of a parameter or column whose kind depends on a choice: the choice, and the kind for those of its values that have another one."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A question and what goes beyond it.

    `needed` are the names its text writes with a dollar sign. Of each group in `either`, one parameter at most may be narrowed. `spans`
    are columns that count the days between two others, each of which may be a parameter. `columns_by` and `parameters_by` say which
    kinds depend on a choice. `behind_with` are further values for the question with the rows behind. `cube` is the one whose concepts it
    reads, of which a single market or channel has none by month, nor by quarter where there would be too many.
    """

    question: Question
    needed: frozenset[str]
    either: tuple[tuple[str, ...], ...] = ()
    spans: tuple[tuple[str, str, str], ...] = ()
    columns_by: ByChoice = field(default_factory=dict)
    parameters_by: ByChoice = field(default_factory=dict)
    behind_with: tuple[tuple[str, str], ...] = ()
    cube: str = ""

    @property
    def most(self) -> int | None:
        """How many rows there are at most, as the last bound in its text says; None without one."""
        found = _MOST.search(self.question.sparql)
        return int(found[1]) if found else None

    @property
    def one_more(self) -> str:
        """Its text for one row more than that, which says whether there are more."""
        return _MOST.sub(lambda found: f"LIMIT {int(found[1]) + 1}", self.question.sparql)

    def asked(self, given: Mapping[str, str]) -> Question:
        """The question with the kinds that its parameters and columns have for these values of its choices."""
        parameters = tuple(
            replace(one, kind=ParameterKind(_kind(self.parameters_by, one.name, one.kind, given)))
            for one in self.question.parameters
        )
        columns = tuple(
            replace(one, kind=ColumnKind(_kind(self.columns_by, one.name, one.kind, given)))
            for one in self.question.columns
        )
        return replace(self.question, parameters=parameters, columns=columns)


@cache
def definitions() -> Mapping[str, Definition]:
    """Every definition by its name: the twelve in their order, then the others by name."""
    folder = files("thesaury.analytics") / "questions"
    found = {file.name.removesuffix(".toml"): file for file in folder.iterdir() if file.name.endswith(".toml")}
    names = (*TWELVE, *sorted(found.keys() - set(TWELVE)))
    return {name: _read(name, found[name], folder / f"{name}.rq") for name in names}


def defined(name: str) -> Definition:
    """The definition of this name. Raises Usage where there is none."""
    found = definitions().get(name)
    if found is None:
        raise Usage(f"There is no question {name[:100]!r}. All of them are listed by: thesaury ask")
    return found


def questions() -> Mapping[str, Question]:
    """Every question by its name, in the same order."""
    return {name: one.question for name, one in definitions().items()}


def _read(name: str, file: Traversable, text: Traversable) -> Definition:
    told, sparql = tomllib.loads(file.read_text("utf-8")), text.read_text("utf-8")
    chart = told.get("chart", {"kind": "none"})
    parameters, columns = told["parameters"], told["columns"]
    question = Question(
        name,
        told["title"],
        told["sentence"],
        sparql,
        tuple(_parameter(one, said) for one, said in parameters.items()),
        tuple(Column(one, ColumnKind(said["kind"]), said["meaning"]) for one, said in columns.items()),
        Chart(
            ChartKind(chart["kind"]), chart.get("along", ""), tuple(chart.get("height", ())), chart.get("across", "")
        ),
        tuple(told.get("terms", {}).items()),
        (told["rows_behind"], tuple(told["rows_by"].items())) if "rows_behind" in told else None,
    )
    return Definition(
        question,
        frozenset(_NAME.findall("\n".join(line for line in sparql.splitlines() if not line.startswith("#")))),
        tuple(tuple(group) for group in told.get("either", ())),
        tuple((one, *said["days"]) for one, said in columns.items() if "days" in said),
        _by_choice(columns),
        _by_choice(parameters),
        tuple(told.get("rows_with", {}).items()),
        told.get("cube", ""),
    )


def _parameter(name: str, said: Mapping[str, Any]) -> Parameter:
    kind = ParameterKind(said["kind"])
    meaning = said.get("meaning") or _MEANINGS[kind]
    return Parameter(name, kind, said.get("default"), tuple(said.get("choices", ())), meaning)


def _by_choice(told: Mapping[str, Mapping[str, Any]]) -> ByChoice:
    return {name: (said["by"], said["kinds"]) for name, said in told.items() if "by" in said}


def _kind(by_choice: ByChoice, name: str, kind: str, given: Mapping[str, str]) -> str:
    choice, kinds = by_choice.get(name, ("", {}))
    return kinds.get(given.get(choice, ""), kind)
