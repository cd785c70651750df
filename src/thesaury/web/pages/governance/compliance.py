"""`/governance`: how much is complete and in approved terms, by whom, what is still free, and the same as tables to take along."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from thesaury.model.access import Permission
from thesaury.model.compliance import Compliance, Effort, FreeTag, Kind, Measured, Share
from thesaury.model.concept import Label
from thesaury.pipeline.complying import assets_csv, lacking, shares_csv, tags_csv
from thesaury.web.desk import Desk, asset_url
from thesaury.web.door.caller import may
from thesaury.web.pages.governance.charts import trend
from thesaury.web.parts.cards import title

_FIRST = 8
"""Groups of a kind that are shown before one asks for all."""
_TAGS = 10
_PER_PAGE = 50
_Page = Annotated[int, Query(ge=1, le=100_000)]


def router(desk: Desk) -> APIRouter:
    """The report, its parts, and its tables."""
    routes = APIRouter(dependencies=[may(Permission.READ)], include_in_schema=False)

    @routes.get("/governance")
    def page(kind: str = "") -> HTMLResponse:
        report = desk.compliance.report()
        shown = {"report": report, "progress": desk.compliance.progress, "failed": desk.compliance.failed}
        if report:
            shown |= _overview(desk, report, kind)
        return desk.page("governance_compliance.html", **shown)

    @routes.post("/governance/measure")
    def measure() -> RedirectResponse:
        desk.compliance.again()
        return RedirectResponse("/governance", 303)

    @routes.get("/governance/tags")
    def tags(effort: str = "", q: str = "", page: _Page = 1) -> HTMLResponse:
        report = desk.compliance.report()
        wanted = [
            one
            for one in (report.free if report else ())
            if effort in ("", one.effort) and q.casefold() in one.tag.casefold()
        ]
        asked = {name: value for name, value in (("effort", effort), ("q", q)) if value}
        return desk.page(
            "governance_tags.html",
            report=report,
            asked={"effort": effort, "q": q},
            efforts=list(Effort),
            **_paged("/governance/tags", asked, [_tag(one) for one in _slice(wanted, page)], len(wanted), page),
        )

    @routes.get("/governance/assets")
    def assets(kind: str = "", value: str = "", page: _Page = 1) -> HTMLResponse:
        report = desk.compliance.report()
        group = _kind(kind)
        found = lacking(report, group, value) if report else []
        share = (report.share(group, value) if group else report.whole) if report else Share()
        asked = {name: text for name, text in (("kind", kind if group else ""), ("value", value)) if text}
        free = {one.tag: one for one in report.free} if report else {}
        rows = [_asset(desk, one, free) for one in _slice(found, page)]
        return desk.page(
            "governance_assets.html",
            report=report,
            kind=group,
            value=value,
            share=share,
            table=f"/governance/compliance.csv?{urlencode({'what': 'assets', **asked})}",
            **_paged("/governance/assets", asked, rows, len(found), page),
        )

    @routes.get("/governance/compliance.csv")
    def table(what: str = "shares", kind: str = "", value: str = "") -> Response:
        report = desk.compliance.report()
        if report is None:
            return RedirectResponse("/governance", 303)
        told = {"tags": tags_csv(report), "assets": assets_csv(report, _kind(kind), value)}
        name = what if what in told else "shares"
        headers = {"Content-Disposition": f'attachment; filename="compliance-{name}.csv"', "Cache-Control": "no-store"}
        return StreamingResponse(
            told.get(name, shares_csv(report)), media_type="text/csv; charset=utf-8", headers=headers
        )

    return routes


def _overview(desk: Desk, report: Compliance, kind: str) -> dict[str, Any]:
    """The figures of all assets, the trend, the groups of each kind, and the first free tags."""
    whole = _kind(kind)
    groups = [
        {
            "kind": one,
            "rows": [_row(one, value, share) for value, share in (held if one is whole else held[:_FIRST])],
            "more": 0 if one is whole else max(0, len(held) - _FIRST),
        }
        for one, held in report.shares.items()
    ]
    days = desk.workspace.catalogue.compliance.trend()
    efforts = {effort: sum(one.effort is effort for one in report.free) for effort in Effort}
    return {
        "groups": groups,
        "trend": trend([(day, share.part) for day, share in days]) if len(days) > 1 else None,
        "untagged": sum("" in one.missing for one in report.measured),
        "efforts": efforts,
        "writes": sum(one.writes for one in report.free),
        "free": [_tag(one) for one in report.free[:_TAGS]],
    }


def _row(kind: Kind, value: str, share: Share) -> dict[str, Any]:
    return {
        "value": value,
        "share": share,
        "url": f"/governance/assets?{urlencode({'kind': kind, 'value': value})}",
    }


def _tag(one: FreeTag) -> dict[str, Any]:
    sought = 'tag:"' + one.tag.replace('"', " ") + '"'
    return {
        "free": one,
        "use": [use.label for use in one.answer.use[:3]],
        "assets": f"/search?{urlencode({'q': sought})}",
        "plan": f"/governance/cleanups/new?{urlencode({'tag': one.tag})}",
    }


def _asset(desk: Desk, one: Measured, free: Mapping[str, FreeTag]) -> dict[str, Any]:
    """An asset with the schemes of which it lacks concepts, and its tags that are no approved terms, each with what it could be."""
    lexicon, asset = desk.lexicon(), desk.asset(one.asset)
    schemes = lexicon.schemes()
    named = [lexicon.scheme_title(schemes[iri]) if iri in schemes else Label(iri) for iri in one.missing if iri]
    return {
        "name": title(asset, lexicon.languages) if asset else Label(one.asset),
        "url": asset_url(one.asset),
        "bare": "" in one.missing,
        "missing": named,
        "tags": [(tag, _first_use(free[tag])) for tag in (asset.tags() if asset else ()) if tag in free],
    }


def _first_use(one: FreeTag) -> Label | None:
    return one.answer.use[0].label if one.answer.use else None


def _slice(found: Sequence[Any], page: int) -> Sequence[Any]:
    return found[(page - 1) * _PER_PAGE : page * _PER_PAGE]


def _paged(path: str, asked: dict[str, str], rows: Sequence[Any], total: int, page: int) -> dict[str, Any]:
    """A page of rows, and the addresses of those before and after it."""

    def at(number: int) -> str:
        return f"{path}?{urlencode({**asked, 'page': str(number)})}"

    last = max(1, -(-total // _PER_PAGE))
    return {
        "rows": rows,
        "total": total,
        "page": page,
        "last": last,
        "before": at(page - 1) if page > 1 else "",
        "after": at(page + 1) if page < last else "",
    }


def _kind(name: str) -> Kind | None:
    return Kind(name) if name in list(Kind) else None
