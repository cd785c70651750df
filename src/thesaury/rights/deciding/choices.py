"""The axes on which names are chosen: channel, purpose and party."""

from thesaury.model.licensing import ANY, Axis, Selection, Term
from thesaury.model.use import Fit, Use
from thesaury.rights.deciding.findings import Basis, Finding, no, strictest, unknown, yes
from thesaury.rights.vocabulary import Names


def channel(term: Term, use: Use, basis: Basis) -> Finding:
    """Whether the term covers the channel; a group of channels is covered where each of its leaves is."""
    names = basis.tables.channels
    unclear = Axis.CHANNEL in term.unclear_axes
    return strictest(_channel(leaf, term.channels, names, unclear) for leaf in sorted(names.expand((use.channel,))))


def _channel(leaf: str, chosen: Selection, names: Names, unclear: bool) -> Finding:
    if ANY in chosen.deny or leaf in names.expand(chosen.deny):
        return no(f"The licence denies {leaf}.", _naming(leaf, chosen.deny, names))
    if leaf not in names.leaves:
        return unknown(f"There is no channel {leaf!r} in the table of channels.")
    if unclear or ANY in chosen.unclear or leaf in names.expand(chosen.unclear):
        return unknown(f"The licence leaves open whether it covers {leaf}.", _naming(leaf, chosen.unclear, names))
    if not chosen.allow:
        return unknown("The licence does not say for which channels it is.")
    return _channel_allowed(leaf, chosen, chosen.allow, names)


def _channel_allowed(leaf: str, chosen: Selection, allow: tuple[str, ...], names: Names) -> Finding:
    if ANY not in allow and leaf not in names.expand(allow):
        if names.all_known((*allow, *chosen.unclear)):
            return no(f"{leaf} is not among the channels of the licence.")
        return unknown("The licence covers a channel that the table of channels does not name.")
    if not names.all_known(chosen.deny):
        return unknown("The licence denies a channel that the table of channels does not name.")
    return yes(f"The licence covers {leaf}.", _naming(leaf, allow, names))


def _naming(leaf: str, told: tuple[str, ...], names: Names) -> tuple[str, ...]:
    return tuple(name for name in told if leaf in names.expand((name,)))


def purpose(term: Term, use: Use, basis: Basis) -> Finding:
    """Whether the term covers the purpose: where it names none, the ordinary ones; a purpose out of the ordinary has to be named."""
    asked, chosen, tables = use.purpose, term.purposes, basis.tables
    broader = {name for name, kinds in tables.kinds.items() if asked in kinds}
    stricter = tables.kinds.get(asked, frozenset())
    if asked in chosen.deny or ANY in chosen.deny or broader.intersection(chosen.deny):
        return no(f"The licence denies {asked}.", (asked, *broader))
    if asked not in tables.purposes:
        return unknown(f"There is no purpose {asked!r} in the table of purposes.")
    if Axis.PURPOSE in term.unclear_axes or asked in chosen.unclear or ANY in chosen.unclear:
        return unknown(f"The licence leaves open whether it covers {asked}.")
    found = _purpose_allowed(asked, chosen.allow, broader, basis)
    doubtful = stricter.intersection(chosen.deny) or not tables.purposes.issuperset(chosen.deny)
    if doubtful and found.fit is Fit.YES:
        return unknown(f"The licence denies something that {asked} may be part of.")
    return found


def _purpose_allowed(asked: str, allow: tuple[str, ...] | None, broader: set[str], basis: Basis) -> Finding:
    ordinary = asked in basis.tables.ordinary
    if allow and asked in allow:
        return yes(f"The licence names {asked}.", (asked,))
    if allow is None or ANY in allow:
        return yes(f"{asked} is an ordinary purpose.") if ordinary else unknown(f"{asked} has to be named, and is not.")
    if not allow or broader.intersection(allow) or not basis.tables.purposes.issuperset(allow):
        return unknown(f"The licence does not surely cover {asked}.")
    return no(f"{asked} is not among the purposes of the licence.")


def party(term: Term, use: Use, basis: Basis) -> Finding:
    """Whether the term is for whoever uses it: where it names nobody, for the licensee alone, and others need a person."""
    asked, chosen, tables = use.party, term.parties, basis.tables
    names, perhaps = tables.parties, tables.perhaps
    if ANY in chosen.deny or asked in names.expand(chosen.deny):
        return no(f"The licence denies use by {asked}.", _naming(asked, chosen.deny, names))
    if asked not in names.leaves:
        return unknown(f"There is no party {asked!r} in the table of parties.")
    if Axis.PARTY in term.unclear_axes or ANY in chosen.unclear or asked in names.expand(chosen.unclear):
        return unknown(f"The licence leaves open whether it is for {asked}.")
    found = _party_allowed(asked, chosen.allow, basis)
    meant = {other for name in chosen.deny for other in perhaps.get(name, ())}
    some = asked in meant or names.expand((asked,)) & names.expand(chosen.deny) or not names.all_known(chosen.deny)
    if some and found.fit is Fit.YES:
        return unknown(f"The licence denies somebody who may be {asked}.")
    return found


def _party_allowed(asked: str, allow: tuple[str, ...] | None, basis: Basis) -> Finding:
    names, perhaps = basis.tables.parties, basis.tables.perhaps
    if not allow:
        stated = asked in basis.tables.unstated
        return yes("The licence is the licensee's own.") if stated else unknown(f"The licence does not name {asked}.")
    if ANY in allow or asked in names.expand(allow):
        return yes(f"The licence is for {asked} too.", _naming(asked, allow, names))
    meant = {other for name in allow for other in perhaps.get(name, ())}
    if asked in meant or names.expand((asked,)) & names.expand(allow) or not names.all_known(allow):
        return unknown(f"The licence names somebody who may be {asked}.")
    return no(f"{asked} is not among those the licence is for.")
