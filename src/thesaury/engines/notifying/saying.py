"""A message of notices as JSON and as text."""

import json
from typing import Any

from thesaury.model.notice import Notice, NoticeGroup, NoticeMessage

TYPE = "rights.expiring"
"""The type of every message (rights contract, section 8)."""

NOTICE = "Read by rules from what the sources state. It is not legal advice."


def as_json(message: NoticeMessage) -> bytes:
    """`type`, `id`, `at`, `groups` with `campaign`, `owner` and `notices`, and that it is no legal advice."""
    groups = [
        {"campaign": group.campaign, "owner": group.owner, "notices": [_told(one) for one in group.notices]}
        for group in message.groups
    ]
    body = {"type": TYPE, "id": message.id, "at": message.at, "groups": groups, "notice": NOTICE}
    return json.dumps(body, ensure_ascii=True, separators=(",", ":")).encode()


def subject(message: NoticeMessage) -> str:
    """How much is told, and of which campaign if there is one; in one line."""
    count = len(message.keys)
    campaigns = sorted({group.campaign for group in message.groups})
    about = f" ({campaigns[0]})" if len(campaigns) == 1 and campaigns[0] else ""
    line = f"Thesaury: {count} {'notice' if count == 1 else 'notices'} of rights{about}"
    return " ".join("".join(sign if sign.isprintable() else " " for sign in line).split())


def as_text(message: NoticeMessage) -> str:
    """All groups, what is in use first."""
    parts = [_group(group) for group in message.groups]
    return "\n\n".join([*parts, NOTICE]).encode("utf-8", "replace").decode() + "\n"


def _group(group: NoticeGroup) -> str:
    campaign = f"Campaign {group.campaign}" if group.campaign else "Without a campaign"
    head = f"{campaign}, owner {group.owner}" if group.owner else campaign
    return "\n".join([head, "-" * len(head), *(_line(one) for one in group.notices)])


def _line(one: Notice) -> str:
    used = "[in use] " if one.in_use else ""
    title = " ".join(one.title.split())
    return f"* {used}{title}: {one.sentence} ({one.record}#{one.place}, version {one.version})"


def _told(one: Notice) -> dict[str, Any]:
    names = ("key", "asset", "title", "record", "place", "version", "stage", "day", "sentence", "in_use", "at")
    return {"kind": one.kind.value, **{name: getattr(one, name) for name in names}}
