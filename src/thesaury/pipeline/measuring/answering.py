"""Named questions answered from the graph of a workspace, with labels for what stands in the rows.

Answers are kept as long as the graph stays as it is: whoever looks at the same figures again does not ask it again.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Lock

from thesaury.analytics.answers import Row, plain_name, rows_of
from thesaury.analytics.asking import bindings, checked
from thesaury.analytics.definitions import Definition, defined, definitions
from thesaury.analytics.left_out import SLICE, doubted
from thesaury.model.question import LEFT_OUT, Answer, ColumnKind, Question
from thesaury.model.statement import SCHEMA, THY
from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.measuring.named import check_named
from thesaury.pipeline.measuring.uses import uses_lost
from thesaury.pipeline.words import thesaurus_of
from thesaury.ports.workspace import Workspace
from thesaury.rights.vocabulary.client import tables_of
from thesaury.vocabulary.thesaurus import Thesaurus

MEASURED = "measured at"
"""The mark that says when the graph was last brought up to date."""

_KEPT = 64
_PAGE = 500
_CAMPAIGNS = f"""
SELECT ?campaign ?name WHERE {{ ?campaign a <{THY}Campaign> ; <{SCHEMA}name> ?name }}
"""

Words = Callable[[], tuple[Thesaurus, tuple[str, ...]]]
"""The thesaurus that names concepts, and the languages of whoever reads, best first."""


def counted_at(workspace: Workspace) -> str:
    """When the figures that the graph holds were brought up to date (UTC); empty where they never were, or the graph was lost since."""
    marks = workspace.catalogue.measuring.marks()
    at = marks.get(MEASURED, "")
    return "" if at and uses_lost(workspace, marks) else at


class Answering:
    """Answers the named questions of one workspace; threads may share it."""

    def __init__(self, workspace: Workspace, words: Words | None = None, zone: str = TIME_ZONE) -> None:
        """`words` is asked with every answer; without it the current vocabularies are read once, at the first answer that has concepts."""
        self._workspace, self._zone = workspace, zone
        self._words = words or _read_once(workspace)
        self._kept: OrderedDict[tuple[object, ...], tuple[Row, ...]] = OrderedDict()
        self._campaigns: tuple[str, Mapping[str, str]] = ("", {})
        self._lock = Lock()

    def questions(self) -> Sequence[Question]:
        """All of them: the twelve first, then those that list what is behind them."""
        return [one.question for one in definitions().values()]

    def question(self, name: str) -> Question:
        """The question of this name. Raises Usage where there is none."""
        return defined(name).question

    def answer(self, name: str, given: Mapping[str, str], limit: int | None = None) -> Answer:
        """The answer with these parameters, of so many rows at most.

        Raises Usage for a name that is no question, BadInput for parameters that it does not take and, once figures are counted, for things
        that never were, and what the graph raises where it cannot be read.
        """
        definition = defined(name)
        values = checked(definition, given, self._zone, tables_of(self._workspace.root))
        reader = self._workspace.graph_reader
        state = reader.state
        key = (state, name, tuple(values.items()))
        rows = self._known(key)
        as_of = counted_at(self._workspace)
        if rows is None:
            if as_of:
                check_named(self._workspace, definition, values)
            solutions = reader.select(definition.one_more, bindings(definition, values, self._zone))
            rows = self._keep(key, rows_of(definition, values, solutions, self._zone))
        question = definition.asked(values)
        shown = rows[: definition.most][:limit]
        labels, notes = self._labels(question, shown, state), () if rows else self._notes(definition, values)
        return Answer(question, values, shown, labels, as_of, len(shown) < len(rows), notes)

    def _notes(self, definition: Definition, values: Mapping[str, str]) -> tuple[str, ...]:
        """Why there are no rows."""
        asked = doubted(definition, values)
        return (LEFT_OUT,) if asked and self._workspace.graph_reader.select(SLICE, asked) else ()

    def _known(self, key: tuple[object, ...]) -> tuple[Row, ...] | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: tuple[object, ...], rows: tuple[Row, ...]) -> tuple[Row, ...]:
        with self._lock:
            self._kept[key] = rows
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return rows

    def _labels(self, question: Question, rows: Sequence[Row], state: str) -> dict[str, str]:
        named = {kind: _named(question, rows, kind) for kind in (ColumnKind.CONCEPT, ColumnKind.ASSET)}
        labels: dict[str, str] = {}
        if any(named.values()):
            thesaurus, languages = self._words()
            labels |= {concept: thesaurus.label(concept, languages) for concept in named[ColumnKind.CONCEPT]}
            labels |= self._titles(named[ColumnKind.ASSET], languages)
        if campaigns := _named(question, rows, ColumnKind.CAMPAIGN):
            known = self._campaign_names(state)
            labels |= {campaign: known[campaign] for campaign in campaigns if campaign in known}
        return labels

    def _titles(self, assets: Sequence[str], languages: tuple[str, ...]) -> dict[str, str]:
        """What assets are called; those that are gone are called by nothing."""
        records = self._workspace.catalogue.records
        pages = (assets[start : start + _PAGE] for start in range(0, len(assets), _PAGE))
        return {asset.id: asset.title(languages) for page in pages for asset in records.assets(page)}

    def _campaign_names(self, state: str) -> Mapping[str, str]:
        if self._campaigns[0] != state:
            found = self._workspace.graph_reader.select(_CAMPAIGNS)
            self._campaigns = (
                state,
                {plain_name(row["campaign"].value, ColumnKind.CAMPAIGN): row["name"].value for row in found},
            )
        return self._campaigns[1]


def _named(question: Question, rows: Iterable[Row], kind: ColumnKind) -> list[str]:
    columns = [one.name for one in question.columns if one.kind is kind]
    return list(dict.fromkeys(str(row[name]) for row in rows for name in columns if row[name] is not None))


def _read_once(workspace: Workspace) -> Words:
    read: list[Thesaurus] = []

    def words() -> tuple[Thesaurus, tuple[str, ...]]:
        if not read:
            read.append(thesaurus_of(workspace))
        return read[0], workspace.languages

    return words
