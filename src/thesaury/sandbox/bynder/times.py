"""Bynder's spellings of a moment: seconds with Z, months in words, milliseconds with an offset."""

from datetime import UTC, datetime

SECONDS = "%Y-%m-%dT%H:%M:%SZ"


def iso(moment: datetime) -> str:
    """As assets carry it: 2026-03-01T09:30:00Z."""
    return moment.astimezone(UTC).strftime(SECONDS)


def offset(text: str) -> str:
    """As option calls and the trash carry it: 2026-03-01T09:30:00+00:00."""
    return text.replace("Z", "+00:00")


def wordy(text: str) -> str:
    """As metaproperties and collections carry it: March, 01 2026 09:30:00 +0000."""
    return parsed(text).strftime("%B, %d %Y %H:%M:%S +0000")


def precise(text: str) -> str:
    """As analytics carries it: 2026-03-01T09:30:00.000+00:00."""
    return parsed(text).strftime("%Y-%m-%dT%H:%M:%S.000+00:00")


def milliseconds(text: str) -> int:
    """As analytics carries it in CSV: milliseconds since 1970."""
    return int(parsed(text).timestamp() * 1000)


def parsed(text: str) -> datetime:
    """The moment of any ISO text, UTC where no zone is named. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def is_plain(text: str) -> bool:
    """Whether a text is a moment with seconds and Z and without fractions, the only spelling the filters take."""
    try:
        datetime.strptime(text, SECONDS)
    except ValueError:
        return False
    return True
