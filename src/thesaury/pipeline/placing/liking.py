"""What people thought of what was recommended: kept, and what is learned from it measured."""

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING

from thesaury.model.errors import BadInput, Usage
from thesaury.model.placement import Feedback, Liking
from thesaury.pipeline.placing.moments import utc
from thesaury.ports.audit import deed, note
from thesaury.ports.workspace import Workspace
from thesaury.recommendation.weighing import DEFAULT

if TYPE_CHECKING:
    from thesaury.recommendation.learning import Measure

MOST = 1_000
"""So much feedback is taken at once: the whole of a long list."""
_LONGEST, _MOST_PARTS, _LAST_PLACE = 200, 40, 100_000


def like(workspace: Workspace, *feedback: Feedback) -> None:
    """Keep what somebody did with assets that were recommended to him: all of it or nothing.

    Raises Usage for an asset nobody knows, BadInput for more than 1,000 at once and for what cannot be taken.
    """
    if len(feedback) > MOST:
        raise BadInput(f"At most {MOST:,} things are said at once. Send them in several calls.")
    checked = _known(workspace, [_checked(one) for one in feedback])
    workspace.catalogue.feedback.put(checked)
    deeds = [
        deed(f"recommendation.{one.liking.value}", f"asset:{one.asset}", None, {"brief": one.brief})
        for one in checked
        if one.liking is not Liking.SHOWN
    ]
    workspace.catalogue.audit.add(deeds)


def unlike(workspace: Workspace, asset: str, brief: str) -> bool:
    """Take back what was said of an asset for this brief; whether anything was."""
    gone = workspace.catalogue.feedback.drop(asset, brief)
    if gone:
        note(workspace.catalogue.audit, "recommendation.take-back", f"asset:{asset}", {"brief": brief})
    return gone


def measure(workspace: Workspace) -> "Measure":
    """What is learned from the newest feedback, and how much better it is than the weights of the house, if it is."""
    from thesaury.recommendation.learning import NEWEST, measured  # brings numpy and scipy along

    return measured(workspace.catalogue.feedback.newest(NEWEST), DEFAULT)


def _known(workspace: Workspace, feedback: Sequence[Feedback]) -> list[Feedback]:
    """The same with the ids of the assets, which may be named by any of their names."""
    known = {asset.id for asset in workspace.catalogue.records.assets([one.asset for one in feedback])}
    named = {one.asset: one.asset for one in feedback if one.asset in known}
    for name in {one.asset for one in feedback} - set(named):
        if (asset := workspace.catalogue.records.find(name)) is None:
            raise Usage(f"There is no asset {name!r}. It may have been withdrawn.")
        named[name] = asset.id
    return [replace(one, asset=named[one.asset]) for one in feedback]


def _checked(one: Feedback) -> Feedback:
    for name in ("brief", "campaign", "by"):
        if len(text := getattr(one, name)) > _LONGEST or not text.isprintable():
            raise BadInput(f"{name} has at most {_LONGEST} readable signs.")
    if not one.brief.strip():
        raise BadInput("Feedback needs the digest of the brief it is about, as the recommendation told it.")
    if not 0 <= one.place <= _LAST_PLACE:
        raise BadInput("place is the place in the list, from 1; 0 where it stood on none.")
    if len(one.parts) > _MOST_PARTS or any(not name or len(name) > _LONGEST for name, _ in one.parts):
        raise BadInput(f"There are {_MOST_PARTS} parts of a score at most, each with a name.")
    if wrong := [name for name, value in one.parts if not (isfinite(value) and 0 <= value <= 1)]:
        raise BadInput(f"parts.{wrong[0]}: a part of a score is a number from 0 to 1.")
    return replace(one, at=utc(one.at, "at"))
