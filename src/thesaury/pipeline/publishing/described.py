"""Plans, publications, withdrawals and uses of pages as plain data, the same for commands and interface."""

from typing import Any

from thesaury.model.publication import KnownUse, Publication, PublicationStep
from thesaury.pipeline.publishing.replacing import Instead
from thesaury.pipeline.publishing.withdrawing import InCms, Withdrawn
from thesaury.publishing.planning import Plan, Planned


def plan_shape(plan: Plan) -> dict[str, Any]:
    """A plan: the concepts it sees to, and what it would do with each asset."""
    return {
        "connection": plan.connection,
        "channel": plan.channel,
        "concepts": [{"iri": topic.iri, "label": topic.label(), "broader": topic.broader} for topic in plan.topics],
        "deeds": [_deed(one) for one in plan.deeds],
        "failures": [{"asset": asset, "sentence": sentence} for asset, sentence in plan.failures],
    }


def publication_shape(one: Publication) -> dict[str, Any]:
    """A publication: what is to stand there, and how that stands."""
    return {
        "connection": one.connection,
        "asset": one.asset,
        "channel": one.channel,
        "state": one.state.value,
        "live": one.live,
        "withdrawing": one.withdrawing,
        "reason": one.reason.value if one.reason else "",
        "needed_at": one.needed_at,
        "due_at": one.due_at,
        "done_at": one.done_at,
        "attempts": one.attempts,
        "message": one.message,
        "kept": list(one.kept),
        "dropped": list(one.dropped),
        "external_id": one.external_id,
        "address": one.address,
        "fields": dict(one.wanted.fields) if one.wanted else {},
        "concepts": list(one.wanted.concepts) if one.wanted else [],
    }


def step_shape(step: PublicationStep) -> dict[str, Any]:
    """A line of the log."""
    return {
        "connection": step.connection,
        "asset": step.asset,
        "step": step.step.value,
        "at": step.at,
        "needed_at": step.needed_at,
        "reason": step.reason.value if step.reason else "",
        "message": step.message,
        "run": step.run,
    }


def withdrawn_shape(one: Withdrawn) -> dict[str, Any]:
    """A withdrawal, with how it stands in each CMS, the pages, and what may take its place."""
    entry = one.entry
    return {
        "asset": entry.asset,
        "title": one.title,
        "channel": entry.channel,
        "reason": entry.reason.value if entry.reason else "",
        "sentence": entry.sentence,
        "since": entry.since,
        "detected_at": entry.changed_at,
        "overdue": one.overdue,
        "cms": [_in_cms(cms) for cms in one.cms],
        "pages": [use_shape(use) for use in one.pages],
        "instead": [_instead(what) for what in one.instead],
    }


def use_shape(known: KnownUse) -> dict[str, Any]:
    """A place in a page where an asset stands, or stood."""
    use = known.use
    return {
        "connection": known.connection,
        "asset": use.asset,
        "page": use.page,
        "address": use.address,
        "title": use.title,
        "language": use.language,
        "place": use.place,
        "since": use.since or known.seen_at,
        "live": use.live,
        "ended_at": known.ended_at,
    }


def _deed(one: Planned) -> dict[str, Any]:
    publication = one.publication
    return {
        "asset": publication.asset,
        "deed": one.deed.value,
        "reason": publication.reason.value if publication.reason else "",
        "needed_at": publication.needed_at,
        "changes": [{"field": name, "before": before, "after": after} for name, before, after in one.changes],
        "add": list(one.merged.add or (publication.wanted.concepts if publication.wanted and not one.held else ())),
        "remove": list(one.merged.remove),
        "file": one.merged.file or (one.held is None and publication.wanted is not None),
        "again": one.revive,
        "kept": list(one.kept),
        "dropped": list(one.dropped),
    }


def _in_cms(cms: InCms) -> dict[str, Any]:
    return {
        "connection": cms.connection,
        "needed_at": cms.needed_at,
        "done_at": cms.done_at,
        "overdue": cms.overdue,
        "seconds": cms.seconds,
        "attempts": cms.attempts,
        "due_at": cms.due_at,
        "message": cms.message,
        "shown": cms.shown,
    }


def _instead(what: Instead) -> dict[str, Any]:
    titles = what.entry.item.titles
    return {
        "asset": what.entry.asset,
        "title": titles[0].text if titles else "",
        "allowed_until": what.entry.allowed_until,
        "heir": what.heir,
        "score": round(what.score, 4),
    }
