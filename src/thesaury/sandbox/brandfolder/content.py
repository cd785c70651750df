"""Which assets an organisation starts with: the brand's, a few, or as many as asked, each made when it is read."""

from thesaury.sandbox.brandfolder import synthetic
from thesaury.sandbox.brandfolder.organisations import FENNMOOR, Organisation
from thesaury.sandbox.brandfolder.plan import Plan, stamp, written
from thesaury.sandbox.brandfolder.shelf import Series

SIZES = ("tiny", "demo", "large")
_TINY, _OTHER = 10, 6


def plan(organisation: Organisation, size: str) -> Plan:
    """How the organisation is arranged."""
    if _branded(organisation, size):
        from thesaury.sandbox.brandfolder import branded

        return branded.plan(organisation)
    return synthetic.plan(organisation)


def assets(organisation: Organisation, size: str, number: int) -> Series:
    """The organisation's assets; `number` counts for size large."""
    if _branded(organisation, size):
        from thesaury.sandbox.brandfolder import branded

        return Series(
            len(branded.shown()),
            lambda place: written(organisation, place, branded.draft(organisation, place)),
            lambda place: stamp(branded.updated(branded.shown()[place])),
            lambda place: organisation.identifier("section", branded.section(place) + 1),
            branded.events,
        )
    count = (number if size == "large" else _TINY) if organisation is FENNMOOR else _OTHER
    return Series(
        count,
        lambda place: written(organisation, place, synthetic.draft(organisation, place, count)),
        lambda place: stamp(synthetic.updated(place)),
        lambda place: organisation.identifier("section", synthetic.section(place, count) + 1),
        lambda: synthetic.uses(organisation, count),
    )


def _branded(organisation: Organisation, size: str) -> bool:
    return organisation is FENNMOOR and size == "demo"
