"""The careful person who brings the demo agency's second client in: reads everything that stands before her, and decides as gold says."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.journeys.clients.keystrokes import BUTTON, HOME, KEY, POINT, Effort
from tests.journeys.pages.browsing import at_rest, until
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.onboarding import KeptMapping, Meaning, Subject, SubjectKind
from thesaury.sandbox.agency import field_gold, value_gold
from thesaury.sandbox.agency.pack import CONCEPTS

RELATIONS = {"exact": "=", "close": "c", "broad": "b", "narrow": "w", "related": "t"}
_MEANINGS = {"own": Meaning.OWN, "none": Meaning.NOTHING}
_BEGIN = 3
"""Letters that she types of a concept before she looks at the list."""
_FRONT = """() => [...document.querySelectorAll("#desk [data-offer]")].map(one => ({
  shown: (one.querySelector("[name=shown]") ?? document.querySelector("#deciding [name=shown]"))?.value ?? "",
  listed: one.matches(".onboard-row"),
  text: one.matches(".onboard-row") ? one.innerText
    : [...one.querySelectorAll(".onboard-what, .onboard-first, .onboard-others")].map(part => part.innerText).join(" "),
}))"""


class CarefulPerson:
    """Works at the desk of one round by keys, and by the mouse where that is nearer."""

    def __init__(self, page: Any, workspace: EmbeddedWorkspace, round: str, lists: bool = True) -> None:
        """Without `lists` she takes nothing from a list: every field and value comes alone."""
        self.page, self.parts = page, {"the table": Effort()}
        self._workspace, self._round, self._lists = workspace, round, lists
        self._fields = {gold.field: (gold.role, gold.language) for gold in field_gold()}
        self._values = {(gold.field, gold.value): gold for gold in value_gold()}

    @property
    def now(self) -> Effort:
        """What the part takes that she is at."""
        return list(self.parts.values())[-1]

    @property
    def effort(self) -> Effort:
        """What everything took until now."""
        return sum(self.parts.values(), Effort())

    def part(self, name: str) -> None:
        """From here on she is at this part of the work."""
        self.parts[name] = Effort(at_mouse=self.now.at_mouse)

    def press(self, key: str) -> None:
        """A key on the page."""
        self.now.key()
        self.page.keyboard.press(key)

    def click(self, selector: str) -> None:
        """A click on something that she sees."""
        self.now.click()
        self.page.click(selector)

    def begin(self, table: Path) -> None:
        """Choose a table on the first page: opening the dialog, the file in it and its button are three clicks."""
        for _ in range(3):
            self.now.click()
        self.now.decide()
        self.page.set_input_files("#file", table)
        self.click("form[enctype] button.button:not(.soft)")

    def work(self) -> None:
        """Decide on everything that waits at this desk, until nothing does."""
        while front := self._front():
            if front[0]["listed"]:
                self._list(front)
            else:
                self._alone(front[0])

    def _front(self) -> list[dict[str, Any]]:
        return list(self.page.evaluate(_FRONT))

    def _list(self, front: list[dict[str, Any]]) -> None:
        """Look over the rows; unmark the wrong ones, and accept the rest."""
        at = 0
        for place, row in enumerate(front):
            if not self._lists:
                break
            self.now.decide()
            self.now.read(row["text"])
            if not self._right(self._kept(row)):
                at = self._unmark(at, place)
        if not self._lists:
            self.press("*")
        self._decided(lambda: self.press("Enter"), front[0]["shown"])

    def _unmark(self, at: int, place: int) -> int:
        """By key where that is near, else with the mouse."""
        if (place - at + 1) * KEY <= POINT + 2 * BUTTON + 2 * HOME:
            for _ in range(place - at):
                self.press("j")
            self.press("x")
            return place
        self.now.click()
        self.page.click(f"[data-offer='{place + 1}'] input[type=checkbox]")
        return place

    def _alone(self, card: dict[str, Any]) -> None:
        """Read what stands there, and decide."""
        self.now.decide()
        self.now.read(card["text"])
        kept = self._kept(card)
        self._decided(lambda: self._decide(kept), card["shown"])

    def _decide(self, kept: KeptMapping) -> None:
        subject = kept.subject
        if subject.kind is SubjectKind.FIELD:
            assert self._right(kept), (
                f"{subject.field}: no field of the client was proposed wrongly when this was written"
            )
            self.press("Enter")
            return
        gold = self._values[subject.field, subject.value]
        if self._right(kept):
            self.press("Enter")
            return
        if gold.relation in _MEANINGS:
            self.press("o" if gold.relation == "own" else "0")
            return
        number = next((n for n, one in enumerate(kept.choices, 1) if one.target == CONCEPTS + gold.concept), 0)
        first = number and kept.choices[number - 1]
        related = kept.said.meaning is not Meaning.NOTHING  # which has no relation: she says it where she chooses
        if related and (not first or first.relation.value != f"{gold.relation}Match"):
            self.press(RELATIONS[gold.relation])
        if kept.said.target == CONCEPTS + gold.concept:
            self.press("Enter")
        elif 2 <= number <= 9:
            self.press(str(number))
        else:
            self._look_up(CONCEPTS + gold.concept, "exact" if related else gold.relation)

    def _look_up(self, iri: str, relation: str) -> None:
        """Another concept: the first letters of what it is called, then one more as long as it is not in the list."""
        self.press("e")
        until(self.page, "document.querySelector('#other').open")
        if relation != "exact":
            for key in ("Shift+Tab", relation[0], "Tab"):
                self.press(key)
        vocabulary = self._workspace.catalogue.vocabularies.get("shared")
        named = next(one for one in vocabulary.concepts if one.iri == iri)
        word = next(label.text for label in named.preferred if label.language == "en")
        self.now.decide()
        for place in range(_BEGIN, len(word) + 1):
            for letter in word[:_BEGIN] if place == _BEGIN else word[place - 1]:
                self.press(letter)
            until(
                self.page,
                f"document.querySelector('#other-list [data-typed]')?.dataset.typed === {json.dumps(word[:place].strip())}",
            )
            if iri in self._options():
                break
        for _ in range(self._options().index(iri) + 1):
            self.press("ArrowDown")
        self.press("Enter")

    def _options(self) -> list[str]:
        return list(
            self.page.evaluate("() => [...document.querySelectorAll('#other-list [data-iri]')].map(o => o.dataset.iri)")
        )

    def _decided(self, deed: Callable[[], None], shown: str) -> None:
        """Do it, and wait until something else is in front."""
        deed()
        told = json.dumps(shown)
        until(self.page, f"(document.querySelector('#desk [name=shown]')?.value ?? '') !== {told}")
        at_rest(self.page)

    def _kept(self, row: dict[str, Any]) -> KeptMapping:
        kind, field, value = json.loads(row["shown"].partition(" ")[2])
        subject = Subject(SubjectKind(kind), field, value)
        return self._workspace.catalogue.mappings.of(self._round, [subject])[subject]

    def _right(self, kept: KeptMapping) -> bool:
        """Whether what is proposed is what she would say."""
        said, subject = kept.said, kept.subject
        if subject.kind is SubjectKind.FIELD:
            return (said.target, said.language) == self._fields[subject.field]
        gold = self._values[subject.field, subject.value]
        if gold.relation in _MEANINGS:
            return said.meaning is _MEANINGS[gold.relation]
        return (said.target, said.relation.value) == (CONCEPTS + gold.concept, f"{gold.relation}Match")
