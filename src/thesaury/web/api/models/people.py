"""People and the tokens of programs."""

from typing import Annotated

from pydantic import Field

from thesaury.model.access import Permission, Role
from thesaury.web.api.models.shapes import Flag, Moment, Next, Sent, Told, Whole, example, sent_example

Address = Annotated[str, Field(min_length=3, max_length=320, examples=["ada@example.org"])]


class Person(Told):
    """Somebody who may sign in, with the roles he holds here."""

    model_config = example(
        address="ada@example.org",
        name="Ada Lind",
        roles=["reviewer"],
        enabled=True,
        made_at="2026-11-28T10:00:00+00:00",
    )

    address: str
    name: str
    roles: list[Role]
    enabled: bool
    made_at: Moment


class People(Told):
    """A page of people, by address."""

    model_config = example(people=[], next=None)

    people: list[Person]
    next: Next


class Invite(Sent):
    """Somebody to add."""

    model_config = sent_example(address="ada@example.org", name="Ada Lind", roles=["reviewer"])

    address: Address
    name: str = Field("", max_length=100)
    roles: list[Role] = Field(min_length=1)


class Invited(Person):
    """Who was added, with the path of a one-time link by which he sets a password: it is told once, and good for a week."""

    model_config = example(
        address="ada@example.org",
        name="Ada Lind",
        roles=["reviewer"],
        enabled=True,
        made_at="2026-11-28T10:00:00+00:00",
        link="/sign-in/link/KEY",
    )

    link: str


class ChangePerson(Sent):
    """The roles somebody holds from now on, and whether he may come in."""

    model_config = sent_example(roles=["reviewer", "editor"], enabled=True)

    roles: list[Role] = Field(min_length=1)
    enabled: Flag = True


class Token(Told):
    """A program's way in: at most what its scopes say and its owner may. `start` are its first signs."""

    model_config = example(
        id="5f2c9a",
        name="nightly export",
        start="thy_Ab3dEf",
        owner="ada@example.org",
        scopes=["read"],
        made_at="2026-11-28T10:00:00+00:00",
        expires_at="2027-02-26T10:00:00+00:00",
        used_at="",
        revoked_at="",
    )

    id: str
    name: str
    start: str
    owner: str
    scopes: list[Permission]
    made_at: Moment
    expires_at: Moment
    used_at: Moment
    revoked_at: Moment


class Tokens(Told):
    """A page of tokens, the newest first."""

    model_config = example(tokens=[], next=None)

    tokens: list[Token]
    next: Next


class CreateToken(Sent):
    """A token to make: no more than whoever makes it may."""

    model_config = sent_example(name="nightly export", scopes=["read"], days=90)

    name: str = Field(min_length=1, max_length=60)
    scopes: list[Permission] = Field(min_length=1)
    days: Whole = Field(90, ge=1, le=730)


class NewToken(Token):
    """A token that was just made, with its text, which is told once."""

    model_config = example(
        id="5f2c9a",
        name="nightly export",
        start="thy_Ab3dEf",
        owner="ada@example.org",
        scopes=["read"],
        made_at="2026-11-28T10:00:00+00:00",
        expires_at="2027-02-26T10:00:00+00:00",
        used_at="",
        revoked_at="",
        token="thy_Ab3dEf...",
    )

    token: str
