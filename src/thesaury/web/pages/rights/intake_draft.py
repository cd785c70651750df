"""A draft of an intake as it stands: what its text states, what a person made of it in the form, what is asked, and for which assets."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from thesaury.model.intake import Intake
from thesaury.model.licensing import Axis, Statement
from thesaury.pipeline.rights.intake import Beside, read
from thesaury.ports.workspace import Workspace
from thesaury.rights.vocabulary.client import tables_of
from thesaury.rights.vocabulary.regions import Regions
from thesaury.web.pages.rights.form import Correction, corrected, filled
from thesaury.web.parts.rights.beside import beside_of
from thesaury.web.parts.rights.question import Question, question
from thesaury.web.texts import phrase

CHOSEN, PICKED, ASKED = "for.", "pick.", "q."
"""What the names of fields begin with: an asset that is chosen, one that was found and is ticked, a part of the question."""

_MARK = "t0"
"""The field that says that the form of the axes was sent."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft. `read` is what the rules read, `says` what a person says, None where something in the form is amiss."""

    intake: Intake
    regions: Regions
    beside: Beside
    read: Statement
    values: Mapping[str, str]
    correction: Correction
    question: Question

    @property
    def open(self) -> int:
        """How many passages nobody understood."""
        return len(dict.fromkeys(self.read.unresolved))

    @property
    def read_all(self) -> bool:
        """Whether a person said that he has read them."""
        return bool(self.values.get("read_all")) or not self.open

    @property
    def says(self) -> Statement | None:
        """What would be confirmed, with what is still open in it."""
        told = self.correction.statement
        return replace(told, unresolved=()) if told and self.read_all and self.intake.text.strip() else told

    @property
    def unclear(self) -> tuple[Axis, ...]:
        """The axes that stay unclear, and so in need of review."""
        return tuple(dict.fromkeys(axis for term in (self.says or Statement()).terms for axis in term.unclear_axes))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the assets it is for."""
        return tuple(name.removeprefix(CHOSEN) for name in self.values if name.startswith(CHOSEN))

    def errors(self) -> dict[str, str]:
        """What stands in the way of confirming, by field, beside what is amiss in the form itself."""
        found = dict(self.correction.errors)
        if not self.intake.text.strip():
            found["text"] = phrase("intake.error.empty")
        if self.open and not self.read_all and self.intake.text.strip():
            found["read_all"] = phrase("rights.error.read_all")
        if not self.chosen:
            found["words"] = phrase("intake.error.assets")
        return found


def draft_of(workspace: Workspace, intake: Intake) -> Draft:
    """The draft as it stands; a form that was not sent yet holds what was read."""
    regions, fields = tables_of(workspace.root).regions, dict(intake.fields)
    beside = beside_of(fields)
    statement = read(workspace, intake.text, beside)
    values = fields if fields.get(_MARK) else {**filled(statement), **fields}
    asked = [(name.removeprefix(ASKED), value) for name, value in fields.items() if name.startswith(ASKED) and value]
    asked = asked if any(name in ("channel", "region") for name, _ in asked) else []
    return Draft(
        intake, regions, beside, statement, values, corrected(values, statement, regions), question(asked, regions)
    )


def sent_to(intake: Intake, sent: Mapping[str, str], at: str) -> Intake:
    """The draft with what the form of the axes sent; what stands beside the text is kept from before."""
    before = dict(intake.fields)
    kept = {name: before[name] for name in ("locale", "dated") if name in before}
    fields = {name: value for name, value in sent.items() if value and name not in ("do", "text", "name", "seen")}
    return replace(intake, at=at, fields=tuple((kept | fields).items()))


def read_again(intake: Intake, sent: Mapping[str, str], at: str) -> Intake:
    """The draft with another text: what was made of the old one is gone, assets and question stay."""
    stays = {
        name: value
        for name, value in intake.fields
        if name.startswith((CHOSEN, ASKED)) or name in ("licensor", "contract", "standing")
    }
    beside = {name: sent[name] for name in ("locale", "dated") if sent.get(name)}
    text, name = sent.get("text", ""), " ".join(sent.get("name", "").split())
    return replace(intake, at=at, text=text, name=name, fields=tuple((stays | beside).items()))
