"""What every page stands on: the workspace, the lexicon of this moment, and the templates."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from thesaury.model.asset import Asset
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.ports.workspace import Workspace
from thesaury.web.completers import CompleterKeeper
from thesaury.web.lexicon import Lexicon, LexiconKeeper
from thesaury.web.search_texts import box_words
from thesaury.web.texts import named, phrase

STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class Desk:
    """One workspace as the pages see it."""

    workspace: Workspace
    keeper: LexiconKeeper
    completers: CompleterKeeper
    clearing: Clearing
    templates: Environment

    def lexicon(self) -> Lexicon:
        """The lexicon of the current vocabulary versions."""
        return self.keeper.lexicon()

    def asset(self, asset_id: str) -> Asset | None:
        """The asset with exactly this id."""
        return next(iter(self.workspace.catalogue.records.assets([asset_id])), None)

    def page(self, template: str, **values: Any) -> HTMLResponse:
        """A page of this template, with a way to the pairs that look alike where any wait for a person."""
        waiting = self.workspace.catalogue.identities.likenesses(limit=1)
        return self.bare_page(template, alike=bool(waiting), **values)

    def bare_page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page that asks the workspace nothing; it may be stored by nobody but the reader, and is asked for again."""
        text = self.templates.get_template(template).render(**values)
        return HTMLResponse(text, status, {"Cache-Control": "private, no-cache"})


def desk_for(workspace: Workspace) -> Desk:
    """The desk of this workspace; nothing of it is opened yet."""
    keeper = LexiconKeeper(workspace)
    return Desk(workspace, keeper, CompleterKeeper(workspace, keeper), Clearing(workspace), _templates())


def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("thesaury.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        {"t": phrase, "named": named, "concept_url": concept_url, "asset_url": asset_url, "words": "", "alike": False},
        style=_digest("style.css"),
        script=_digest("complete.js"),
        suggesting=box_words(),
    )
    return environment


def _digest(name: str) -> str:
    """A part of the address that changes with the file, so that no browser keeps an old one."""
    return sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def concept_url(iri: str) -> str:
    """The page of a concept."""
    return f"/concepts?{urlencode({'iri': iri})}"


def asset_url(asset_id: str) -> str:
    """The page of an asset."""
    return f"/assets/{quote(asset_id, safe='')}"
