"""What all vocabulary pages stand on: the desk, and the keepers of what takes long to work out."""

from dataclasses import dataclass

from thesaury.web.desk import Desk
from thesaury.web.pages.vocabulary.editing.weighing import Weighing
from thesaury.web.pages.vocabulary.outline import OutlineKeeper
from thesaury.web.pages.vocabulary.usage import UsageKeeper
from thesaury.web.parts.vocabulary.drafts import Drafts
from thesaury.web.parts.vocabulary.keepers import Keepers
from thesaury.web.parts.vocabulary.offers import OfferKeeper
from thesaury.web.parts.vocabulary.preparing import Preparing
from thesaury.web.parts.vocabulary.publishing import Publishing
from thesaury.web.parts.vocabulary.versions import DifferenceKeeper
from thesaury.web.parts.vocabulary.warned import QualityKeeper


@dataclass(frozen=True, slots=True)
class Room:
    """The vocabulary room of one workspace."""

    desk: Desk
    outlines: OutlineKeeper
    usages: UsageKeeper
    quality: QualityKeeper
    differences: DifferenceKeeper
    drafts: Drafts
    preparing: Preparing
    publishing: Publishing
    offers: OfferKeeper
    weighing: Weighing


def room_for(desk: Desk, keepers: Keepers) -> Room:
    """The room; nothing in it is worked out yet."""
    kept = (keepers.quality, keepers.differences, keepers.drafts, keepers.preparing, keepers.publishing, keepers.offers)
    return Room(desk, OutlineKeeper(desk.lexicon), UsageKeeper(desk.workspace), *kept, Weighing(desk.workspace))
