"""The rows of a table to a vocabulary: who is above whom, by tiers or by named parents, before any check."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.errors import BadInput
from thesaury.ports.table import Row
from thesaury.vocabulary.cells import iris_in, parted
from thesaury.vocabulary.columns import roles
from thesaury.vocabulary.minting import concept_iri
from thesaury.vocabulary.report import Finding, mended, refused
from thesaury.vocabulary.rows import Entry, Path, described_scheme, entry


@dataclass(frozen=True, slots=True)
class FromTable:
    """What a table came to: the unchecked vocabulary, findings, the line of each concept and the role of each column."""

    vocabulary: Vocabulary
    findings: list[Finding]
    lines: Mapping[str, int]
    columns: tuple[tuple[str, str], ...]


def from_table(
    name: str, columns: Sequence[str], rows: Iterable[Row], mapping: Mapping[str, str] | None = None
) -> FromTable:
    """The vocabulary the rows describe. Raises Usage for a wrong mapping, BadInput where no column holds labels."""
    meaning = roles(columns, mapping)
    if not {"preferred", "alternative", "tier"} & {role.field for role in meaning.values()}:
        raise BadInput(
            f"No column was recognised as labels among: {', '.join(columns)[:500]}. Give the table a header line"
            " (label, broader, id ... or tier 1, tier 2 ...), or say what a column is, as --map COLUMN=preferred@en."
        )
    entries = _Entries(name, tells_tiers=any(role.field in ("id", "iri", "notation") for role in meaning.values()))
    for row in rows:
        if scheme := described_scheme(meaning, row):
            entries.describe(scheme)
        elif found := entry(name, meaning, row):
            entries.add(found)
    concepts = tuple(sorted(entries.placed(), key=lambda concept: concept.iri))
    schemes = _with_top_concepts(entries.schemes(), concepts, entries.tops())
    return FromTable(
        Vocabulary(name, schemes, concepts),
        entries.findings,
        entries.lines,
        tuple((column, str(role)) for column, role in meaning.items()),
    )


def _with_top_concepts(
    schemes: Iterable[ConceptScheme], concepts: Sequence[Concept], told: Mapping[str, Sequence[str]]
) -> tuple[ConceptScheme, ...]:
    """The schemes with their top concepts: those the table tells, else those that have nothing above them in the same scheme."""
    inside = {concept.iri: concept.schemes for concept in concepts}
    tops: dict[str, list[str]] = {scheme: sorted(iris) for scheme, iris in told.items()}
    for concept in concepts if not told else ():
        over = {scheme for iri in concept.broader for scheme in inside[iri]}
        for scheme in concept.schemes:
            if scheme not in over:
                tops.setdefault(scheme, []).append(concept.iri)
    return tuple(replace(scheme, top_concepts=tuple(tops.get(scheme.iri, ()))) for scheme in schemes)


class _Entries:
    """All rows by what they may be called, since a parent may stand below its children."""

    def __init__(self, name: str, tells_tiers: bool) -> None:
        self.findings: list[Finding] = []
        self.lines: dict[str, int] = {}
        self._name = name
        self._tells_tiers = tells_tiers
        self._entries: list[Entry] = []
        self._paths: dict[str, Path] = {}
        self._by_path: dict[Path, str] = {}
        self._by_key: dict[str, str] = {}
        self._by_label: dict[str, list[str]] = {}
        self._described: dict[str, ConceptScheme] = {}

    def describe(self, scheme: ConceptScheme) -> None:
        """Note what a scheme is called."""
        self._described.setdefault(scheme.iri, scheme)

    def add(self, new: Entry) -> None:
        """Note a row under its id, tiers and labels; a second row with the same id is refused."""
        iri = new.concept.iri
        if iri in self.lines and not (new.key or new.path) and new.broader:
            iri = concept_iri(self._name, new.broader[0], new.concept.preferred[0].text)
            new = replace(new, concept=replace(new.concept, iri=iri))
        if iri in self.lines:
            message = f"The row is refused: line {self.lines[iri]} has the same id, tiers or label already."
            self.findings.append(refused("duplicate-id", iri, message, new.line))
            return
        self.lines[iri] = new.line
        self._entries.append(new)
        self._paths[iri] = new.path
        if new.path and (new.path not in self._by_path or new.ends_in_itself()):
            self._by_path[new.path] = iri
        for key in {iri, new.key} - {""}:
            self._by_key.setdefault(key, iri)
        for text in {label.text.casefold() for label in new.concept.preferred}:
            self._by_label.setdefault(text, []).append(iri)

    def placed(self) -> Iterator[Concept]:
        """Every concept with its relations, and one for each tier that has no row."""
        for new in list(self._entries):
            yield from self._missing_tiers(new)
        for known in self._entries:
            related = [iri for token in known.related for iri in self._found(token, known)]
            yield replace(
                known.concept,
                broader=tuple(sorted(set(self._broader(known)))),
                related=tuple(sorted(set(related))),
                replaced_by=self._replacement(known),
            )

    def schemes(self) -> tuple[ConceptScheme, ...]:
        """The schemes the rows describe or name, titled so; the vocabulary's own for rows that name none."""
        titles = {iri: title for known in self._entries for iri, title in known.schemes}
        named = {iri: ConceptScheme(iri, (Label(title),) if title else ()) for iri, title in titles.items()}
        return tuple(scheme for _, scheme in sorted((named | self._described).items()))

    def tops(self) -> Mapping[str, Sequence[str]]:
        """The top concepts of each scheme, where rows tell them."""
        found: dict[str, list[str]] = {}
        for known in self._entries:
            for scheme in known.tops:
                found.setdefault(scheme, []).append(known.concept.iri)
        return found

    def _missing_tiers(self, new: Entry) -> Iterator[Concept]:
        for depth in range(1, len(new.path)):
            path = new.path[:depth]
            if path in self._by_path:
                continue
            iri = self._by_path[path] = concept_iri(self._name, *path)
            self.lines.setdefault(iri, new.line)
            if self._tells_tiers:
                message = f"No row describes the tier {' > '.join(path)}; it became a concept."
                self.findings.append(mended("missing-tier", iri, message, new.line))
            over = (self._by_path[path[:-1]],) if depth > 1 else ()
            yield Concept(iri, schemes=new.concept.schemes, preferred=(Label(path[-1]),), broader=over)

    def _broader(self, known: Entry) -> list[str]:
        """What is above a row: its tiers where it has any, else the parents it names."""
        named = [iri for token in known.broader for iri in self._found(token, known)]
        if not known.path or (not known.ends_in_itself() and [self._paths[iri] for iri in named] == [known.path]):
            return named
        over = [self._by_path[known.path[:-1]]] if len(known.path) > 1 else []
        if known.broader and named != over and named != [known.concept.iri]:
            message = f"The parent {known.broader[0]!r} is not where the tiers put it ({' > '.join(known.path[:-1]) or 'top'})."
            self.findings.append(mended("parent-disagrees", known.concept.iri, message, known.line))
        elif known.concept.iri in named:
            message = f"{known.concept.iri} names itself as its parent; the tiers are followed."
            self.findings.append(mended("self-relation", known.concept.iri, message, known.line))
        return over

    def _replacement(self, known: Entry) -> str | None:
        """What took the place of a concept, which may be in another vocabulary."""
        for token in known.replaced_by:
            if elsewhere := [iri for iri in iris_in(token) if iri not in self._by_key]:
                return elsewhere[0]
            if found := self._found(token, known):
                return found[0]
        return None

    def _found(self, token: str, known: Entry) -> list[str]:
        """The concepts a cell names: by id, IRI or label, the whole cell first, then its parts."""
        if iris := self._called(token):
            return self._only(iris, token, known)
        parts = iris_in(token) or parted(token)
        if len(parts) > 1:
            return [iri for part in parts for iri in self._found(part, known)]
        message = f"{token!r} is neither the id nor the label of a row; the relation is dropped."
        self.findings.append(mended("unknown-concept", known.concept.iri, message, known.line))
        return []

    def _called(self, token: str) -> list[str]:
        bare = token.removeprefix("<").removesuffix(">")
        return [self._by_key[bare]] if bare in self._by_key else self._by_label.get(token.casefold(), [])

    def _only(self, iris: list[str], token: str, known: Entry) -> list[str]:
        if len(iris) == 1:
            return iris
        message = f"{len(iris)} rows are called {token!r}; the relation is dropped."
        self.findings.append(mended("ambiguous-parent", known.concept.iri, message, known.line))
        return []
