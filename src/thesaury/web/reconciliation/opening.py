"""Who may ask which service: whoever has a key, and everybody where a vocabulary is public; and how often."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from urllib.parse import parse_qs

from fastapi import Request
from starlette.exceptions import HTTPException

from thesaury.dispatch.keying import ALL, DRAFT, PUBLIC, key_holder, service_path
from thesaury.web.api.limits import Budget
from thesaury.web.desk import Desk
from thesaury.web.failures import NotHere
from thesaury.web.reconciliation.manifests import Place
from thesaury.web.reconciliation.naming import Namer, wished
from thesaury.web.reconciliation.offered import OfferedKeeper

PER_MINUTE = 3_000
"""Requests with one key, or of one stranger, within a minute: tables are asked for in many small batches."""

_LONGEST = 2 << 20
"""Bytes of a question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of a service: what it offers with names for the reader, and where it is."""

    namer: Namer
    place: Place


class Opening:
    """Opens services to those who may ask."""

    def __init__(self, desk: Desk, per_minute: int = PER_MINUTE) -> None:
        """Nobody has asked yet."""
        self._desk, self._keeper = desk, OfferedKeeper(desk)
        self._budget = Budget(per_minute)

    def opened(self, version: str, request: Request, key: str, vocabulary: str) -> Asked:
        """The service; 404 for a key that nobody holds and for a vocabulary that is not there, alike. Raises 429 too."""
        self._spend(self._holder(request, key, vocabulary))
        languages = wished(request.headers.get("accept-language", ""), self._desk.workspace.languages)
        namer = Namer(self._keeper.offered(vocabulary), languages, tells_language=version == DRAFT)
        return Asked(namer, Place(str(request.base_url).rstrip("/"), service_path(key, version, vocabulary)))

    def _holder(self, request: Request, key: str, vocabulary: str) -> str:
        if key == PUBLIC:
            names = [version.name for version in self._desk.workspace.catalogue.vocabularies.current()]
            public = set(self._desk.workspace.public_vocabularies)
            if vocabulary in public or (vocabulary == ALL and ALL not in names and names and public >= set(names)):
                return f"from {request.client.host if request.client else 'nowhere'}"
            raise NotHere("vocabulary")
        if not (holder := key_holder(self._desk.workspace.catalogue, key)):
            raise NotHere("key")
        return f"key {holder}"

    def _spend(self, who: str) -> None:
        spent = self._budget.spend(who, monotonic())
        if not spent.admitted:
            said = (
                f"That were more than {self._budget.per_minute} requests in a minute. Ask again in {spent.seconds} s."
            )
            raise HTTPException(429, said, {"Retry-After": str(spent.seconds)})


async def sent(request: Request) -> bytes:
    """What is sent. Raises 413 for more than any question has."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST:
            raise HTTPException(
                413, f"A question has {_LONGEST >> 20} MiB at most. Send several.", {"Connection": "close"}
            )
    return bytes(body)


def form(request: Request, body: bytes) -> Mapping[str, str]:
    """The fields of a form, each once. Raises 415 for another kind of body, 400 for one that cannot be read."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415, "Send a form: application/x-www-form-urlencoded with `queries` or `extend`.")
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=20)
    except ValueError:
        raise HTTPException(400, "The form cannot be read: it has to be UTF-8, with `queries` or `extend`.") from None
    return {name: values[0] for name, values in fields.items()}
