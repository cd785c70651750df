"""The queue as a page, or (for a script that asks) as the piece of it that changes."""

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from thesaury.model.access import Permission
from thesaury.model.annotation import QueueOrder, RejectReason
from thesaury.ports.enrichments import Findings
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller
from thesaury.web.pages.review.asked import Asked
from thesaury.web.pages.review.batch import Batch, campaigns, schemes
from thesaury.web.pages.review.batch import batch as batch_of
from thesaury.web.pages.review.lookers import Lookers
from thesaury.web.pages.review.sheet import Sheet, sheet
from thesaury.web.pages.review.telling import Notice, last_deed
from thesaury.web.parts.cards import picture
from thesaury.web.parts.review_tabs import review_tabs


def by_script(request: Request) -> bool:
    """Whether a script asks for the piece that changes."""
    return request.headers.get("hx-request") == "true" and request.headers.get("hx-history-restore-request") != "true"


def answered(desk: Desk, request: Request, template: str, status: int, url: str, **values: Any) -> HTMLResponse:
    """The page `template`.html, or its piece `template`_desk.html; the address bar of a script follows to `url`."""
    piece = by_script(request)
    shared = {
        "tabs": review_tabs(desk.workspace.catalogue),
        "last": last_deed(desk),
        "may_decide": caller().may(Permission.REVIEW),
        "reasons": list(RejectReason),
    }
    name = f"{template}_desk.html" if piece else f"{template}.html"
    page = desk.bare_page(name, status, **shared, **values)
    page.headers["Vary"] = "HX-Request"
    if piece and url:
        page.headers["HX-Replace-Url"] = url
    return page


class QueueView:
    """Shows the queue asset by asset."""

    def __init__(self, desk: Desk, lookers: Lookers) -> None:
        """Over this desk; who is shown an asset is noted among the lookers."""
        self._desk, self._lookers = desk, lookers

    def show(
        self,
        request: Request,
        asked: Asked,
        asset_id: str = "",
        at: str = "",
        notice: Notice | None = None,
        said: str = "",
        status: int = 200,
    ) -> HTMLResponse:
        """The queue at this asset, or at the first one where it does not wait; `at` is the number or the IRI of a suggestion."""
        desk = self._desk
        batch = batch_of(desk, asked)
        shown = self._sheet(batch, asset_id)
        others = self._lookers.looks(caller().name, shown.id if shown else "")
        return answered(
            desk,
            request,
            "review",
            status,
            asked.url(asset=shown.id if shown else ""),
            asked=asked,
            batch=batch,
            everything=desk.workspace.catalogue.enrichments.counts().suggestions,
            sheet=shown,
            at=_place(shown, at),
            others=others,
            notice=notice,
            said=said,
            orders=list(QueueOrder),
            campaigns=campaigns(desk, asked),
            schemes=schemes(desk, asked, batch_of(desk, Asked(asked.campaign)) if asked.scheme else batch),
            previous=batch.following(shown.id, backwards=True) if shown else "",
            following=batch.following(shown.id) if shown else "",
            upcoming=self._picture(batch.following(shown.id)) if shown else None,
        )

    def name_at(self, batch: Batch, asset_id: str, at: str) -> str:
        """What the suggestion at this place is called, empty where nothing waits."""
        shown = self._sheet(batch, asset_id)
        return shown.offers[_place(shown, at) - 1].name.text if shown and shown.offers else ""

    def _sheet(self, batch: Batch, asset_id: str) -> Sheet | None:
        """The sheet of this asset, or of the first one that waits, None where nothing does."""
        wanted = asset_id if asset_id in batch.waiting else batch.following("")
        asset = self._desk.asset(wanted) if wanted else None
        if asset is None:
            return None
        findings = self._desk.workspace.catalogue.enrichments.findings([asset.id])
        return sheet(self._desk, asset, findings.get(asset.id, Findings()), batch)

    def _picture(self, asset_id: str) -> Any:
        asset = self._desk.asset(asset_id) if asset_id else None
        return picture(asset, self._desk.workspace.languages) if asset and asset.picture() else None


def _place(shown: Sheet | None, at: str) -> int:
    """The number of the suggestion to begin with."""
    offers = shown.offers if shown else ()
    by_iri = next((offer.number for offer in offers if offer.iri == at), 0)
    number = by_iri or (int(at) if at.isdecimal() and len(at) < 6 else 1)
    return min(max(number, 1), max(len(offers), 1))
