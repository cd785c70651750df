"""What rows about assets in CMS are made of: the asset itself, reasons and fields in words, moments, and addresses that may be opened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from babel.dates import format_date, format_time, format_timedelta

from thesaury.model.asset import Asset
from thesaury.model.concept import Label
from thesaury.model.publishing import Reason
from thesaury.web.desk import Desk, asset_url
from thesaury.web.lexicon import Lexicon
from thesaury.web.parts import moments
from thesaury.web.parts.cards import picture, title
from thesaury.web.texts import named, phrase, speaking

_DAYS = 2 * 86_400
"""From so many seconds on a length of time is said in days."""


@dataclass(frozen=True, slots=True)
class Face:
    """An asset as rows show it: `thumb` and `url` are empty for one that is not here any more."""

    id: str
    name: Label
    url: str = ""
    thumb: str = ""


def faces(desk: Desk, ids: Iterable[str], otherwise: Mapping[str, str] | None = None) -> dict[str, Face]:
    """All of these; one that is not here any more is called as `otherwise` says, else by its id."""
    asked = list(dict.fromkeys(ids))
    lexicon = desk.lexicon()
    known = {asset.id: asset for asset in desk.workspace.catalogue.records.assets(asked)}
    names = otherwise or {}
    return {
        id: _face(known[id], lexicon) if id in known else Face(id, Label(names.get(id, "").strip() or id))
        for id in asked
    }


def _face(asset: Asset, lexicon: Lexicon) -> Face:
    shown = picture(asset, lexicon.languages)
    return Face(asset.id, title(asset, lexicon.languages), asset_url(asset.id), shown.at(320))


@dataclass(frozen=True, slots=True)
class When:
    """A moment: how far it is, and exactly."""

    ago: str = ""
    at: str = ""

    def __bool__(self) -> bool:
        """Whether it is known."""
        return bool(self.ago)


def when(moment: str) -> When:
    """A moment in words; what is no moment is said as it is."""
    if not moment:
        return When()
    try:
        known = datetime.fromisoformat(moment)
    except ValueError:
        return When(moment, moment)
    exactly = (known if known.tzinfo else known.replace(tzinfo=UTC)).isoformat()
    return When(moments.ago(exactly), moments.at(exactly))


def since_words(moment: str) -> str:
    """A moment from which something lasts: its weekday and day, or the time where it is of today; all UTC."""
    try:
        known = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    known = known.astimezone(UTC) if known.tzinfo else known.replace(tzinfo=UTC)
    today = known.date() == datetime.now(UTC).date()
    if today:
        return f"{format_time(known, 'HH:mm', locale=speaking.get())} UTC"
    return str(format_date(known, phrase("moments.weekday"), locale=speaking.get()))


def length(seconds: float) -> str:
    """How long something took: exact while it is short, but for what is less than a second, for moments are whole ones; then in days."""
    if seconds < _DAYS:
        return moments.lasted(max(1.0, seconds))
    return str(format_timedelta(timedelta(seconds=seconds), granularity="day", threshold=10, locale=speaking.get()))


def reason_words(reason: Reason | None) -> str:
    """Why something was withdrawn, in a word or two."""
    return named("withdrawals.reason", reason.value) if reason else ""


def field_words(name: str) -> str:
    """What a field is called: `alt@de` is Alternative text (de)."""
    plain, _, language = name.partition("@")
    words = named("targets.field", plain)
    return f"{words} ({language})" if language else words


def web_address(address: str) -> str:
    """The address where it is one of the web; empty for any other."""
    return address if address.lower().startswith(("https://", "http://")) else ""
