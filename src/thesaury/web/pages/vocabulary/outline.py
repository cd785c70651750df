"""The current vocabularies laid out for browsing: what lies below what in the order of names, and every label to look for."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock, Thread

from thesaury.model.concept import Label, LabelKind
from thesaury.vocabulary.quality import MOST_HAVE
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.web.lexicon import Lexicon
from thesaury.web.texts import speaking

_MOST_WAYS = 12
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OTHER = "#"
"""Where labels stand that begin with no letter."""


def folded(text: str) -> str:
    """The text as it is compared and put in order: without accents, without capitals."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@dataclass(frozen=True, slots=True)
class Spoken:
    """One label of one concept, with the form it is looked for in."""

    form: str
    label: Label
    kind: LabelKind
    iri: str


class Labels:
    """Every label of every concept, ready to be looked through; the same for all readers."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        """Nothing is folded before it is asked for."""
        self.thesaurus = thesaurus

    @cached_property
    def spoken(self) -> Sequence[Spoken]:
        """The labels, concept by concept."""
        return [
            Spoken(folded(label.text), label, kind, concept.iri)
            for concept in self.thesaurus
            for kind, label in concept.labels()
        ]


class Outline:
    """Answers by IRI and scheme; what takes a look at every concept is worked out when first asked for, and kept."""

    def __init__(self, lexicon: Lexicon, labels: Labels | None = None) -> None:
        """Nothing is laid out yet."""
        self.lexicon = lexicon
        self.thesaurus = lexicon.thesaurus
        self._labels = labels or Labels(lexicon.thesaurus)
        self._names: dict[str, Label] = {}
        self._roots: dict[str, tuple[str, ...]] = {}
        self._letters: dict[str, dict[str, list[Spoken]]] = {}
        self._languages: dict[str, tuple[str, ...]] = {}

    def name(self, iri: str) -> Label:
        """What to call a concept."""
        if (found := self._names.get(iri)) is None:
            found = self._names[iri] = self.lexicon.name(iri)
        return found

    def called(self, iri: str) -> Label:
        """What to call a concept or a scheme."""
        scheme = self.lexicon.schemes().get(iri)
        return self.lexicon.scheme_title(scheme) if scheme else self.name(iri)

    def members(self, scheme: str) -> list[str]:
        """The concepts of a scheme."""
        return self._members.get(scheme, [])

    def roots(self, scheme: str) -> tuple[str, ...]:
        """The concepts of a scheme with nothing above them in it, and its top concepts, by name."""
        if scheme not in self._roots:
            held = set(self.members(scheme))
            bare = (iri for iri in held if not held.intersection(self.thesaurus.broader(iri)))
            tops = (iri for iri in self.thesaurus.top_concepts(scheme) if self.thesaurus.concept(iri))
            self._roots[scheme] = self.by_name({*bare, *tops})
        return self._roots[scheme]

    def below(self, iri: str, scheme: str) -> tuple[str, ...]:
        """The concepts of the scheme directly below this one, by name."""
        narrower = self.thesaurus.narrower(iri)
        return self.by_name(n for n in narrower if (c := self.thesaurus.concept(n)) and scheme in c.schemes)

    def by_name(self, iris: Iterable[str]) -> tuple[str, ...]:
        """These in the order of their names."""
        return tuple(sorted(iris, key=lambda iri: (folded(self.name(iri).text), iri)))

    def ways(self, iri: str) -> list[tuple[str, ...]]:
        """Every way down to the concept, it itself last, shortest first; a dozen of them at most."""
        done: list[tuple[str, ...]] = []
        open_: list[tuple[str, ...]] = [(iri,)]
        while open_ and len(done) < _MOST_WAYS:
            way = open_.pop(0)
            over = [above for above in self.thesaurus.broader(way[0]) if above not in way]
            open_ += [(above, *way) for above in over[:_MOST_WAYS]]
            if not over:
                done.append(way)
        return done

    def home(self, iri: str, wanted: str = "") -> str:
        """The scheme to show a concept in: the wanted one where it is in it, else the one it is counted in."""
        concept = self.thesaurus.concept(iri)
        return wanted if concept and wanted in concept.schemes else self.lexicon.homes.get(iri, "")

    def way_in(self, iri: str, scheme: str) -> tuple[str, ...]:
        """A shortest way down to the concept within the scheme, from one of its roots; just the concept where there is none."""
        roots = set(self.roots(scheme))
        reached: dict[str, str] = {iri: ""}
        queue = [iri]
        for step in queue:
            if step in roots:
                way = [step]
                while reached[way[-1]]:
                    way.append(reached[way[-1]])
                return tuple(way)
            for over in self.thesaurus.broader(step):
                if over not in reached:
                    reached[over] = step
                    queue.append(over)
        return (iri,)

    def languages(self, scheme: str) -> tuple[str, ...]:
        """The languages in which most concepts of the scheme have a preferred label."""
        if scheme not in self._languages:
            held = [self.thesaurus.concept(iri) for iri in self.members(scheme)]
            used = Counter(code for c in held if c for code in {label.language for label in c.preferred} - {""})
            common = (code for code, count in used.items() if count >= MOST_HAVE * len(held))
            rank = {code: place for place, code in enumerate(self.lexicon.languages)}
            self._languages[scheme] = tuple(sorted(common, key=lambda code: (rank.get(code, len(rank)), code)))
        return self._languages[scheme]

    def find(self, words: str, scheme: str = "") -> list[Spoken]:
        """The labels of all languages and kinds that hold these words, one for each concept, the closest first."""
        if not (form := folded(" ".join(words.split()))):
            return []
        best: dict[str, tuple[int, Spoken]] = {}
        for spoken in self._labels.spoken:
            if form in spoken.form:
                rank = _rank(form, spoken)
                if spoken.iri not in best or rank < best[spoken.iri][0]:
                    best[spoken.iri] = (rank, spoken)
        found = [one for one in best.values() if not scheme or self._in(one[1].iri, scheme)]
        return [spoken for _, spoken in sorted(found, key=lambda one: (one[0], one[1].form, one[1].iri))]

    def letters(self, scheme: str) -> dict[str, list[Spoken]]:
        """By letter the preferred names of a scheme's concepts and the other labels in the same language, in order."""
        if scheme not in self._letters:
            kept: dict[str, list[Spoken]] = {}
            for iri in self.members(scheme):
                for spoken in self._listed(iri):
                    kept.setdefault(_letter(spoken.form), []).append(spoken)
            order = sorted(kept, key=lambda sign: (sign == OTHER, sign not in _LATIN, sign))
            self._letters[scheme] = {sign: sorted(kept[sign], key=lambda one: (one.form, one.iri)) for sign in order}
        return self._letters[scheme]

    def _listed(self, iri: str) -> Iterable[Spoken]:
        name, concept = self.name(iri), self.thesaurus.concept(iri)
        yield Spoken(folded(name.text), name, LabelKind.PREFERRED, iri)
        for label in concept.alternative if concept else ():
            if label.language == name.language and label != name:
                yield Spoken(folded(label.text), label, LabelKind.ALTERNATIVE, iri)

    def _in(self, iri: str, scheme: str) -> bool:
        concept = self.thesaurus.concept(iri)
        return concept is not None and scheme in concept.schemes

    @cached_property
    def replaced(self) -> dict[str, list[str]]:
        """By concept those that are no longer used and name it instead."""
        found: dict[str, list[str]] = {}
        for concept in self.thesaurus:
            if concept.replaced_by:
                found.setdefault(concept.replaced_by, []).append(concept.iri)
        return found

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        members: dict[str, list[str]] = {}
        for concept in self.thesaurus:
            for scheme in concept.schemes:
                members.setdefault(scheme, []).append(concept.iri)
        return members


class OutlineKeeper:
    """Holds the outlines of the lexicon of this moment, one for each language the pages speak."""

    def __init__(self, lexicon: Callable[[], Lexicon]) -> None:
        """Nothing is laid out before it is asked for."""
        self._lexicon = lexicon
        self._lock = Lock()
        self._labels: Labels | None = None
        self._outlines: dict[str, Outline] = {}

    def outline(self) -> Outline:
        """The outline of the current vocabularies; names are in the reader's language where the workspace shows that language."""
        lexicon, tongue = self._lexicon(), speaking.get()
        with self._lock:
            if self._labels is None or self._labels.thesaurus is not lexicon.thesaurus:
                self._labels, self._outlines = Labels(lexicon.thesaurus), {}
                # Whoever filters first should not wait until every label is folded.
                Thread(target=getattr, args=(self._labels, "spoken"), name="outline", daemon=True).start()
            if tongue not in self._outlines:
                self._outlines[tongue] = Outline(lexicon.read_in(tongue), self._labels)
            return self._outlines[tongue]


def _rank(form: str, spoken: Spoken) -> int:
    """How close a label is: equal, its beginning, the beginning of a word, within; hidden labels come after others."""
    if spoken.form == form:
        place = 0
    elif spoken.form.startswith(form):
        place = 1
    else:
        place = 2 if f" {form}" in spoken.form else 3
    return 2 * place + (spoken.kind is LabelKind.HIDDEN)


def _letter(form: str) -> str:
    first = form[:1].upper()
    return first if first.isalpha() else OTHER
