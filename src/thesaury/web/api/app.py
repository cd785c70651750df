"""The interface as an application of its own, below `/api/v1`."""

from fastapi import FastAPI

from thesaury import __version__
from thesaury.pipeline.accounts import Access
from thesaury.web.api.idempotency import Idempotent
from thesaury.web.api.limits import PER_MINUTE, Budget, Limited
from thesaury.web.api.methods import Methods
from thesaury.web.api.openapi import described
from thesaury.web.api.problems import answer_problems
from thesaury.web.api.routes import (
    analytics,
    assets,
    boards,
    brand,
    briefs,
    calendar,
    channels,
    cleanups,
    compliance,
    connections,
    editing,
    exports,
    flows,
    governance,
    imports,
    intakes,
    offers,
    onboarding,
    onboarding_files,
    people,
    picker,
    placements,
    proposals,
    publications,
    reports,
    review,
    rights,
    search,
    searches,
    settings,
    site,
    tables,
    usage,
    vocabularies,
    webhooks,
)
from thesaury.web.desk import Desk
from thesaury.web.joining import joined
from thesaury.web.parts.vocabulary.keepers import Keepers, keepers_for

ROOMS = (
    search,
    searches,
    assets,
    briefs,
    review,
    proposals,
    intakes,
    calendar,
    rights,
    placements,
    usage,
    compliance,
    cleanups,
    onboarding,
    onboarding_files,
    boards,
    governance,
    brand,
    connections,
    flows,
    channels,
    webhooks,
    publications,
    settings,
    site,
    exports,
    reports,
    tables,
    analytics,
)


def api_app(
    desk: Desk, per_minute: int = PER_MINUTE, access: Access | None = None, keepers: Keepers | None = None
) -> FastAPI:
    """The interface over this desk; one caller has so many requests a minute; `access` keeps people and tokens, `keepers` what pages
    of the same server keep of vocabularies."""
    api = FastAPI(
        title="Thesaury",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        root_path_in_servers=False,
    )
    kept = keepers or keepers_for(desk)
    operations = joined(
        *(room.router(desk) for room in ROOMS),
        *(room.router(desk, kept) for room in (vocabularies, imports, editing, offers)),
        people.router(access),
        picker.router(desk, access),
    )
    api.routes.extend(operations.routes)
    answer_problems(api)
    api.openapi = lambda: described(api)  # type: ignore[method-assign]
    # The last one added stands outermost: limits first, then methods, then keys.
    api.add_middleware(Idempotent, desk=desk)
    api.add_middleware(Methods, api=api)
    api.add_middleware(Limited, budget=Budget(per_minute))
    return api
