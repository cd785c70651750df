"""Addresses of what a furnished workspace has: an asset, a run, a channel, a round, a link of somebody who was invited."""

from tests.journeys.portal.addresses.words import concept, vocabulary
from tests.journeys.portal.onboarded import half_a_round
from thesaury.bootstrap import EmbeddedWorkspace as Workspace
from thesaury.model.connection import RunState
from thesaury.pipeline.accounts import people


def asset(workspace: Workspace) -> str:
    return workspace.catalogue.records.asset_page("", 1)[0].id


def run(workspace: Workspace) -> str:
    """A run that failed, with what it could not do."""
    return f"/runs/{workspace.catalogue.runs.recent(1, states=(RunState.FAILED,))[0].id}"


def onboarding_round(workspace: Workspace) -> str:
    return half_a_round(workspace, vocabulary(workspace), concept(workspace))


def channel(workspace: Workspace) -> str:
    """The page of a channel in which something is published and from which something was withdrawn, where there is one."""
    feeds, channels = workspace.catalogue.feeds, workspace.catalogue.channels.all()
    fullest = max(channels, key=lambda one: (feeds.counts(one.name).withdrawn, feeds.counts(one.name).published))
    return f"/publishing/channels/{fullest.name}"


def one_time_link(workspace: Workspace) -> str:
    """The one-time link of somebody who was invited."""
    return f"/sign-in/link/{people.link_for(workspace.access, 'jonas@fennmoor.example')}"
