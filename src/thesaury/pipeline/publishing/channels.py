"""Channels as people change them: everything a channel names is checked before it is kept, and every change is in the audit log."""

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from hashlib import sha256
from typing import Any

from thesaury.model.errors import BadInput, Usage
from thesaury.model.publishing import Channel
from thesaury.model.time import now
from thesaury.model.use import Use
from thesaury.pipeline.rights.facets import today
from thesaury.pipeline.words import thesaurus_of
from thesaury.ports.audit import note
from thesaury.ports.workspace import Workspace
from thesaury.publishing.files import KINDS
from thesaury.rights.stating.asking import question
from thesaury.rights.vocabulary.client import tables_of
from thesaury.vocabulary.languages import canonical
from thesaury.vocabulary.thesaurus import Thesaurus

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?")
_KEY_NAME = re.compile(r"[^\s\x00-\x1f/](?:[^\x00-\x1f/]{0,98}[^\s\x00-\x1f/])?")
KEY = "thf_"
"""What keys of feeds begin with, so that one that was lost is known for what it is."""
_MOST = 100
_LISTS = tuple(one.name for one in fields(Channel) if isinstance(one.default, tuple))
FIELDS = tuple(one.name for one in fields(Channel) if one.name != "name")
"""What a channel says of itself."""


def channel_of(workspace: Workspace, name: str) -> Channel:
    """The channel of this name. Raises Usage, naming those there are, where there is none."""
    channels = workspace.catalogue.channels
    if found := channels.get(name):
        return found
    known = ", ".join(one.name for one in channels.all())
    there = f"There are: {known}." if known else "There is none yet: make one with: thesaury channel put NAME"
    raise Usage(f"There is no channel {name!r}. {there}")


def use_of(workspace: Workspace, channel: Channel, day: date | None = None) -> Use:
    """The use that has to be permitted on this day (today without one): what the channel is called in the tables of rights, in all its
    markets. Raises Usage where the tables know it no more, and BadInput where they are wrong."""
    asked, tables = (day or today()).isoformat(), tables_of(workspace.root)
    return question(channel.use, channel.markets, (asked, "", ""), channel.purpose, tables=tables)


def read_channel(workspace: Workspace, name: str, data: Mapping[str, Any], before: Channel | None = None) -> Channel:
    """A channel from plain data; what is not named stays as it was before, or is as usual. Topics may be named by IRI or by label.

    Raises BadInput for what cannot be read, and Usage for what no table or vocabulary names.
    """
    if not _NAME.fullmatch(name):
        raise BadInput(
            f"{name!r} cannot be the name of a channel. It has up to 50 small letters, digits and hyphens: website-de."
        )
    if strange := [key for key in data if key not in FIELDS]:
        raise BadInput(f"A channel has no {strange[0]!r}. It has: {', '.join(FIELDS)}.")
    given = {key: _read(key, value) for key, value in data.items() if value is not None}
    made = replace(before or Channel(name, name), **given)
    return _checked(workspace, made)


def put_channel(workspace: Workspace, channel: Channel) -> Channel | None:
    """Keep a channel as it was read, whatever it is by now; its feed is looked at anew with the next refresh. Returns what it was."""
    while True:
        before = workspace.catalogue.channels.get(channel.name)
        if exchange_channel(workspace, channel.name, before, channel):
            return before


def drop_channel(workspace: Workspace, name: str) -> Channel:
    """Forget a channel with its keys, approvals and feed. Raises Usage where there is none, and where something is published by it."""
    while True:
        before = channel_of(workspace, name)
        if exchange_channel(workspace, name, before, None):
            return before


def exchange_channel(workspace: Workspace, name: str, before: Channel | None, channel: Channel | None) -> bool:
    """Put this channel (or none) in the place of the one that was read; false where that is no more what is kept. Raises Usage where it
    would be dropped while a connection publishes it."""
    if channel is None:
        _check_free(workspace, name)
    if not workspace.catalogue.channels.exchange(name, before, channel):
        return False
    if before != channel:
        action = "channel.put" if channel else "channel.drop"
        note(workspace.catalogue.audit, action, f"channel:{name}", _told(before), _told(channel))
    return True


def _check_free(workspace: Workspace, name: str) -> None:
    bound = [one.name for one in workspace.catalogue.records.connections() if dict(one.settings).get("channel") == name]
    if bound:
        raise Usage(
            f"{bound[0]} publishes the channel {name!r}. Bind it to another one, or remove it, so that what it shows is withdrawn first."
        )


def make_key(workspace: Workspace, channel: str, name: str) -> str:
    """A key by which the feed of this channel can be read and nothing else; it is shown this once. An earlier one of the name ends."""
    channel_of(workspace, channel)
    if not _KEY_NAME.fullmatch(name):
        raise BadInput("Give the key a name of up to 100 characters, such as that of the site that reads with it.")
    key = KEY + secrets.token_urlsafe(32)
    workspace.catalogue.channels.put_key(channel, name, digest_of(key), now())
    note(workspace.catalogue.audit, "channel.key", f"channel:{channel}", None, {"key": name})
    return key


def drop_key(workspace: Workspace, channel: str, name: str) -> None:
    """End a key at once. Raises Usage where there is none of this name."""
    channel_of(workspace, channel)
    workspace.catalogue.channels.drop_key(channel, name)
    note(workspace.catalogue.audit, "channel.drop_key", f"channel:{channel}", {"key": name})


def digest_of(key: str) -> str:
    """What is kept of a key."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def channel_shape(channel: Channel) -> dict[str, Any]:
    """A channel as plain data, as `read_channel` takes it, with its name."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(channel).items()}


def _told(channel: Channel | None) -> dict[str, Any] | None:
    return channel_shape(channel) if channel else None


def _read(name: str, value: Any) -> Any:
    if name in _LISTS:
        if isinstance(value, str) or not isinstance(value, Sequence) or not all(isinstance(one, str) for one in value):
            raise BadInput(f"The {name} of a channel are a list of texts.")
        if len(value) > _MOST or any(len(one) > 2_000 for one in value):
            raise BadInput(f"A channel names at most {_MOST} {name}.")
        return tuple(dict.fromkeys(one.strip() for one in value if one.strip()))
    wanted = type(next(one.default for one in fields(Channel) if one.name == name) if name != "title" else "")
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        words = {bool: "yes or no (true or false)", int: "a number", str: "a text"}
        raise BadInput(f"The {name} of a channel is {words[wanted]}.")
    return value.strip() if isinstance(value, str) else value


def _checked(workspace: Workspace, made: Channel) -> Channel:
    if not 1 <= len(made.title) <= 200 or any(ord(sign) < 32 for sign in made.title):
        raise BadInput("The title of a channel is a line of up to 200 characters.")
    if not 0 <= made.concepts <= 100:
        raise BadInput("Between 0 and 100 accepted concepts can be asked of an asset.")
    if not made.markets or not made.languages:
        raise BadInput(f"A channel needs at least one {'language' if made.markets else 'market'}.")
    if strange := [kind for kind in made.media if kind not in KINDS]:
        raise Usage(f"There are no media {strange[0]!r}. There are: {', '.join(KINDS)}.")
    use = use_of(workspace, made)
    languages = tuple(dict.fromkeys(map(_language, made.languages)))
    topics = _topics(workspace, made.topics)
    return replace(made, markets=use.regions, languages=languages, topics=topics)


def _language(tag: str) -> str:
    if found := canonical(tag):
        return found
    raise BadInput(f"{tag!r} is no language. Name languages by tags such as de, en or pt-BR.")


def _topics(workspace: Workspace, named: Iterable[str]) -> tuple[str, ...]:
    wanted = tuple(named)
    thesaurus = thesaurus_of(workspace) if wanted else Thesaurus([])
    return tuple(dict.fromkeys(_topic(name, thesaurus) for name in wanted))


def _topic(name: str, thesaurus: Thesaurus) -> str:
    if thesaurus.concept(name):
        return name
    found = [one.iri for one in thesaurus if any(label.text.casefold() == name.casefold() for label in one.preferred)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Usage(f"{len(found)} concepts are called {name!r}. Name one of them by its IRI: {', '.join(found[:3])}.")
    raise Usage(f"There is no concept {name!r} in the vocabularies. Find it with: thesaury vocabulary find")
