"""What panels report: placements, what people thought of a recommendation; and what a document's pictures are to be checked for."""

from typing import Any

from fastapi import APIRouter
from pydantic import Field

from thesaury.model.access import Permission
from thesaury.model.placement import Feedback, Liking, Placement
from thesaury.model.policy import Verdict
from thesaury.model.time import now
from thesaury.pipeline.checking_documents import Checked, Found, State, check
from thesaury.pipeline.placing import like, place_told
from thesaury.pipeline.rights.told import reason
from thesaury.search.usable import line_shape
from thesaury.web.api.models.shapes import Number, Sent, Whole, sent_example
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.panel.kept import Keeping, kept_by
from thesaury.web.panel.locales import LOCALES
from thesaury.web.panel.told import Shape, Teller, badge_shape
from thesaury.web.panel.uses import PlannedUse, asked_use
from thesaury.web.parts.rights import words
from thesaury.web.texts import phrase

_MOST_FOUND = 500
_DENIED = (State.DENIED, State.ENDED, State.GONE)
_TEXT = Field("", max_length=2000)


class Report(Sent):
    """An asset that was placed. `id` is chosen by the host and stays the same when the report is repeated."""

    model_config = sent_example(
        id="0a1b2c", asset="a3f81c09d2", host="figma", channel="social_paid", regions=["DE"], first_day="2026-12-01"
    )

    id: str = Field(min_length=8, max_length=200)
    asset: str = Field(min_length=1, max_length=400)
    at: str = _TEXT
    host: str = Field(min_length=1, max_length=60)
    document: str = _TEXT
    record: str = _TEXT
    rendition: str = _TEXT
    channel: str = _TEXT
    regions: list[str] = Field(default_factory=list, max_length=300)
    first_day: str = _TEXT
    last_day: str = _TEXT
    rights: str = Field("", max_length=200, description="Taken and not kept: rights are decided anew.")
    board: str = _TEXT
    campaign: str = _TEXT


class Liked(Sent):
    """What somebody did with a recommended asset: `brief` is the digest of the recommendation, `parts` the parts of its score."""

    asset: str = Field(min_length=1, max_length=400)
    brief: str = Field(min_length=1, max_length=200)
    liking: Liking
    campaign: str = _TEXT
    place: Whole = 0
    parts: dict[str, Number] = Field(default_factory=dict)


class Likings(Sent):
    """Several of them at once."""

    feedback: list[Liked] = Field(min_length=1, max_length=1000)


class FoundHere(Sent):
    """An asset of ours that a host found in its document."""

    asset: str = Field(
        min_length=1, max_length=2000, description="The id, `connection/external id`, or the name of the file."
    )
    ref: str = _TEXT
    name: str = _TEXT
    rendition: str = _TEXT
    at: str = _TEXT
    rights: str = _TEXT


class CheckDocument(Sent):
    """What was found in a document, and what the document is for."""

    found: list[FoundHere] = Field(max_length=_MOST_FOUND)
    use: PlannedUse


def router(desk: Desk, teller: Teller) -> APIRouter:
    """The operations."""
    routes = APIRouter(route_class=Operation, dependencies=[LOCALES])

    @routes.post("/placements", dependencies=[may(Permission.EDIT)])
    def place(body: Report) -> dict[str, Any]:
        """Report a placement: one usage record for each `id`, however often it is sent. Rights are decided again; what is not permitted is
        recorded too, for it happened, and `permitted` is false."""
        told = {name: value for name, value in body.model_dump().items() if name not in ("regions", "rights")}
        placed = place_told(desk.workspace, Placement(**told, regions=tuple(body.regions), by=caller().name))
        permitted = placed.decision is None or placed.decision.verdict is Verdict.PERMIT
        sentence = "" if permitted or placed.decision is None else words.in_words(reason(placed.decision))
        return {"id": placed.placement.id, "new": placed.new, "permitted": permitted, "sentence": sentence}

    @routes.post("/feedback", status_code=204, dependencies=[may(Permission.EDIT)])
    def feedback(body: Likings) -> None:
        """Say what was done with recommended assets: pinned, rejected, placed or only shown. Later feedback takes the place of earlier."""
        at = now()
        like(desk.workspace, *(_feedback(one, at) for one in body.feedback))

    @routes.post("/documents/check", dependencies=[may(Permission.READ)])
    def check_document(body: CheckDocument) -> dict[str, Any]:
        """Check the assets found in a document against the rights and versions of today, the worst first in `checked`.

        To a token that is kept to a channel nothing is told of an asset which that does not publish, but how it stands.
        """
        lexicon, kept = desk.lexicon(), kept_by(desk, Keeping(topics=[]))
        use = asked_use(desk, kept.use(body.use))
        found = [Found(one.asset, one.rendition, one.at, one.rights) for one in body.found]
        checked = check(desk.workspace, found, use, lexicon.sources(desk.workspace), desk.clearing)
        known = [one.asset for one in checked if one.asset] + [each.asset for one in checked for each in one.instead]
        passing = kept.passing(asset.id for asset in known)
        places: dict[Found, list[FoundHere]] = {}
        for one, given in zip(found, body.found, strict=True):
            places.setdefault(one, []).append(given)
        return {"checked": [_checked(one, places[one.found].pop(0), teller, passing) for one in checked]}

    return routes


def _feedback(one: Liked, at: str) -> Feedback:
    parts = tuple((name, float(value)) for name, value in one.parts.items())
    return Feedback(one.asset, one.brief, one.liking, at, caller().name, one.campaign, one.place, parts)


def _checked(one: Checked, given: FoundHere, teller: Teller, passing: set[str]) -> Shape:
    lexicon = teller.desk.lexicon()
    return {
        "ref": given.ref,
        "name": given.name,
        "found": given.asset,
        "state": one.state.value,
        "word": phrase(f"panel.state.{one.state.value}"),
        "sentence": words.in_words(one.sentence),
        "todo": _todo(one),
        "by": one.by.isoformat() if one.by else None,
        "changed": one.changed,
        "asset": teller.asset(one.asset, lexicon, one.state in _DENIED)
        if one.asset and one.asset.id in passing
        else None,
        "instead": [
            {**teller.asset(each.asset, lexicon), "newer": each.newer, "rights": badge_shape(line_shape(each.rights))}
            for each in one.instead
            if each.asset.id in passing
        ],
    }


def _todo(one: Checked) -> str:
    return phrase(f"panel.todo.{one.state.value}", day=words.day(one.by)) if one.todo else ""
