"""What happened to an asset: decisions, rights records, and for administrators every deed, the newest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thesaury.model.access import Permission
from thesaury.model.annotation import Review
from thesaury.model.asset import Asset
from thesaury.model.rights_record import RightsRecord
from thesaury.ports.audit import Sought
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.enrichments import Decisions
from thesaury.web.door.caller import caller
from thesaury.web.lexicon import Lexicon
from thesaury.web.parts.ago import ago
from thesaury.web.parts.rights.answer import record_url
from thesaury.web.texts import named, phrase

_MOST = 60


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing: when, how long ago, who, a sentence, and where more is said."""

    at: str
    ago: str
    who: str
    what: str
    about: str = ""
    url: str = ""


def reviews_of(catalogue: Catalogue, asset: Asset) -> tuple[Review, ...]:
    """The decisions on its concepts, the newest first."""
    return tuple(review for _, review in catalogue.enrichments.latest(Decisions(asset=asset.id), _MOST))


def history(
    catalogue: Catalogue, asset: Asset, reviews: Sequence[Review], rights: Sequence[RightsRecord], lexicon: Lexicon
) -> tuple[Happened, ...]:
    """At most sixty, the newest first."""
    # Each kind comes newest first, and sorting keeps that: the log dates to the second, in which several things happen.
    found = [*_decided(reviews, lexicon), *_rights(catalogue, rights), *_deeds(catalogue, asset)]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True)[:_MOST])


def _decided(reviews: Sequence[Review], lexicon: Lexicon) -> Iterator[Happened]:
    for made in reviews:
        about = lexicon.name(made.concept).text
        yield Happened(made.at, ago(made.at), made.reviewer, phrase(f"asset.did.{made.decision}"), about)


def _rights(catalogue: Catalogue, rights: Sequence[RightsRecord]) -> Iterator[Happened]:
    for newest in rights:
        for one in reversed(catalogue.rights.history(*newest.key)):
            what = phrase(
                "asset.did.rights.confirmed" if one.confirmed_by else "asset.did.rights.read", version=one.version
            )
            at, about = one.confirmed_at or one.at, newest.source.record
            yield Happened(at, ago(at), one.confirmed_by, what, about, record_url(*one.key))


def _deeds(catalogue: Catalogue, asset: Asset) -> Iterator[Happened]:
    """What the log says beside the decisions; records of the asset have deeds of their own."""
    if not caller().may(Permission.ADMINISTER):
        return
    subjects = (f"asset:{asset.id}", *(f"record:{record.key}" for record in asset.records))
    found = (kept for subject in subjects for kept in catalogue.audit.deeds(Sought(subject=subject), _MOST))
    for kept in sorted(found, key=lambda one: one.number, reverse=True):
        deed = kept.deed
        if not deed.action.startswith("suggestion."):
            yield Happened(deed.at, ago(deed.at), deed.who, named("deed", deed.action), deed.subject)
