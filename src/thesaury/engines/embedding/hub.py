"""A model hub of the Hugging Face kind: what it says of a model, the content of its files, and its failures as sentences.

Only `thesaury models fetch` comes here; everything else reads what was fetched. The protocol is that of *huggingface-hub*.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from thesaury import __version__
from thesaury.engines.embedding.hub_errors import ADDRESS, as_sentences
from thesaury.model.errors import BadInput, Usage

if TYPE_CHECKING:
    from huggingface_hub import ModelInfo

_PACKAGE = "huggingface_hub"
_SECONDS = 30.0
_COMMIT = _DIGEST = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_LICENCE_TAG = "license:"
_PARTIAL = 206


@dataclass(frozen=True, slots=True)
class HubModel:
    """One state of a model: its name, the commit, the licence as the hub states it ("" where it states none), its files' paths."""

    name: str
    commit: str
    licence: str
    files: frozenset[str]


@dataclass(frozen=True, slots=True)
class HubFile:
    """One file: its path, its size in bytes, and its digest: 64 digits for SHA-256, 40 for SHA-1, as git makes it or plain as some
    mirrors do. None and "" where not told."""

    path: str
    size: int | None
    digest: str


class Hub:
    """One hub, asked with one token. Every method raises Usage, NeedsLogin, Refused, BadInput or Unreachable."""

    def __init__(self, address: str = "", token: str = "") -> None:
        """`address` as https://..., the hub that the library knows if empty; without a token nothing secret is sent.

        Raises Usage for an address that is none, or where the token would travel in clear.
        """
        if find_spec(_PACKAGE) is None:
            raise Usage("To fetch a model, huggingface-hub is needed. Install: pip install thesaury[vectors]")
        from huggingface_hub import constants

        # Its user agent would tell more of this machine than a download needs, and ask another server what to tell.
        constants.HF_HUB_DISABLE_TELEMETRY = True
        self._address = (address or constants.ENDPOINT).rstrip("/")
        parts = urlsplit(self._address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Usage(
                f"{address} is no address of a model hub. Write it as https://HOST in model_hub or HF_ENDPOINT."
            )
        if token and parts.scheme == "http" and parts.hostname not in _HERE:
            raise Usage(f"HF_TOKEN is not sent to {parts.hostname} in clear. Name it with https://, or unset HF_TOKEN.")
        self._token: str | bool = token or False  # False, not None: the library would look for tokens in files
        self.host = parts.hostname

    def model(self, name: str, revision: str) -> HubModel:
        """The model at a branch, tag or commit."""
        from huggingface_hub import HfApi

        api = HfApi(self._address, self._token, library_name="thesaury", library_version=__version__)
        with self._told(name, revision):
            info = api.model_info(name, revision=revision, timeout=_SECONDS)
            files = frozenset(sibling.rfilename for sibling in info.siblings or ())
            licence = _licence(info)
        if not _COMMIT.fullmatch(str(info.sha)):
            raise BadInput(f"{self.host} names no commit of {name}: it does not speak as a model hub does. {ADDRESS}")
        return HubModel(name, str(info.sha), licence, files)

    def file(self, model: HubModel, path: str) -> HubFile:
        """Size and digest of a file."""
        from huggingface_hub import get_hf_file_metadata

        with self._told(model.name, model.commit):
            said = get_hf_file_metadata(self._url(model, path), timeout=_SECONDS, headers=self._headers(), token=False)
        if not (said.commit_hash and said.etag):
            raise BadInput(f"{self.host} gives {path} of {model.name} without its commit and digest. {ADDRESS}")
        return HubFile(path, said.size, said.etag if _DIGEST.fullmatch(said.etag) else "")

    @contextmanager
    def content(self, model: HubModel, path: str, start: int) -> Iterator[tuple[int, Iterator[bytes]]]:
        """Where in the file the content begins (`start`, or 0 where the hub gives no parts), and its bytes from there."""
        from huggingface_hub import get_session, hf_raise_for_status

        headers = {**self._headers(), "accept-encoding": "identity"} | ({"range": f"bytes={start}-"} if start else {})
        url = self._url(model, path)
        # The client follows to where the bytes lie, and sends the token to no other host.
        with (
            self._told(model.name, model.commit),
            get_session().stream("GET", url, headers=headers, timeout=_SECONDS) as reply,
        ):
            hf_raise_for_status(reply)
            yield (start if reply.status_code == _PARTIAL else 0), reply.iter_bytes()

    def _url(self, model: HubModel, path: str) -> str:
        from huggingface_hub import hf_hub_url

        return hf_hub_url(model.name, path, revision=model.commit, endpoint=self._address)

    def _headers(self) -> dict[str, str]:
        agent = {"user-agent": f"thesaury/{__version__}"}
        return agent | ({"authorization": f"Bearer {self._token}"} if self._token else {})

    @contextmanager
    def _told(self, name: str, revision: str) -> Iterator[None]:
        with as_sentences(self.host, name, revision, bool(self._token)):
            yield


def _licence(info: "ModelInfo") -> str:
    """What the model's card says, else its tag."""
    said = info.card_data.get("license") if info.card_data else None
    if isinstance(said, str) and said:
        return said
    return next((tag.removeprefix(_LICENCE_TAG) for tag in info.tags or () if tag.startswith(_LICENCE_TAG)), "")
