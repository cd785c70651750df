"""`agency offer` and `agency vocabularies`: versions of the agency's vocabularies offered to clients, and which version each has."""

from contextlib import closing
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.agency_at import AgencyOption, agency_at
from thesaury.cli.output import JsonOption, print_json, print_table, say

if TYPE_CHECKING:
    from thesaury.bootstrap.agency import Agency
    from thesaury.bootstrap.agency.offering import HeldVocabularies
    from thesaury.model.concept import VocabularyVersion

_SAID = {
    "offered": "offered",
    "there": "has it already",
    "suspended": "suspended: offer it again once it is resumed",
    "refused": "refused",
    "failed": "failed",
}


def register(group: typer.Typer) -> None:
    """Add the commands to the group `agency`."""
    group.command()(offer)
    group.command()(vocabularies)


def offer(
    vocabulary: Annotated[str, typer.Argument(help="A vocabulary of the agency's own workspace, shared.")],
    client: Annotated[
        list[str] | None, typer.Option(help="Offer it to this client; may be given again. Otherwise to all.")
    ] = None,
    version: Annotated[int | None, typer.Option(help="The version; otherwise the newest.", min=1)] = None,
    note: Annotated[str, typer.Option(help="A word to the clients, such as what changed and why.")] = "",
    agency: AgencyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Offer a version of a vocabulary to clients. Nothing changes with a client before somebody there takes it over.

    A new offer takes the place of the one that waits. To lead clients back, offer the earlier version.

    Examples:

      thesaury agency offer terms --note "Two concepts more for the autumn"

      thesaury agency offer terms --client north-sails --version 3
    """
    from thesaury.bootstrap.agency.offering import offer as put

    made, done = put(agency_at(agency), vocabulary, client or (), version or 0, note)
    if as_json:
        told = [{"client": one.client, "outcome": one.outcome.value, "said": one.said} for one in done]
        print_json({"vocabulary": vocabulary, "version": made.number, "clients": told})
    else:
        print_table(("client", "", ""), [(one.client, _SAID[one.outcome], one.said) for one in done])
    offered = sum(one.outcome == "offered" for one in done)
    say(f"Version {made.number} of {vocabulary} waits with {offered} of {len(done)} clients for somebody's word.")
    if any(one.outcome in ("refused", "failed") for one in done):
        raise typer.Exit(1)


def vocabularies(agency: AgencyOption = None, as_json: JsonOption = False) -> None:
    """Say of each client which version of each of the agency's vocabularies it has, what it was offered, and how far it is behind."""
    opened = agency_at(agency)
    with closing(opened.open_own()) as own:
        newest = own.catalogue.vocabularies.current()
    rows = [row for client in opened.clients() for row in _rows(opened, client.name, newest)]
    if as_json:
        print_json(rows)
        return
    columns = ("client", "vocabulary", "has", "offered", "newest", "behind", "state")
    print_table(columns, [["" if row[column] is None else row[column] for column in columns] for row in rows])
    if not newest:
        say(
            "The agency has no vocabulary yet. Bring one with: thesaury vocabulary import FILE"
            f" --workspace {opened.root / 'shared'}"
        )
    elif not rows:
        say("No client yet. Make one with: thesaury agency add NAME")


def _rows(agency: "Agency", client: str, newest: "list[VocabularyVersion]") -> list[dict[str, Any]]:
    from thesaury.bootstrap.agency.offering import held_by
    from thesaury.model.agency import ClientState
    from thesaury.model.errors import ThesauryError

    state = agency.client(client).state
    nothing = {"has": None, "offered": None, "behind": None}
    if state is ClientState.ACTIVE:
        try:
            with closing(agency.open(client)) as workspace:
                held = held_by(workspace)
            return [_row(client, version, held) for version in newest]
        except ThesauryError as error:
            said = error.message
    else:
        said = state.value
    return [
        {"client": client, "vocabulary": version.name, **nothing, "newest": version.number, "state": said}
        for version in newest
    ]


def _row(client: str, version: "VocabularyVersion", held: "HeldVocabularies") -> dict[str, Any]:
    standing = held.standing(version)
    offer = standing.offer
    state = "" if standing.taken else "not taken over"
    if standing.own:
        state = "has one of its own"
    elif offer:
        state = "offer waits" if offer.waits else f"declined by {offer.declined_by}"
    return {
        "client": client,
        "vocabulary": version.name,
        "has": standing.taken or None,
        "offered": offer.version if offer else None,
        "newest": version.number,
        "behind": standing.behind if standing.taken else None,
        "state": state,
    }
