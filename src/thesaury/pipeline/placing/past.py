"""The past of a workspace as recommendations see it: how assets were used, and what was learned of what people choose."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock
from weakref import WeakKeyDictionary

from thesaury.model.campaign import Campaign
from thesaury.model.errors import ThesauryError
from thesaury.pipeline.placing.campaigns import alike
from thesaury.pipeline.placing.liking import measure
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.usage import Uses
from thesaury.ports.workspace import Workspace
from thesaury.recommendation.past import Past
from thesaury.recommendation.recommended import LATELY, UsageLine

_log = logging.getLogger(__name__)

_FRESH = 50
"""Weights are learned anew when a fiftieth of all that was done so far was done since: at first with every deed."""


@dataclass(frozen=True, slots=True)
class _Learned:
    state: int
    weights: Mapping[str, float] | None


_learned: WeakKeyDictionary[Catalogue, _Learned] = WeakKeyDictionary()
_lock = Lock()


def past_of(workspace: Workspace) -> Past:
    """The past as it is now; a question for 1,000 assets is a few statements. Weights are learned anew when enough was done."""
    return _KeptPast(workspace)


class _KeptPast:
    """`recommendation.past.Past` over the usage, placements and feedback of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def usage(self, assets: Sequence[str], campaign: str) -> Mapping[str, UsageLine]:
        """All uses that anybody reported; those in campaigns alike are known of placements alone."""
        since = (datetime.now(UTC) - timedelta(days=LATELY)).isoformat(timespec="seconds")
        uses = self._workspace.catalogue.usage.uses(assets, since)
        placed = self._workspace.catalogue.placements.campaigns(assets) if campaign else {}
        names = {name for counts in placed.values() for name in counts}
        like = alike(campaign, names, self._campaigns()) if names else frozenset()
        found: dict[str, UsageLine] = {}
        for asset in uses.keys() | placed.keys():
            one = uses.get(asset, Uses(0, 0, ""))
            times = sum(count for name, count in placed.get(asset, {}).items() if name in like)
            found[asset] = UsageLine(one.times, one.lately, one.last[:10], times)
        return found

    def _campaigns(self) -> tuple[Campaign, ...]:
        """What the table of campaigns says; where it cannot be read ids alone tell which campaigns are alike."""
        from thesaury.pipeline.briefs import campaigns  # brings all along that reads briefs

        try:
            return campaigns(self._workspace)
        except ThesauryError as error:
            _log.warning("which campaigns are alike is told by their ids alone: %s", error.message)
            return ()

    def weights(self) -> Mapping[str, float] | None:
        """The learned weights where they proved better, None otherwise."""
        catalogue = self._workspace.catalogue
        state = catalogue.feedback.state()
        with _lock:
            known = _learned.get(catalogue)
            if known is None or not 0 <= state - known.state <= known.state // _FRESH:
                made = measure(self._workspace)
                known = _learned[catalogue] = _Learned(state, made.weights if made.used else None)
            return known.weights
