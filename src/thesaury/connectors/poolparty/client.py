"""The requests of PoolParty that we use, one method each: how they are asked, not what the answers mean."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from thesaury.connectors.http import Ask, Auth, HttpClient, Reply
from thesaury.connectors.poolparty.mapping import DEPRECATED_IRI, REPLACED_BY
from thesaury.connectors.poolparty.replies import granted, said, said_of_a_text
from thesaury.connectors.poolparty.settings import Settings
from thesaury.model.errors import Refused

PROPERTIES = (
    *("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "skos:definition", "skos:scopeNote", "skos:example"),
    *("skos:notation", "skos:broader", "skos:narrower", "skos:related", "skos:ConceptScheme", "skos:topConceptOf"),
    *("skos:exactMatch", "skos:closeMatch", "skos:broaderMatch", "skos:narrowerMatch", "skos:relatedMatch"),
    *(REPLACED_BY, DEPRECATED_IRI, "all"),
)
"""skos:prefLabel is always among them: some versions leave it out otherwise."""

_BY_POST = 40
"""More concepts than these are asked for by form, so that no address grows too long."""

Pairs = tuple[tuple[str, str], ...]


@contextmanager
def opened(settings: Settings, auth: Auth) -> Iterator["PoolParty"]:
    """A client for the time of the block."""
    client = PoolParty(settings, auth)
    try:
        yield client
    finally:
        client.close()


class PoolParty:
    """One project's way to its server. Every method raises Unreachable, NeedsLogin or Refused; writes also LostReply."""

    def __init__(self, settings: Settings, auth: Auth) -> None:
        """Nothing is sent before it is asked for."""
        self.settings = settings
        self._quick = HttpClient(settings.url, settings.connection, settings.pace, auth, said)
        self._patient = HttpClient(settings.url, settings.connection, settings.patient, auth, said)
        self._texts = HttpClient(settings.url, settings.connection, settings.pace, auth, said_of_a_text)

    def close(self) -> None:
        """Give the connections back."""
        for client in (self._quick, self._patient, self._texts):
            client.close()

    def version(self) -> str:
        """The version of the thesaurus component."""
        reply = self._quick.reply(Ask("GET", self._api("version"), headers={"Accept": "text/plain"}))
        return reply.text.strip().strip('"')[:40]

    def licence(self) -> Any:
        """The licence document; its `features` tell which calls answer 503."""
        return self._got(self._api("license"))

    def projects(self) -> Any:
        """Every project the credential sees."""
        return self._got(self._api("projects"))

    def extractor_projects(self) -> Any:
        """Every project the extractor knows."""
        return self._got(self._extractor("projects"))

    def schemes(self, project: str, language: str) -> Any:
        """The concept schemes with titles in one language."""
        return self._got(self._thesaurus(project, "schemes"), (("language", language),))

    def top_concepts(self, project: str, scheme: str, language: str) -> Any:
        """The top concepts of one scheme."""
        params = ("scheme", scheme), ("language", language), ("properties", "skos:prefLabel")
        return self._got(self._thesaurus(project, "topconcepts"), params)

    def below(self, project: str, parent: str, language: str) -> Any:
        """Every concept below a scheme or a concept, over any number of steps, with its workflow status."""
        params = ("parent", parent), ("transitive", "true"), ("language", language), ("workflowStatus", "true")
        path = self._thesaurus(project, "childconcepts")
        return self._answer(self._patient, Ask("GET", path, (*params, ("properties", "skos:prefLabel"))))

    def concept(self, project: str, iri: str, language: str) -> Any:
        """One concept in one language."""
        return self._got(self._thesaurus(project, "concept"), (("concept", iri), *_whole(language)))

    def concepts(self, project: str, iris: Sequence[str], language: str) -> Any:
        """These concepts in one language; those that are not there are left out."""
        given = (*(("concepts", iri) for iri in iris), *_whole(language))
        path = self._thesaurus(project, "concepts")
        by_form = len(iris) > _BY_POST
        return self._answer(self._quick, Ask("POST", path, form=given) if by_form else Ask("GET", path, given))

    def export(self, project: str, modules: Sequence[str]) -> Reply:
        """Whole modules of a project as TriG, asked for as newer servers like it."""
        body = {"modules": list(modules), "format": "trig", "prettyPrint": False}
        return self._patient.reply(Ask("POST", self._api("projects", project, "export"), body=body))

    def export_as_before(self, project: str, modules: Sequence[str]) -> Reply:
        """Whole modules of a project as TriG, asked for as older servers like it."""
        params = (("format", "TriG"), *(("exportModules", module) for module in modules))
        return self._patient.reply(Ask("GET", self._api("projects", project, "export"), params))

    def history(self, uuid: str, since: str, limit: int, offset: int) -> Any:
        """Events from a moment on, oldest first; limit and offset are always said, since the server's own limit is 100."""
        params = ("fromTime", since), ("limit", str(limit)), ("offset", str(offset))
        return self._got(self._api("history", uuid), params)

    def model(self, project: str) -> Any:
        """How the extraction model stands."""
        return self._got(self._api("indexbuilder", project))

    def refresh_model(self, project: str) -> Any:
        """Build the extraction model anew, which takes minutes. Raises Refused also for a 200 that says no."""
        return self._answer(self._patient, Ask("POST", self._api("indexbuilder", project, "refresh"), write=True))

    def extract(self, form: Pairs) -> Any:
        """The concepts in a text."""
        return self._answer(self._texts, Ask("POST", self._extractor("extract"), form=form))

    def expand(self, project: str, concepts: Sequence[tuple[str, float]], most: int, language: str) -> Any:
        """Concepts near these, each given with a score; a read, though it is sent by POST."""
        body: dict[str, Any] = {
            "concepts": [{"uri": iri, "score": score} for iri, score in concepts],
            "maxNumberOfConcepts": most,
        }
        if language:
            body["language"] = language
        return self._answer(self._quick, Ask("POST", self._api("tagging", project, "expand"), body=body))

    def suggest(self, project: str, requests: Sequence[Mapping[str, Any]]) -> Any:
        """Put suggestions before the people who approve them."""
        body = {"conceptSuggestRequests": list(requests)}
        path = self._thesaurus(project, "suggestConcepts")
        return self._answer(self._quick, Ask("POST", path, body=body, write=True))

    def suggested(self, project: str, offset: int, limit: int) -> Any:
        """Suggestions that wait for approval."""
        params = ("offset", str(offset)), ("noOfConcepts", str(limit))
        return self._got(self._thesaurus(project, "suggestedConcepts"), params)

    def select_as_nobody(self, project: str, query: str) -> Any:
        """What the SPARQL endpoint answers to somebody without any credential."""
        path = f"PoolParty/sparql/{quote(project, safe='')}"
        params = ("query", query), ("format", "application/json")
        accept = {"Accept": "application/sparql-results+json"}
        return self._quick.json(Ask("GET", path, params, headers=accept, anonymous=True))

    def _got(self, path: str, params: Pairs = ()) -> Any:
        return self._answer(self._quick, Ask("GET", path, params))

    def _answer(self, client: HttpClient, ask: Ask) -> Any:
        asked = replace(ask, headers={"Accept": "application/json"})
        return granted(self.settings.connection, asked.path.rpartition("/")[2], client.json(asked))

    def _api(self, *parts: str) -> str:
        return "/".join(["PoolParty/api", *self._segment(), *(quote(part, safe="") for part in parts)])

    def _thesaurus(self, project: str, call: str) -> str:
        return self._api("thesaurus", project, call)

    def _extractor(self, call: str) -> str:
        return "/".join(["extractor", *self._segment(), "api", call])

    def _segment(self) -> list[str]:
        return [self.settings.version] if self.settings.version else []


def is_missing(error: Refused) -> bool:
    """Whether a refusal means that the thing, or the call, is not there."""
    return error.status in (400, 404, 405, 406, 410, 415)


def _whole(language: str) -> Pairs:
    return (*(("properties", name) for name in PROPERTIES), ("language", language), ("workflowStatus", "true"))
