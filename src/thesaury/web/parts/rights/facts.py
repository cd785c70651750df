"""What is known of how a licence came about, in pairs of name and value."""

from babel.numbers import format_decimal

from thesaury.model.rights_record import Purchase
from thesaury.web.parts.rights import words
from thesaury.web.texts import named, number, phrase, speaking


def facts(purchase: Purchase) -> list[tuple[str, str]]:
    """What is known of how the licence came about, in pairs of name and value; what is not known is left out."""
    plain = [(name, getattr(purchase, name)) for name in ("licensor", "licensee", "transaction")]
    found = [*plain, ("purchased_at", words.moment(purchase.purchased_at))]
    if purchase.cost is not None:
        found.append(
            ("cost", f"{format_decimal(purchase.cost[0], '#,##0.00', locale=speaking.get())} {purchase.cost[1]}")
        )
    told = [(phrase(f"rights.fact.{name}"), str(value)) for name, value in found if value]
    told += [(named("rights.release", kind), state) for kind, state in purchase.releases]
    return [*told, *_caps(purchase)]


def _caps(purchase: Purchase) -> list[tuple[str, str]]:
    used, most = dict(purchase.used), dict(purchase.caps)
    told = []
    for kind in dict.fromkeys((*most, *used)):
        amount = number(used[kind]) if kind in used else phrase("rights.used.unknown")
        if kind not in most:
            value = phrase("rights.used.alone", used=amount)
        else:
            cap = most[kind]
            value = (
                phrase("rights.used.free", used=amount)
                if cap is None
                else phrase("rights.used", used=amount, max=number(cap))
            )
        told.append((named("rights.limit", kind), value))
    return told
