"""What every page stands on: the workspace, the lexicon of this moment, and the templates."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from thesaury.model.asset import Asset
from thesaury.pipeline.measuring.answering import Answering
from thesaury.pipeline.observing import Observer
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.web.branding.brand import BrandKeeper
from thesaury.web.compiling import COMPILED
from thesaury.web.completers import CompleterKeeper
from thesaury.web.complying import ComplianceKeeper
from thesaury.web.demo import Demo, DemoLoading
from thesaury.web.door.caller import caller
from thesaury.web.door.visit import visiting
from thesaury.web.lexicon import Lexicon, LexiconKeeper
from thesaury.web.navigation import rail
from thesaury.web.parts.marks import drawing, spoken_as
from thesaury.web.parts.retelling import marked, retold
from thesaury.web.parts.spoken_days import spoken_day
from thesaury.web.preferences import asked_at, reading, shaded
from thesaury.web.statics import STATIC, digest, lasting
from thesaury.web.styles import (
    analytics_sheet,
    boards_sheet,
    onboarding_sheet,
    publishing_sheet,
    sent,
    style_sheet,
    words_sheet,
)
from thesaury.web.texts import hundredths, named, number, phrase, speaking
from thesaury.web.texts.search_box import box_words

_SCRIPT, _CHARTS = STATIC / "built" / "portal.js", STATIC / "built" / "charts.js"
"""Made by `./run` from clients/portal and clients/charts; the pages work without them."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One workspace as the pages see it."""

    workspace: Workspace
    keeper: LexiconKeeper
    completers: CompleterKeeper
    clearing: Clearing
    templates: Environment
    demo: DemoLoading
    brands: BrandKeeper
    compliance: ComplianceKeeper
    observer: Observer
    answering: Answering

    def lexicon(self) -> Lexicon:
        """The lexicon of the current vocabulary versions; for the reader of a page his language comes first."""
        return self.keeper.lexicon().read_in(reading.get())

    def asset(self, asset_id: str) -> Asset | None:
        """The asset with exactly this id."""
        return next(iter(self.workspace.catalogue.records.assets([asset_id])), None)

    def page(self, template: str, **values: Any) -> HTMLResponse:
        """A page of this template."""
        return self.bare_page(template, **values)

    def bare_page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page that asks the workspace nothing; it may be stored by nobody but the reader, and is asked for again."""
        text = self.templates.get_template(template).render(**values)
        return HTMLResponse(text, status, {"Cache-Control": "private, no-cache"})


def desk_for(workspace: Workspace, demo: Demo | None = None) -> Desk:
    """The desk of this workspace; nothing of it is opened yet."""
    keeper = LexiconKeeper(workspace)
    completers, loading = CompleterKeeper(workspace, keeper), DemoLoading(workspace.root, demo)
    templates, brands = _templates(), BrandKeeper(workspace.root)
    templates.globals["brand"] = brands.brand
    compliance = ComplianceKeeper(workspace)
    observer, answering = Observer(workspace), Answering(workspace, lambda: _words(keeper))
    clearing = Clearing(workspace)
    return Desk(workspace, keeper, completers, clearing, templates, loading, brands, compliance, observer, answering)


def _words(keeper: LexiconKeeper) -> tuple[Thesaurus, tuple[str, ...]]:
    """The current thesaurus, and the languages of whoever reads, best first."""
    lexicon = keeper.lexicon().read_in(reading.get())
    return lexicon.thesaurus, lexicon.languages


def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("thesaury.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=COMPILED,
    )
    environment.filters["retold"], environment.filters["day"] = marked, spoken_day
    environment.filters["digest"] = lambda text: digest(str(text).encode("utf-8", "surrogatepass"))
    environment.globals.update(
        {
            "t": phrase,
            "named": named,
            "number": number,
            "hundredths": hundredths,
            "named_again": retold,
            "concept_url": concept_url,
            "asset_url": asset_url,
            "words": "",
        }
        | {"way_back": ""}  # to the agency, where one serves this workspace
        | {
            "me": caller,
            "visit": visiting.get,
            "rail": rail,
            "language": speaking.get,
            "theme": shaded.get,
            "address": asked_at.get,
        },
        suggesting=box_words,
        drawing=drawing,
        spoken_as=spoken_as,
        lasting=lasting,
        style=digest(sent(style_sheet()).encode()),
        words_style=digest(sent(words_sheet()).encode()),
        publishing_style=digest(sent(publishing_sheet()).encode()),
        boards_style=digest(sent(boards_sheet()).encode()),
        onboarding_style=digest(sent(onboarding_sheet()).encode()),
        analytics_style=digest(sent(analytics_sheet()).encode()),
        script=digest(_SCRIPT.read_bytes()) if _SCRIPT.exists() else "",
        charts_script=digest(_CHARTS.read_bytes()) if _CHARTS.exists() else "",
    )
    return environment


def concept_url(iri: str) -> str:
    """The page of a concept."""
    return f"/concepts?{urlencode({'iri': iri})}"


def asset_url(asset_id: str) -> str:
    """The page of an asset."""
    return f"/assets/{quote(asset_id, safe='')}"
