"""People: invited, named, given roles, disabled, and always one left who may do so."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from thesaury.model.access import Permission, Role, permissions
from thesaury.model.account import Link, Member, Person, Purpose
from thesaury.model.audit import acting_as
from thesaury.model.errors import Outdated, Usage
from thesaury.pipeline.accounts.access import Access, digest, new_key
from thesaury.pipeline.accounts.panels import end_panels
from thesaury.pipeline.accounts.passwords import checked
from thesaury.ports.audit import note

DEMO = "demo@thesaury.example"
"""The administrator of the demo."""
DAY = timedelta(hours=24)
WEEK = timedelta(days=7)
_ADDRESS = re.compile(r"[^\s@<>\"',;:\\/]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?")
_LONGEST_NAME = 100
_ADMINISTRATORS = frozenset(role for role in Role if Permission.ADMINISTER in permissions([role]))


def add(access: Access, address: str, name: str, roles: Iterable[Role]) -> Person:
    """Add a person, who has no password yet. Raises Usage for what is no address or no name, without a role, and where he is known."""
    person = Person(secrets.token_hex(8), _address(address), _name(name or address), access.moment())
    held = frozenset(roles)
    if not held:
        raise Usage(f"Give at least one role: {', '.join(Role)}.")
    known = access.accounts.people.called(person.address)
    here = access.accounts.people.member(known.id, access.workspace) if known else None
    if known and not (here and here.roles):
        person = known  # of another workspace of the same directory
    else:
        access.accounts.people.add(person)
    access.accounts.people.set_roles(person.id, access.workspace, held)
    note(access.audit, "user.add", f"person:{person.address}", None, {"name": person.name, "roles": sorted(held)})
    return person


def member(access: Access, address: str) -> Member:
    """The member with this address. Raises Usage where there is none."""
    found = _member(access, address)
    if found is None:
        raise Usage(f"There is nobody with the address {address!r} here. See: thesaury user list")
    return found


def belongs(access: Access, address: str) -> bool:
    """Whether somebody with this address holds a role here."""
    return _member(access, address) is not None


def amend(access: Access, before: Member, roles: Iterable[Role], enabled: bool) -> Member:
    """Let a member who was read so hold exactly these roles, and come in or not; who is kept out loses sessions, panels and
    links. Who is in other workspaces, too, may be left without a role: he is a member here no more.

    Raises Outdated where he is not as he was read, Usage where nobody would be left who may administer, where somebody who is only here
    would be without a role, and where somebody who is also elsewhere would be let in or kept out.
    """
    held, person = frozenset(roles), before.person
    if not held and not _elsewhere(access, person):
        raise Usage("A person holds at least one role. To keep somebody out, disable him.")
    if enabled != person.enabled:
        _only_here(access, person)
    if not access.accounts.people.amend(before, access.workspace, held, enabled, _ADMINISTRATORS):
        raise Outdated(f"Somebody changed {person.address} meanwhile. Look again, and decide again.")
    told = f"person:{person.address}"
    if held != before.roles:
        note(access.audit, "user.roles", told, sorted(before.roles), sorted(held))
    if not held:
        here = [one.digest for one in access.accounts.sessions.of(person.id) if one.workspace == access.workspace]
        access.accounts.sessions.end(here)
        end_panels(access, person)
    if not enabled:
        access.accounts.sessions.end_all(person.id)
        end_panels(access, person)
        access.accounts.links.drop(person.id)
    if enabled != person.enabled:
        note(access.audit, "user.enable" if enabled else "user.disable", told)
    return member(access, person.address) if held else replace(before, roles=held)


def set_roles(access: Access, address: str, roles: Iterable[Role]) -> Member:
    """Let a person hold exactly these roles. Raises what `amend` raises."""
    before = member(access, address)
    return amend(access, before, roles, before.person.enabled)


def disable(access: Access, address: str) -> None:
    """Let a person in no more: his sessions and panels end, his links and tokens open nothing
    while he is disabled. Raises what `amend` raises."""
    before = member(access, address)
    _only_here(access, before.person)
    amend(access, before, before.roles, enabled=False)


def enable(access: Access, address: str) -> None:
    """Let a disabled person in again."""
    before = member(access, address)
    _only_here(access, before.person)
    amend(access, before, before.roles, enabled=True)


def rename(access: Access, person: Person, name: str) -> None:
    """Call a person otherwise. Raises Usage for what is no name."""
    access.accounts.people.change(replace(person, name=_name(name)))
    note(access.audit, "user.rename", f"person:{person.address}", person.name, _name(name))


def set_password(access: Access, person: Person, password: str, but: str = "") -> None:
    """Give a person a password; his sessions end, but for the one with this digest, and so do his panels and links. Raises Usage for a
    weak one."""
    hashed = access.passwords.hashed(checked(password, person.address))
    access.accounts.people.change(replace(person, password=hashed))
    access.accounts.sessions.end_all(person.id, but)
    end_panels(access, person)
    access.accounts.links.drop(person.id)
    note(access.audit, "user.password", f"person:{person.address}")


def link_for(access: Access, address: str, anywhere: bool = False) -> str:
    """The key of a one-time link by which an invited person, or one who lost his password, sets one; good for a week.

    Raises Usage for somebody who is disabled, and, unless `anywhere`, who is also in other workspaces: his password opens those too.
    """
    found = member(access, address)
    if not anywhere:
        _only_here(access, found.person)
    if not found.person.enabled:
        raise Usage(f"{found.person.address} is disabled. Enable him first.")
    note(access.audit, "user.link", f"person:{found.person.address}")
    return _linked(access, Purpose.PASSWORD, found.person.id, WEEK)


def first_link(access: Access) -> str:
    """The key of the link by which the first person makes himself administrator; good for a day. An earlier one opens no more."""
    return _linked(access, Purpose.FIRST, "", DAY)


def demo_link(access: Access, address: str = DEMO) -> str:
    """The key of a link that signs in as the administrator of the demo, or as somebody else of it, with one button; good for a day.

    Raises Usage where there is nobody with that address.
    """
    person = access.accounts.people.called(address)
    if person is None and address != DEMO:
        raise Usage(f"There is nobody with the address {address!r} in the demo.")
    if person is None or (address == DEMO and not belongs(access, DEMO)):
        person = add(access, DEMO, "Demo", [Role.ADMIN])
    return _linked(access, Purpose.ENTER, person.id, DAY)


def link_called(access: Access, key: str) -> Link | None:
    """The link with this key, if it still opens."""
    found = access.accounts.links.get(digest(key))
    if found is None or found.workspace != access.workspace or found.expires_at <= access.moment():
        return None
    if found.purpose is Purpose.HANDED:  # opens where it was asked for, which is no page
        return None
    return None if found.purpose is Purpose.FIRST and access.begun() else found


def use_link(access: Access, key: str, address: str = "", name: str = "", password: str = "") -> Person:
    """Do what the link is for; returns who may be signed in now. Raises Usage for a link that opens no more, or a weak password.

    What is amiss in the fields does not use the link up.
    """
    found = link_called(access, key)
    if found is None:
        raise gone()
    person = access.accounts.people.get(found.person) if found.person else None
    if person is not None and not person.enabled:
        raise gone()
    if found.purpose is not Purpose.ENTER:
        checked(password, person.address if person else _address(address))
    if person is None:
        _name(name)
        _new(access, address)
    if not access.accounts.links.use(found.digest):
        raise gone()
    with acting_as(person.address if person else _address(address)):
        return _come(access, found.purpose, person or add(access, address, name, [Role.ADMIN]), name, password)


def _come(access: Access, purpose: Purpose, person: Person, name: str, password: str) -> Person:
    """What somebody said of himself when he came by a link."""
    if purpose is Purpose.ENTER:
        return person
    set_password(access, person, password)
    person = access.accounts.people.get(person.id) or person
    if name.strip() and name.strip() != person.name:
        rename(access, person, name)
    return person


def gone() -> Usage:
    """A link opens no more."""
    return Usage("This link was used or has expired. Ask an administrator for a new one: thesaury user link ADDRESS")


def _member(access: Access, address: str) -> Member | None:
    person = access.accounts.people.called(address.strip().lower())
    found = access.accounts.people.member(person.id, access.workspace) if person else None
    return found if found and found.roles else None


def _linked(access: Access, purpose: Purpose, person: str, lasting: timedelta) -> str:
    key = new_key()
    access.accounts.links.add(Link(digest(key), purpose, person, access.workspace, access.moment(lasting)))
    return key


def _new(access: Access, address: str) -> None:
    """Whoever has the first link names himself; he does not become somebody who is there already."""
    if access.accounts.people.called(_address(address)):
        raise Usage(
            f"There is somebody with the address {address} already. Let him in with: thesaury user add {address} --role admin"
        )


def _elsewhere(access: Access, person: Person) -> bool:
    return bool(set(access.accounts.people.workspaces(person.id)) - {access.workspace})


def _only_here(access: Access, person: Person) -> None:
    if _elsewhere(access, person):
        raise Usage(
            f"{person.address} is in other workspaces of this directory, too: only his roles here can be changed here. "
            "Take all of them to keep him out of this one."
        )


def _address(text: str) -> str:
    address = text.strip().lower()
    if not _ADDRESS.fullmatch(address) or not address.isprintable():
        raise Usage(f"{text.strip()[:80]!r} is no e-mail address, such as ana@example.org.")
    return address


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise Usage(f"A name has between one and {_LONGEST_NAME} readable signs.")
    return name
