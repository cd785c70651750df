"""People whom an identity provider vouches for: found again by its name for them, or made where a role results."""

from thesaury.model.access import Role
from thesaury.model.account import Person
from thesaury.model.audit import acting_as
from thesaury.model.errors import Refused
from thesaury.pipeline.accounts import people
from thesaury.pipeline.accounts.access import Access
from thesaury.ports.audit import note


def person_of(
    access: Access,
    issuer: str,
    subject: str,
    address: str,
    name: str,
    roles: frozenset[Role],
    anywhere: bool = False,
) -> Person:
    """The person behind a provider's word; `address` is empty where the provider did not verify it.

    Who is known keeps the roles he holds here; with `anywhere` a role in any workspace of the directory is enough. Raises Refused for
    somebody who is disabled, or new and without a role.
    """
    found = access.accounts.people.known_as(issuer, subject)
    with acting_as(address or f"provider:{subject}"):
        if found is None:
            found = _bound(access, issuer, subject, address, name, roles, anywhere)
        if not found.enabled or not _has_role(access, found, anywhere):
            raise Refused("You have no role here. Ask an administrator for one.")
        return found


def _has_role(access: Access, person: Person, anywhere: bool) -> bool:
    member = access.accounts.people.member(person.id, access.workspace)
    return bool((member and member.roles) or (anywhere and access.accounts.people.workspaces(person.id)))


def _bound(
    access: Access, issuer: str, subject: str, address: str, name: str, roles: frozenset[Role], anywhere: bool
) -> Person:
    """From now on the provider's name stands for the person with this verified address, who is made where nobody has it."""
    if not address:
        raise Refused("The provider did not verify your address, so nobody can be found by it.")
    known = access.accounts.people.called(address)
    if known is None or not _has_role(access, known, anywhere):
        if not roles or not access.begun():
            raise Refused("You have no role here. Ask an administrator for one.")
        known = people.add(access, address, name, roles)
    access.accounts.people.bind(known.id, issuer, subject)
    note(access.audit, "user.bind", f"person:{known.address}", None, {"issuer": issuer})
    return known
