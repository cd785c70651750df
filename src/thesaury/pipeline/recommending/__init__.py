"""From a brief to the assets that may be used for it: the one way in for pages, interface, panel and command line."""

from datetime import date

from thesaury.model.brief import Brief
from thesaury.pipeline.placing.past import past_of
from thesaury.pipeline.recommending.clearance import clearance
from thesaury.pipeline.recommending.server import widened
from thesaury.pipeline.recommending.uses import uses_of
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.pipeline.rights.facets import today
from thesaury.ports.workspace import Workspace
from thesaury.recommendation.expanding import wanted
from thesaury.recommendation.past import Past
from thesaury.recommendation.recommended import Recommendation
from thesaury.recommendation.recommending import Asking, recommended
from thesaury.recommendation.said import in_brand_words
from thesaury.rights.vocabulary.client import tables_of
from thesaury.search.finding import Sources

__all__ = ["recommend"]

MOST = 200


def recommend(
    workspace: Workspace,
    brief: Brief,
    sources: Sources,
    clearing: Clearing,
    *,
    limit: int = 24,
    past: Past | None = None,
    day: date | None = None,
    widen: bool = True,
    vary: bool = True,
) -> Recommendation:
    """At most `limit` assets (200 whatever it is) for this brief that may be used for it, with what needs review, what is denied and what
    is missing.

    Every channel of the brief is asked about in all its regions over all its days that are left (`uses_of`), and the strictest answer
    counts. Raises Usage for names of channels or regions that no table has, and BadInput for days that cannot be read. `past`: what is
    kept of placements and feedback where none is given. `day`: as of which day, today where none is given. `widen`, `vary`: without
    expansion, or variety, to see what they are good for.
    """
    day = day or today()
    uses, notes = uses_of(brief, tables_of(workspace.root), day)
    server, told = widened(workspace, [one.concept for one in wanted(brief)])
    asking = Asking(
        brief,
        sources,
        clearance(uses, clearing) if uses else None,
        past or past_of(workspace),
        limit=max(1, min(limit, MOST)),
        day=day,
        notes=(*notes, *told),
        server=server,
        widen=widen,
        vary=vary,
    )
    return in_brand_words(recommended(asking), sources.thesaurus.brand)
