"""What is to be written at one record, in either direction, as plain data and as lines that people read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thesaury.model.cleanup import Step
from thesaury.model.outbox import ConceptTag, OutboxRow, WriteState


@dataclass(frozen=True, slots=True)
class Planned:
    """One record: the rows that bring or take concepts, the row that takes plain tags or gives them back, what the plan says of it anyway
    (`foreseen`), and why something stays as it is (`left`)."""

    step: Step
    rows: tuple[OutboxRow, ...] = ()
    retag: OutboxRow | None = None
    foreseen: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    back: bool = False

    @property
    def writes(self) -> tuple[OutboxRow, ...]:
        """The rows that send something, in their order: an old tag goes only once its concept is there, and on the way back the concept
        only once the tag is there again."""
        rows = [row for row in self.rows if row.state is WriteState.PENDING]
        tags = [self.retag] if self.retag else []
        return (*tags, *rows) if self.back else (*rows, *tags)

    @property
    def notes(self) -> tuple[str, ...]:
        """Everything that is said of it, each once."""
        return tuple(dict.fromkeys((*self.left, *self.foreseen)))


def planned_dict(one: Planned) -> dict[str, Any]:
    """A record of a dry run in a stable shape; `keys` are those of the writes in the outbox."""
    return {
        "connection": one.step.connection,
        "external_id": one.step.external_id,
        "asset": one.step.asset,
        "add": [_told(tag) for row in one.rows for tag in row.change.add],
        "remove": [_told(tag) for row in one.rows for tag in row.change.remove],
        "clear": list(one.retag.change.clear) if one.retag else [],
        "restore": list(one.retag.change.restore) if one.retag else [],
        "notes": list(one.notes),
        "keys": [row.change.key for row in one.writes],
    }


def diff_lines(one: Planned) -> Iterator[str]:
    """A record as a difference: its place, then a line for whatever goes and comes."""
    yield f"{one.step.connection}/{one.step.external_id}"
    told = planned_dict(one)
    yield from (f"- {tag}" for tag in told["clear"])
    yield from (f"- {tag['label']} <{tag['iri']}>" for tag in told["remove"])
    yield from (f"+ {tag}" for tag in told["restore"])
    yield from (f"+ {tag['label']} <{tag['iri']}>" for tag in told["add"])
    yield from (f"  ({note})" for note in told["notes"])


def _told(tag: ConceptTag) -> dict[str, str]:
    return {"iri": tag.iri, "label": tag.labels[0].text if tag.labels else tag.iri}
