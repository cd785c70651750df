"""Campaigns: the table that the settings name, read as it stands now, and the briefs that its rows are."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from thesaury.model.brief import Brief, Said, Source
from thesaury.model.campaign import Campaign
from thesaury.model.errors import BadInput, Usage
from thesaury.pipeline.briefs.reading import read_brief
from thesaury.pipeline.searching import Understanding
from thesaury.ports.workspace import Workspace
from thesaury.rights.vocabulary import Tables
from thesaury.rights.vocabulary.client import tables_of
from thesaury.vocabulary.thesaurus import Thesaurus

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "campaign", "campaign_id", "key"),
    "name": ("name", "title", "campaign_name"),
    "brand": ("brand", "client"),
    "markets": ("markets", "market", "regions", "region", "countries"),
    "channels": ("channels", "channel"),
    "start": ("start", "from", "first_day", "begin", "start_date"),
    "end": ("end", "to", "last_day", "until", "end_date"),
    "brief": ("brief", "description", "text"),
}
"""What a campaign has, and how a column may be called that says it; capitals and blanks do not matter."""

_MOST = 10_000
_APART = re.compile(r"[\s,;|/]+")


def campaigns(workspace: Workspace) -> tuple[Campaign, ...]:
    """The campaigns of the table, in its order; none where there is no such file. Raises BadInput, with the line, for a broken table."""
    path = workspace.campaigns_file
    if not path.is_file():
        return ()
    outline = workspace.tables.outline(path)
    names = {_plain(column): column for column in outline.columns}
    column = {part: next((names[one] for one in called if one in names), "") for part, called in COLUMNS.items()}
    if not column["id"]:
        raise BadInput(f"{path.name} has no column id, by which a campaign is called. Add one and try again.")
    tables = tables_of(workspace.root)
    found: dict[str, Campaign] = {}
    for row in workspace.tables.read(path):
        told = {part: _cell(row.cells.get(name)) if name else "" for part, name in column.items()}
        if told["id"]:
            one = _campaign(told, tables, f"{path.name}, line {row.line}")
            if one.id in found:
                raise BadInput(
                    f"{path.name}, line {row.line}: there is a campaign {one.id!r} above. Give it another id."
                )
            found[one.id] = one
        if len(found) > _MOST:
            raise BadInput(f"{path.name} holds more than {_MOST:,} campaigns. Leave out those that are long over.")
    return tuple(found.values())


def brief_of_campaign(workspace: Workspace, understanding: Understanding, thesaurus: Thesaurus, campaign: str) -> Brief:
    """The brief of a campaign: what its text says, and its markets, channels and days as the table says them.

    Raises Usage where there is no campaign of this id, BadInput for a broken table.
    """
    one = _named(workspace, campaign)
    text = f"# {' '.join(one.name.split())}\n\n{one.brief}".strip()
    return with_campaign(read_brief(workspace, understanding, thesaurus, text, title=one.name), one)


def of_campaign(workspace: Workspace, brief: Brief, campaign: str) -> Brief:
    """A brief that was read elsewhere, as one of this campaign. Raises as `brief_of_campaign` does."""
    return with_campaign(brief, _named(workspace, campaign))


def _named(workspace: Workspace, campaign: str) -> Campaign:
    known = {one.id: one for one in campaigns(workspace)}
    if campaign not in known:
        several = ", ".join(list(known)[:20]) or f"none: there is no table {workspace.campaigns_file.name}"
        raise Usage(f"There is no campaign {campaign!r}. Campaigns here: {several}.")
    return known[campaign]


def with_campaign(brief: Brief, campaign: Campaign) -> Brief:
    """The brief as one of this campaign: what its record says of markets, channels and days takes the place of what was read. Where the
    record says one of the two days alone, one that was read and does not fit beside it is left out."""
    first, last = _days(brief, campaign)
    return replace(
        brief,
        campaign=campaign.id,
        regions=_said(campaign.markets) or brief.regions,
        channels=_said(campaign.channels) or brief.channels,
        first_day=first,
        last_day=last,
    )


def _days(brief: Brief, campaign: Campaign) -> tuple[Said | None, Said | None]:
    first = next(iter(_said((campaign.first_day,))), brief.first_day)
    last = next(iter(_said((campaign.last_day,))), brief.last_day)
    if first and last and first.value > last.value:
        return (first, None) if campaign.first_day else (None, last)
    return first, last


def _said(values: Iterable[str]) -> tuple[Said, ...]:
    return tuple(Said(value, (), Source.CAMPAIGN) for value in values if value)


def _campaign(told: Mapping[str, str], tables: Tables, where: str) -> Campaign:
    markets = tuple(dict.fromkeys(tables.regions.canonical(one) for one in _APART.split(told["markets"]) if one))
    if strange := [one for one in markets if not tables.regions.known(one)]:
        raise BadInput(
            f"{where}: there is no market {strange[0]!r}. Name countries (DE), areas (150) or groups (DACH)."
        )
    named = tuple(dict.fromkeys(one for one in _APART.split(told["channels"]) if one))
    if strange := [one for one in named if not tables.channels.known(one)]:
        raise BadInput(
            f"{where}: there is no channel {strange[0]!r}. There are: {', '.join(sorted(tables.channels.leaves))}."
        )
    channels = tuple(dict.fromkeys(leaf for one in named for leaf in sorted(tables.channels.expand((one,)))))
    first, last = _day(told["start"], where), _day(told["end"], where)
    if first and last and first > last:
        raise BadInput(f"{where}: the campaign ends on {last}, before it begins on {first}. Swap the two days.")
    return Campaign(
        told["id"], told["name"] or told["id"], told["brand"], markets, channels, first, last, told["brief"]
    )


def _day(written: str, where: str) -> str:
    try:
        return date.fromisoformat(written).isoformat() if written else ""
    except ValueError:
        raise BadInput(f"{where}: {written!r} is no day. Write it as 2026-12-31.") from None


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(value).strip() if value is not None else ""


def _plain(column: str) -> str:
    return "_".join(column.lower().split())
