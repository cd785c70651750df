"""Settings that somebody sent, written and noted; a colour that words cannot be read in is refused."""

from collections.abc import Mapping, Sequence
from typing import Any

from thesaury.bootstrap.settings_file import change_settings, settings_of
from thesaury.model.errors import Usage
from thesaury.web.branding.colours import DARK_GROUNDS, ENOUGH, LIGHT_GROUNDS, weakest
from thesaury.web.desk import Desk
from thesaury.web.door.noting import noted
from thesaury.web.parts.settings.form import changes, shown
from thesaury.web.texts import number, phrase


def keep(desk: Desk, sent: Mapping[str, str], names: Sequence[str]) -> list[str]:
    """Write what of these settings was sent otherwise than it is, and note it; returns the names of what changed. Raises Usage."""
    return keep_values(desk, changes(sent, settings_of(desk.workspace.root), names))


def keep_values(desk: Desk, values: Mapping[str, Any]) -> list[str]:
    """Write these settings and note what changed, None for what holds by itself; returns the names of what changed. Raises Usage."""
    changed = change_settings(desk.workspace.root, values)
    for name, (before, after) in changed.items():
        noted(desk, "settings.change", f"setting:{name}", shown(before), shown(after))
    return list(changed)


def refuse_unreadable(sent: Mapping[str, str]) -> None:
    """Raises Usage, with the contrast there is, for a colour that words cannot be read in."""
    for name, grounds in (("brand_accent", LIGHT_GROUNDS), ("brand_accent_dark", DARK_GROUNDS)):
        colour = sent.get(name, "")
        if _is_colour(colour) and (found := weakest(colour, grounds)) < ENOUGH:
            reason = phrase(
                f"branding.refused.{name}", colour=colour, contrast=number(round(found, 1)), least=number(ENOUGH)
            )
            raise Usage(f"{name} {reason}")


def _is_colour(typed: str) -> bool:
    return len(typed) == 7 and typed[0] == "#" and all(letter in "0123456789abcdefABCDEF" for letter in typed[1:])
