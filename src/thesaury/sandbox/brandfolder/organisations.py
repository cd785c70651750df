"""The two organisations: fixed names and keys, known to everybody and good for loopback only; and how their ids are made."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from zlib import crc32

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_HEAD, _TAIL = 6, 5
_SERIALS = 10_000
PARTS = {"attachments": "attachment", "tags": "tag", "values": "value"}
"""What an asset consists of, with the kind of id each has."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """One customer of the platform; the canary is a made-up word that stands in its contents and nowhere else."""

    name: str
    title: str
    canary: str

    @property
    def api_key(self) -> str:
        """The key of its only user; no secret at all, since it is derived from the name."""
        return f"sandbox-{self.digest('api key')[:40]}"

    @property
    def key(self) -> str:
        """The organisation's own id."""
        return self.identifier("organization", 0)

    def digest(self, what: str) -> str:
        """Hexadecimal digits that are always the same for the organisation and purpose."""
        return sha256(f"{self.name} {what}".encode()).hexdigest()

    def identifier(self, kind: str, number: int, newer: bool = False) -> str:
        """The opaque id of the thing with that running number; newer ones have no hyphens."""
        head, middle = _head(self.name, kind), _base36(number).zfill(_HEAD)
        tail = f"{crc32(f'{head} {number}'.encode()):08x}"[:_TAIL]
        return f"{head}{middle}{tail}" if newer else f"{head}-{middle}-{tail}"

    def number(self, kind: str, identifier: str) -> int | None:
        """The running number behind an id of that kind, None for an id that never was one."""
        plain = identifier.replace("-", "")
        digits = plain[_HEAD:-_TAIL]
        if not digits or len(digits) > _HEAD + 3 or not all(digit in _DIGITS for digit in digits):
            return None
        number = int(digits, 36)
        return number if identifier in (self.identifier(kind, number), self.identifier(kind, number, True)) else None

    def part(self, part: str, asset: int, serial: int, newer: bool = False) -> str:
        """The id of a part of the asset with that number; it leads back to the asset."""
        return self.identifier(PARTS[part], asset * _SERIALS + serial, newer)

    def owner(self, part: str, identifier: str) -> int | None:
        """The number of the asset that a part with that id belongs to."""
        number = self.number(PARTS[part], identifier)
        return None if number is None else number // _SERIALS


@cache
def _head(name: str, kind: str) -> str:
    return sha256(f"{name} {kind}".encode()).hexdigest()[:_HEAD]


def _base36(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text or "0"


FENNMOOR = Organisation("fennmoor", "Fennmoor", "Brindlemoss")
PELLWARD = Organisation("pellward", "Pellward Lighting", "Quorrendale")
ORGANISATIONS = (FENNMOOR, PELLWARD)
