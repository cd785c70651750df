"""Steps of the work on assets in the graph: uploads that systems report, reviews of people, approvals, and what publishing did."""

from collections.abc import Iterator, Mapping

from thesaury.analytics.graph.steps import StepKind, step_statements
from thesaury.model.annotation import BY_RULE
from thesaury.model.publication import Step
from thesaury.model.publishing import EVERY_CHANNEL, Approval
from thesaury.model.statement import Statement
from thesaury.model.usage import UsageKind
from thesaury.pipeline.measuring.uses import UPLOADED
from thesaury.ports.workspace import Workspace

_PAGE = 5_000
_PUBLISHED = {Step.CREATED: StepKind.PUBLISH, Step.WITHDRAWN: StepKind.WITHDRAW}


def steps_state(workspace: Workspace, marks: Mapping[str, str]) -> str:
    """Another text whenever somebody reviewed, approved or uploaded, or something was published."""
    catalogue = workspace.catalogue
    reviewed = [f"{number}" for number, _ in catalogue.enrichments.latest(limit=1)]
    counts = catalogue.enrichments.counts()
    published = [f"{number}" for number, _ in catalogue.publications.log(limit=1)]
    approved = [f"{len(found)} {max((one.at for one in found), default='')}" for found in _approvals(workspace)]
    decided = f"{counts.accepted} {counts.rejected}"
    return "; ".join([marks.get(UPLOADED, ""), *reviewed, decided, *published, *approved])


def all_steps(workspace: Workspace) -> Iterator[Statement]:
    """The statements of every step. What a rule accepted was reviewed by nobody."""
    yield from _uploads(workspace)
    for review in workspace.catalogue.enrichments.reviews():
        if not review.reviewer.startswith(BY_RULE):
            yield from step_statements(StepKind.REVIEW, review.asset, review.at, review.reviewer)
    for found in _approvals(workspace):
        for one in found:
            if one.approved:
                yield from step_statements(StepKind.APPROVE, one.asset, one.at, one.by)
    yield from _publications(workspace)


def _uploads(workspace: Workspace) -> Iterator[Statement]:
    usage = workspace.catalogue.usage
    sources = [one.connection for one in usage.counts() if one.kind is UsageKind.UPLOAD]
    owners = workspace.catalogue.records.owners() if sources else {}
    for source in sources:
        after = ""
        while events := usage.events(source, after, _PAGE, UsageKind.UPLOAD):
            for event in events:
                if event.quantity and (asset := owners.get(f"{source}/{event.external_id}")):
                    yield from step_statements(StepKind.UPLOAD, asset, event.at)
            after = events[-1].id


def _approvals(workspace: Workspace) -> Iterator[list[Approval]]:
    """What was said last, for each channel and for all of them."""
    channels = workspace.catalogue.channels
    for name in (EVERY_CHANNEL, *(channel.name for channel in channels.all())):
        found, after = list[Approval](), ""
        while page := channels.approved(name, after, _PAGE):
            found += page
            after = page[-1].asset
        yield found


def _publications(workspace: Workspace) -> Iterator[Statement]:
    before = 0
    while page := workspace.catalogue.publications.log(limit=_PAGE, before=before):
        for _, one in page:
            if one.step in _PUBLISHED:
                yield from step_statements(_PUBLISHED[one.step], one.asset, one.at)
        before = page[-1][0]
