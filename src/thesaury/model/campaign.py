"""Campaigns: what a table of the workspace says of each, and the brief it begins with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign. `markets` are regions as the tables of rights name them, `channels` channels of them; days are in ISO 8601, both
    included, empty where nothing is said; `brief` is its text, empty without one."""

    id: str
    name: str
    brand: str = ""
    markets: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    first_day: str = ""
    last_day: str = ""
    brief: str = ""
