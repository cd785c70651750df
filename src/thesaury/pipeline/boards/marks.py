"""What an item remembers of its asset, so that the next look can say what is another thing by then.

Marks are short texts. That of the rights is `verdict until digest`, so that a look can say what it was; that of the content has digests of
what is written and of the file, how the systems say it stands, and the record by which an asset is found again that became part of another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from thesaury.model.asset import Asset
from thesaury.model.policy import Verdict
from thesaury.model.standing import Standing, standing

_NONE = "-"


@dataclass(frozen=True, slots=True)
class RightsMark:
    """An answer on the use of the brief: `until` is the last day of a permit, `rest` a digest of what else the answer says."""

    verdict: Verdict | None
    until: date | None = None
    rest: str = ""

    def __str__(self) -> str:
        """As items keep it."""
        day = self.until.isoformat() if self.until else _NONE
        return f"{self.verdict.value if self.verdict else _NONE} {day} {self.rest}"

    @classmethod
    def of(cls, kept: str) -> "RightsMark | None":
        """Read it again; None for what is none."""
        try:
            verdict, day, rest = kept.split(" ")
            until = None if day == _NONE else date.fromisoformat(day)
            return cls(None if verdict == _NONE else Verdict(verdict), until, rest)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class ContentMark:
    """What an asset was: digests of its texts and of its files, how its systems say it stands, its founding record, and a digest of the
    asset that took its place."""

    words: str
    picture: str
    standing: Standing | None = None
    record: str = ""
    heir: str = ""

    def __str__(self) -> str:
        """As items keep it."""
        said = self.standing.value if self.standing else _NONE
        return f"{self.words} {self.picture} {f'{said}:{self.heir}' if self.heir else said} {self.record}"

    @classmethod
    def of(cls, kept: str) -> "ContentMark | None":
        """Read it again; None for what is none."""
        try:
            words, picture, said, record = kept.split(" ", 3)
            said, _, heir = said.partition(":")
            return cls(words, picture, None if said == _NONE else Standing(said), record, heir)
        except ValueError:
            return None


def content_mark(asset: Asset) -> ContentMark:
    """What the asset is now. Tags are left out, for whoever accepts suggestions would make every board say that its pictures changed."""
    words = digest([f"{text.field}\x1f{text.language}\x1f{text.value}" for text in asset.texts()])
    files = [record.file for record in asset.records if record.file]
    # Not the place of the file: addresses of pictures expire and are given anew.
    picture = digest([one.digest or f"{one.look} {one.bytes} {one.width} {one.height}" for one in files])
    return ContentMark(words, picture, standing(asset), asset.records[0].key if asset.records else "")


def digest(parts: Sequence[str]) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of these texts in whatever order they stand."""
    return sha256("\x1e".join(sorted(parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
