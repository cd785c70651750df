"""Writing by a call that an administrator read off the tenant's Swagger page."""

import weakref
from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlsplit

from thesaury.connectors.http import Ask, HttpClient
from thesaury.connectors.smintio.errors import missing, said, spelled
from thesaury.connectors.smintio.filling import concepts, filled, filled_address, places
from thesaury.connectors.smintio.oauth import Login
from thesaury.connectors.smintio.outcomes import outcome
from thesaury.connectors.smintio.settings import Hosts, Settings
from thesaury.connectors.smintio.write_settings import TemplateSettings
from thesaury.model.asset import Record
from thesaury.model.connection import Connection
from thesaury.model.errors import LostReply, Refused
from thesaury.model.outbox import Change, ConceptTag
from thesaury.ports.sink import Answer
from thesaury.ports.source import Tools


class TemplateSink:
    """Fills the template and sends it once for each change; the connection's own credential goes to its own hosts only."""

    def __init__(self, connection: Connection, settings: Settings, template: TemplateSettings, tools: Tools) -> None:
        """Nothing is sent before a change is applied."""
        self._name, self._template, self._tools = connection.name, template, tools
        login = Login(connection, settings, tools)
        trusted = all(_own(url, settings.hosts) for url in (template.url, template.read_url) if url)
        self._http = HttpClient(template.url, connection.name, settings.pace, login if trusted else None, said)
        self.close = weakref.finalize(self, _closed, self._http, login)

    @property
    def keeps_labels(self) -> bool:
        """Concepts are told by reference, or are not written at all."""
        return False

    @property
    def describes(self) -> str:
        """Where it writes, whether it can read back, and who answers for the template."""
        parts = urlsplit(self._template.url)
        back = "and reads back" if self._template.read_url else "and cannot read back"
        where = f"{self._template.method} {parts.netloc}{parts.path}"
        return f"Writes by a template of yours ({where}) {back}; whoever set it up answers for it, so try it with --dry-run first."

    def held(
        self, records: Sequence[Record], field: str, among: Sequence[ConceptTag] = ()
    ) -> Mapping[str, frozenset[str] | None]:
        """What the read template gives; None without one."""
        keys = list(dict.fromkeys(record.external_id for record in records))
        if not self._template.read_url:
            return dict.fromkeys(keys)
        found: dict[str, frozenset[str] | None] = {}
        for key in keys:
            try:
                found[key] = self._asked(key, field)
            except Refused as error:
                if not missing(error.status, error.code):
                    raise
        return found

    def apply(self, change: Change) -> Answer:
        """Fill the template from the change and send it, with the change's key as a header."""
        values = places(change)
        url = filled_address(self._template.url, values)
        body = filled(self._template.body, values)
        headers = {**self._headers(values), "Idempotency-Key": change.key}
        ask = Ask(self._template.method, url, body=body, headers=headers, write=True)
        return outcome(change, lambda: self._trusted(ask), url.partition("?")[0])

    def _trusted(self, ask: Ask) -> None:
        """Send, and doubt any reply but 204 or JSON that is no error: a proxy's page with status 200 is no yes.

        Raises LostReply, Refused, and what sending raises.
        """
        reply = self._http.reply(ask)
        if reply.status == 204:
            return
        try:
            wrong = None if reply.status == 202 else spelled(reply.json())
        except ValueError as error:
            raise LostReply(
                f"{self._name}: {ask.method} {reply.where} answered {reply.status} with no JSON; whether it took effect is not known."
            ) from error
        if reply.status == 202:
            raise LostReply(
                f"{self._name}: {ask.method} {reply.where} was taken on and is not done yet; it is read back before anything is repeated."
            )
        if wrong:
            raise Refused(
                f"{self._name}: {ask.method} {reply.where} answered: {wrong.message}. Check the template.",
                reply.status,
                wrong.code,
            )

    def _asked(self, key: str, field: str) -> frozenset[str] | None:
        values = {"external_id": key, "field": field}
        url = filled_address(self._template.read_url, values)
        found = concepts(self._http.json(Ask("GET", url, headers=self._headers(values))), self._template.read_path)
        return next(iter(found.values()), None)

    def _headers(self, values: Mapping[str, object]) -> dict[str, str]:
        """The headers with their places filled; texts of a change are escaped, so that they cannot make headers of their own."""
        safe = {name: quote(value, safe="") for name, value in values.items() if isinstance(value, str)}
        secret = self._tools.secrets.get(self._name, "template_secret")
        return {name: str(filled(value, {**safe, "secret": secret})) for name, value in self._template.headers.items()}


def _own(url: str, hosts: Hosts) -> bool:
    """Whether this is a host of the connection itself."""
    own = {
        urlsplit(base).netloc
        for base in (hosts.authority, hosts.licensed, hosts.backend, hosts.app, hosts.portal, hosts.frontend)
    }
    return urlsplit(url).netloc in own - {""}


def _closed(*clients: HttpClient | Login) -> None:
    for client in clients:
        client.close()
