"""The rooms within the review room, with what waits in each; what waits of unknown tags gets its place here."""

from thesaury.ports.catalogue import Catalogue
from thesaury.web.texts import phrase

Tab = tuple[str, str, int | None]
"""Address, name and how many wait, None where that is no question."""


def review_tabs(catalogue: Catalogue) -> tuple[Tab, ...]:
    """All of them."""
    return (
        ("/review", phrase("review.tab.suggestions"), catalogue.enrichments.counts().suggestions),
        ("/alike", phrase("review.tab.alike"), len(catalogue.identities.likenesses())),
        ("/review/decided", phrase("review.tab.decided"), None),
    )
