"""The page of one rights record as values: its card, its asset, its history, and what confirming it would mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.asset import Asset
from thesaury.model.concept import Label
from thesaury.model.licensing import Axis
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord
from thesaury.rights.keeping import can_be_confirmed
from thesaury.rights.vocabulary.regions import Regions
from thesaury.web.pages.rights.fields import Form, form
from thesaury.web.pages.rights.form import filled
from thesaury.web.pages.rights.history import Version, versions
from thesaury.web.parts.cards import Picture, picture, title
from thesaury.web.parts.rights import words
from thesaury.web.parts.rights.cards import Card, card
from thesaury.web.parts.rights.inputs import Field
from thesaury.web.texts import phrase


@dataclass(frozen=True, slots=True)
class Confirming:
    """What confirming as read would mean: whether there is anything to confirm, what stays unclear, and how many passages are open."""

    possible: bool
    unclear: str
    open: int
    error: str
    before: str


@dataclass(frozen=True, slots=True)
class RightsSheet:
    """Everything the page of a rights record shows; `asset` is empty where it left its source."""

    card: Card
    record: str
    place: str
    asset: str
    title: Label
    picture: Picture | None
    captured: str
    history: tuple[Version, ...]
    confirming: Confirming
    form: Form
    read_all: Field
    regions: tuple[tuple[str, str], ...]
    refused: str


def rights_sheet(
    history: Sequence[RightsRecord],
    asset: Asset | None,
    languages: tuple[str, ...],
    known: Regions,
    sent: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> RightsSheet:
    """The page of the newest of these versions, with the `known` regions; `sent` is what the form holds after something was amiss."""
    record = history[-1]
    faults = dict(errors or {})
    read_all, refused = faults.pop("read_all", ""), faults.pop("refused", "")
    values = filled(record.statement) if sent is None else sent
    open_passages = len(dict.fromkeys(record.statement.unresolved))
    label, fault = phrase("rights.correct.read_all", count=open_passages), faults.pop("correct_read_all", "")
    return RightsSheet(
        card=card(record),
        record=record.source.record,
        place=record.source.place,
        asset=asset.id if asset else "",
        title=title(asset, languages) if asset else Label(record.source.record),
        picture=picture(asset, languages) if asset and asset.picture() is not None else None,
        captured=words.moment(record.source.captured_at),
        history=versions(history),
        confirming=_confirming(record, read_all),
        form=form(record.statement, values, {**faults, **({"read_all": fault} if fault else {})}),
        refused=refused,
        regions=words.regions_offered(known),
        read_all=Field("read_all", "tick", label, values.get("read_all", ""), fault),
    )


def _confirming(record: RightsRecord, error: str) -> Confirming:
    statement = record.statement
    stays = (axis for term in statement.terms for axis in term.unclear_axes)
    # Where passages are open, the tick beside them settles what they made unclear.
    axes = dict.fromkeys(axis for axis in stays if axis is not Axis.OTHER or not statement.unresolved)
    settled = record.status is PolicyStatus.CONFIRMED
    return Confirming(
        possible=not settled and can_be_confirmed(statement),
        unclear=words.listed(map(words.axis, axes)),
        open=len(dict.fromkeys(statement.unresolved)),
        error=error,
        before=phrase("rights.confirm.done", who=record.confirmed_by) if settled else "",
    )
