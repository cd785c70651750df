"""What takes long to work out of vocabularies, kept once for pages and programs of one server."""

from dataclasses import dataclass

from thesaury.web.desk import Desk
from thesaury.web.parts.vocabulary.drafts import Drafts
from thesaury.web.parts.vocabulary.offers import OfferKeeper
from thesaury.web.parts.vocabulary.preparing import Preparing
from thesaury.web.parts.vocabulary.publishing import Publishing
from thesaury.web.parts.vocabulary.versions import DifferenceKeeper
from thesaury.web.parts.vocabulary.warned import QualityKeeper


@dataclass(frozen=True, slots=True)
class Keepers:
    """Uploads with the work at them, drafts on their way out, offers of the agency, differences of versions, and what is worth a
    second look."""

    quality: QualityKeeper
    differences: DifferenceKeeper
    drafts: Drafts
    preparing: Preparing
    publishing: Publishing
    offers: OfferKeeper


def keepers_for(desk: Desk) -> Keepers:
    """The keepers of this desk's workspace; nothing is worked out yet."""
    drafts = Drafts(desk.workspace.root)
    return Keepers(
        QualityKeeper(lambda: desk.lexicon().vocabularies, lambda: desk.workspace.catalogue),
        DifferenceKeeper(desk.workspace),
        drafts,
        Preparing(desk.workspace, drafts),
        Publishing(desk.workspace),
        OfferKeeper(desk.workspace),
    )
