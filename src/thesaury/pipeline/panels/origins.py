"""The origins whose pages may hold the picker: written in one way, allowed and forbidden by whoever administers."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from thesaury.model.errors import BadInput, Usage
from thesaury.model.panel import AllowedOrigin
from thesaury.model.time import now
from thesaury.ports.audit import note
from thesaury.ports.catalogue import Catalogue

_LONGEST = 253
_USUAL = {"https": 443, "http": 80}


def origin_of(text: str) -> str:
    """The origin as browsers write it: `https://cms.example`, with its port only where it is not the usual one.

    Raises BadInput for what is none: a path, a wildcard, a name without a scheme, and plain http but for this machine itself.
    """
    written = text.strip()
    try:
        parts = urlsplit(written)
        host, port = (parts.hostname or "").encode("idna").decode("ascii").lower(), parts.port
    except ValueError as error:
        raise _wrong(written) from error
    bare = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username or parts.password)
    if parts.scheme not in _USUAL or not bare or not _is_host(host) or len(host) > _LONGEST or written[-1] in "?#":
        raise _wrong(written)
    if parts.scheme == "http" and not _is_here(host):
        raise BadInput(
            f"{written[:200]} is not encrypted. Only https is allowed, but for pages of this machine itself."
        )
    named = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{named}" + ("" if port in (None, _USUAL[parts.scheme]) else f":{port}")


def allow(catalogue: Catalogue, text: str, by: str) -> str:
    """Let pages of an origin hold the picker; returns how it is kept. Raises BadInput for what is no origin, Usage where it is allowed."""
    origin = origin_of(text)
    if not catalogue.panels.allow(AllowedOrigin(origin, by, now())):
        raise Usage(f"{origin} is allowed already.")
    note(catalogue.audit, "panel-origin.allow", f"origin:{origin}", None, {"origin": origin})
    return origin


def forbid(catalogue: Catalogue, text: str) -> str:
    """Let pages of an origin hold the picker no more; tokens that are bound to it are good for nothing at once. Raises Usage where it was
    not allowed."""
    origin = origin_of(text)
    if not catalogue.panels.forbid(origin):
        raise Usage(f"{origin} is not allowed. Those that are: thesaury picker origins list")
    note(catalogue.audit, "panel-origin.forbid", f"origin:{origin}", {"origin": origin})
    return origin


def _is_host(host: str) -> bool:
    if ":" in host:
        return _address(host)
    labels = host.split(".")
    return bool(host) and all(
        label and not label.startswith("-") and not label.endswith("-") and label.replace("-", "").isalnum()
        for label in labels
    )


def _address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_here(host: str) -> bool:
    return host == "localhost" or host.endswith(".localhost") or (_address(host) and ip_address(host).is_loopback)


def _wrong(written: str) -> BadInput:
    return BadInput(
        f"{written[:200]!r} is no origin. Write one as https://cms.example, without a path and without a star."
    )
