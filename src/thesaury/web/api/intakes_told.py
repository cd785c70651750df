"""Licence texts on their way in as programs see them, and answers about rights that were kept."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from thesaury.model.answer_log import Numbered
from thesaury.model.errors import Outdated, Usage
from thesaury.model.intake import Intake, IntakeState
from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.rights.intake import confirm_intake, new_intake, read
from thesaury.rights.deciding.telling import NOTICE
from thesaury.rights.stating.parts import Part
from thesaury.rights.stating.reading import statement_of
from thesaury.rights.stating.shape import shape_of
from thesaury.rights.vocabulary.client import tables_of
from thesaury.web.api.models.intakes import ConfirmIntake, StartIntake
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller
from thesaury.web.failures import NotHere
from thesaury.web.parts.rights.beside import beside_of

_ANSWER = ("at", "who", "where", "asset", "title", "reason", "digest")


def known(desk: Desk, id: str) -> Intake:
    """The intake of this id: drafts are their makers' alone. Raises NotHere."""
    found = desk.workspace.catalogue.intakes.get(id)
    if found is None or (found.state is IntakeState.DRAFT and found.who != caller().name):
        raise NotHere("intake")
    return found


def listed(desk: Desk) -> list[Intake]:
    """The caller's drafts, then what was confirmed last."""
    intakes = desk.workspace.catalogue.intakes
    return [*intakes.recent(IntakeState.DRAFT, caller().name), *intakes.recent(IntakeState.CONFIRMED)]


def begun(desk: Desk, body: StartIntake) -> Intake:
    """Keep a text as a draft. Raises Usage."""
    made = new_intake(caller().name, body.text, " ".join(body.name.split()))
    beside = (("locale", body.locale), ("dated", body.dated.isoformat() if body.dated else ""))
    made = replace(made, fields=tuple(pair for pair in beside if pair[1]))
    desk.workspace.catalogue.intakes.put(made)
    return made


def dropped(desk: Desk, intake: Intake) -> None:
    """Forget a draft. Raises Outdated for what was confirmed."""
    if intake.state is not IntakeState.DRAFT:
        raise Outdated("This licence text was confirmed. Take it back, rather than forget it.")
    desk.workspace.catalogue.intakes.drop(intake.id)


def confirmed(desk: Desk, intake: Intake, body: ConfirmIntake) -> Intake:
    """Confirm what a text states for these assets. Raises Usage, Outdated where something is not as it was read, and WorkspaceBusy."""
    fields = dict(intake.fields) | {"licensor": body.licensor, "contract": body.contract}
    beside = beside_of(fields | {"standing": "alone" if body.alone else "beside"})
    reads = read(desk.workspace, intake.text, beside)
    if reads.unresolved and not body.read_all:
        raise Usage(f"{len(reads.unresolved)} passages were not understood. Read them, and say so by read_all.")
    says = statement_of(Part(body.says), tables_of(desk.workspace.root)) if body.says is not None else reads
    seen = {one.asset: one.standing for one in body.assets}
    if len(seen) < len(body.assets):
        raise Usage("An asset is named twice. Name each once.")
    return confirm_intake(desk.workspace, intake, replace(says, unresolved=()), beside, seen, caller().name)


def told(desk: Desk, intake: Intake) -> dict[str, Any]:
    """An intake as plain data, with what the rules read in its text."""
    fields = dict(intake.fields)
    about = {name: getattr(intake, name) for name in ("id", "who", "at", "name", "text")}
    kept = [{"record": record, "place": place, "version": version} for record, place, version in intake.kept]
    reads = shape_of(read(desk.workspace, intake.text, beside_of(fields)))
    beside = {name: fields.get(name, "") for name in ("locale", "dated")}
    return (
        about
        | beside
        | {"state": intake.state.value, "reads": reads, "assets": list(intake.assets), "kept": kept, "notice": NOTICE}
    )


def answer_told(one: Numbered) -> dict[str, Any]:
    """A kept answer as plain data."""
    kept = one.answer
    about = {name: getattr(kept, name) for name in _ANSWER}
    asked = {"asked": json.loads(kept.asked), "records": list(kept.records)}
    return {"number": one.number} | about | asked | {"verdict": kept.verdict.value}


def begin_of(day: date, later: int = 0) -> str:
    """The moment at which a day (or one so many days later) begins where licences have their days, in UTC. Raises Usage."""
    try:
        begin = datetime.combine(day + timedelta(days=later), time(), ZoneInfo(TIME_ZONE)).astimezone(UTC)
    except OverflowError:
        raise Usage(f"{day} lies too far away. Name a day of our time.") from None
    return begin.isoformat(timespec="seconds")
