"""What a package is made for: the program, the server, how it is called."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from thesaury.model.errors import Usage

NAME = "Thesaury"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ]{2,44}")
"""What all programs take; Adobe Express takes nothing else."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,79}")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


class Program(StrEnum):
    """A creative tool there is a panel for."""

    PHOTOSHOP = "photoshop"
    INDESIGN = "indesign"
    PREMIERE = "premiere"
    EXPRESS = "express"
    FIGMA = "figma"


UXP = (Program.PHOTOSHOP, Program.INDESIGN, Program.PREMIERE)
"""Adobe's programs whose plug-ins are UXP plug-ins, made alike."""


@dataclass(frozen=True, slots=True)
class Order:
    """A package to be made. `server` is an https origin, as `https://dam.example.com`; `everywhere` asks for all domains instead."""

    program: Program
    server: str
    name: str
    id: str
    everywhere: bool = False


def order(program: str, server: str, name: str = NAME, id: str = "", everywhere: bool = False) -> Order:
    """The order these words are; raises Usage with a sentence where one of them cannot be."""
    if program not in tuple(Program):
        raise Usage(f"There is no panel for {program!r}. There are panels for {', '.join(Program)}.")
    address = server_of(server)
    if not _NAME.fullmatch(name):
        raise Usage(
            f"{name!r} cannot be the panel's name: take 3 to 45 letters, digits and spaces, as the programs ask for."
        )
    if id and not _ID.fullmatch(id):
        raise Usage(f"{id!r} cannot be the panel's id: take 3 to 80 letters, digits, dots, hyphens and underscores.")
    if everywhere and program == Program.EXPRESS:
        raise Usage("Adobe Express keeps no list of domains, so there is nothing to widen. Leave --all-domains out.")
    return Order(Program(program), address, name, id or _id_of(address), everywhere)


def server_of(text: str) -> str:
    """The https origin an address names; raises Usage where it is none."""
    instead = "Give the address of your server alone, such as https://dam.example.com"
    try:
        parts = urlsplit(text.strip())
        host, port = (parts.hostname or ""), parts.port
    except ValueError as error:
        raise Usage(f"{text!r} is no address. {instead}") from error
    if parts.scheme != "https":
        raise Usage(f"{text!r} does not begin with https://, and the programs let panels reach nothing else. {instead}")
    if "*" in text:
        raise Usage(
            f"{text!r} stands for many servers. A package is for one; --all-domains is the choice for more. {instead}"
        )
    if parts.username is not None or parts.password is not None:
        raise Usage(f"The address holds a name or a password, which would be in every package. {instead}")
    if parts.path not in ("", "/") or parts.query or parts.fragment or "?" in text or "#" in text:
        raise Usage(f"{text!r} goes on after the server's name. {instead}")
    return f"https://{_host(host, text, instead)}" + (f":{port}" if port not in (None, 443) else "")


def _host(host: str, text: str, instead: str) -> str:
    try:
        ascii_host = host.encode("idna").decode() if host else ""
    except UnicodeError:
        ascii_host = ""
    labels = ascii_host.lower().split(".")
    if not all(_LABEL.fullmatch(label) for label in labels) or len(ascii_host) > 253:
        raise Usage(f"{text!r} names no server. {instead}")
    return ".".join(labels)


def _id_of(server: str) -> str:
    """The id of a server's panel, the same each time it is made: its name turned round."""
    host = server.removeprefix("https://").replace(":", ".")
    return ".".join([*reversed(host.split(".")), "thesaury"])
