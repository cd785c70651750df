"""Connections that publish: which channel each of them publishes, how it withdraws, and what it sends of an asset."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from thesaury.model.asset import Asset
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused, ThesauryError, Usage
from thesaury.model.publication import Shown
from thesaury.model.publishing import Channel, Entry, Withdrawal
from thesaury.model.rendition import BY_NAME, JPEG, RenditionForm
from thesaury.pipeline import connections
from thesaury.pipeline.publishing.channels import channel_of
from thesaury.ports.publishing_target import Package, PublishingTarget
from thesaury.ports.workspace import Workspace
from thesaury.publishing.marks import marks_of
from thesaury.publishing.showing import shown_of

TARGET = "target"
"""The role of connections that publish."""
_FORM = "large"
_LONGEST = 1280
"""The longer side of a placeholder, in pixels."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A connection with the channel it publishes: how it withdraws, and in which form it sends pictures."""

    connection: Connection
    channel: Channel
    target: PublishingTarget
    withdrawal: Withdrawal
    form: RenditionForm

    @property
    def name(self) -> str:
        """The name of the connection."""
        return self.connection.name

    @property
    def language(self) -> str:
        """The language of what has one text only."""
        return self.channel.languages[0] if self.channel.languages else ""


def publishing(workspace: Workspace, names: Sequence[str] = ()) -> list[Connection]:
    """The connections of these names that publish, or all that do. Raises Usage for a name that is unknown or does not publish."""
    chosen = [one for one in connections(workspace, names) if publishes(workspace, one, bool(names))]
    if missing := set(names) - {one.name for one in chosen}:
        raise Usage(f"{min(missing)} publishes nothing. What a connection can do: thesaury connections")
    return chosen


def publishes(workspace: Workspace, connection: Connection, strict: bool = False) -> bool:
    """Whether a connection publishes; where its settings are so wrong that nobody can tell, whether it has. `strict`: that is raised.

    Others are published to, and emptied, all the same.
    """
    try:
        return TARGET in workspace.roles(connection)
    except ThesauryError:
        if strict:
            raise
        return bool(workspace.catalogue.publications.counts(connection.name))


def bound(workspace: Workspace, connection: Connection) -> Bound:
    """A connection with its channel. Raises Usage for settings that are missing or name what is not there, naming the right ones."""
    target = workspace.publishing_target(connection)
    return Bound(
        connection,
        channel_of(workspace, _channel_name(connection)),
        target,
        withdrawal_of(connection, target),
        form_of(connection),
    )


def withdrawal_of(connection: Connection, target: PublishingTarget) -> Withdrawal:
    """How a connection withdraws: as its setting says, else as its system does by default. Raises Usage for what it cannot do."""
    able = target.able.withdrawals
    said = connection.setting("withdrawal").strip().lower() or able[0].value
    if said not in [one.value for one in able]:
        ways = ", ".join(one.value for one in able)
        raise Usage(f"The setting withdrawal of {connection.name} has to be one of {ways}, not '{said}'.")
    return Withdrawal(said)


def form_of(connection: Connection) -> RenditionForm:
    """The form in which a connection sends pictures. Raises Usage for one that there is not."""
    said = connection.setting("rendition").strip() or _FORM
    if said not in BY_NAME:
        raise Usage(f"The setting rendition of {connection.name} has to be one of {', '.join(BY_NAME)}, not '{said}'.")
    return BY_NAME[said]


def wanted(workspace: Workspace, to: Bound, entry: Entry, asset: Asset | None) -> Shown:
    """What is to stand there of an entry that is published."""
    marks = marks_of(entry.item, entry, to.language)
    tag = workspace.renditions.tag(asset, to.form, marks, entry.item.focus) if asset else ""
    return shown_of(entry.item, entry.allowed_until, to.target.able, to.language, tag)


def package(workspace: Workspace, to: Bound, entry: Entry, shown: Shown, asset: Asset | None) -> Package:
    """What is sent of an entry, with the tag of the file as it was made: where an original cannot be had, it is that of a preview.

    Raises Refused where there is no picture, and Busy.
    """
    marks = marks_of(entry.item, entry, to.language)
    file = workspace.renditions.render(asset, to.form, marks, entry.item.focus) if asset else None
    if file is None:
        raise Refused("There is no picture of this asset to send. See that its file or a preview can be had.")
    made = replace(shown, file=file.tag)
    return Package(entry.asset, made, file_name(entry.asset, to.form), to.form.media_type, lambda: file.content)


def placeholder(workspace: Workspace, to: Bound, entry: Entry) -> Package:
    """What is shown in the place of an asset that was withdrawn."""
    width, height = _within(entry.item.width, entry.item.height)

    def content() -> bytes:
        return workspace.renditions.placeholder(width, height, to.language).content

    shown = Shown((), (), f"placeholder {width}x{height}")
    return Package(entry.asset, shown, file_name(entry.asset, to.form), JPEG, content)


def file_name(asset: str, form: RenditionForm) -> str:
    """The name of the file of an asset, the same at all times."""
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "-" for sign in asset)
    return f"thesaury-{plain[:80]}.{form.media_type.rpartition('/')[2].replace('jpeg', 'jpg')}"


def _channel_name(connection: Connection) -> str:
    name = connection.setting("channel").strip()
    if not name:
        raise Usage(
            f"{connection.name} needs the setting channel: the name of the channel it publishes. Channels: thesaury channel list"
        )
    return name


def _within(width: int, height: int) -> tuple[int, int]:
    """The shape of a picture, no side longer than a placeholder needs."""
    if width <= 0 or height <= 0:
        return _LONGEST, _LONGEST * 9 // 16
    scale = min(1.0, _LONGEST / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))
