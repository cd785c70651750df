"""Connecting a system: looked at first, kept once it answers, and read by a flow of its own."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from thesaury.dispatch.triggering import utc_now
from thesaury.model.connection import Connection
from thesaury.model.errors import NeedsLogin, ThesauryError
from thesaury.model.flow import Flow, Step
from thesaury.pipeline.keeping import keep_connection, keep_flow, keep_secrets
from thesaury.sync.scheduling import first_due, parsed
from thesaury.web.desk import Desk

RESERVED = ("new",)
"""Names that addresses of pages have already."""
READ_WHEN = ("manual", "every 1h", "every 1d", "cron 0 3 * * *", "changes")
"""How often a new connection may be read; the flow it gets can be given any other schedule later."""
READING = (Step.PULL, Step.ENRICH, Step.REVIEW)
"""The steps of a flow that reads and writes nothing back."""
PUBLISHING = (Step.PUSH,)
"""Those of one that publishes a channel to a CMS, which has nothing to read."""
_LONGEST = 80


@contextmanager
def secrets_if_good(desk: Desk, connection: str, given: Mapping[str, str]) -> Iterator[None]:
    """The secrets are there for the look at the system, and stay only if it goes well."""
    vault = desk.workspace.catalogue.secrets
    before = {name: vault.get(connection, name) for name in given}
    try:
        if given:
            vault.put(connection, given)
        yield
    except BaseException:
        if given:
            vault.put(connection, before)
        raise
    if given:
        keep_secrets(desk.workspace.catalogue, connection, given)


def look(desk: Desk, connection: Connection) -> None:
    """Look at a system as little as is needed to say whether the connection works. Raises what it raises."""
    roles = desk.workspace.roles(connection)
    if "source" in roles:
        desk.workspace.source(connection).outline()
    elif "vocabulary" in roles:
        desk.workspace.vocabulary_source(connection).outline()
    else:
        desk.workspace.check(connection)


def connected(desk: Desk, connection: Connection, given: Mapping[str, str]) -> tuple[Connection, bool]:
    """Keep a connection once its system answers by these secrets; returns it as it is kept, and whether a person has to log in to it
    before it can be used. Raises what the look at it raises."""
    waits = False
    with secrets_if_good(desk, connection.name, given):
        try:
            look(desk, connection)
        except NeedsLogin:
            if not _logs_in(desk, connection):
                raise
            waits = True
        if desk.workspace.sandboxed(connection):
            connection = replace(connection, settings=(*connection.settings, ("sandbox", "yes")))
        keep_connection(desk.workspace.catalogue, connection)
    return connection, waits


def _logs_in(desk: Desk, connection: Connection) -> bool:
    """Whether a person can log in to this connection as it is set up."""
    try:
        return "login" in desk.workspace.helps(connection) and bool(desk.workspace.login(connection).address)
    except ThesauryError:
        return False


def read_by_flow(desk: Desk, connection: Connection, when: str) -> None:
    """A flow of its own for a new connection, so that it is read, or published to, as its maker said."""
    catalogue = desk.workspace.catalogue
    schedule = parsed(when if when in READ_WHEN else "manual")
    name = free_name(connection.name, [state.flow.name for state in catalogue.flows.all()])
    due = first_due(schedule, utc_now())
    keep_flow(catalogue, Flow(name, (connection.name,), steps_for(desk, connection), schedule), due)


def steps_for(desk: Desk, connection: Connection) -> tuple[Step, ...]:
    """The steps of a flow over this connection alone."""
    return PUBLISHING if desk.workspace.roles(connection) == ("target",) else READING


def good_name(name: str) -> bool:
    """Whether a connection or flow may be called so: letters, digits, spaces and a few signs, so that addresses can hold it."""
    return (
        0 < len(name) <= _LONGEST
        and name == name.strip()
        and all(c.isalnum() or c in " -_." for c in name)
        and name[0].isalnum()
    )


def free_name(wanted: str, taken: Sequence[str]) -> str:
    """The name, or the name with the first number that is free."""
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(one for one in numbered if one not in taken)
