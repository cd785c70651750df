"""The extraction model of a project: how old it is, whether it knows the latest changes, and building it anew."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from time import monotonic, sleep
from typing import Any

from thesaury.connectors.http import Auth
from thesaury.connectors.poolparty.access import auth_of
from thesaury.connectors.poolparty.client import PoolParty, opened
from thesaury.connectors.poolparty.projects import project_of
from thesaury.connectors.poolparty.reading import first, mapping_of, moment, truth
from thesaury.connectors.poolparty.settings import Settings, settings_of
from thesaury.model.connection import Connection
from thesaury.model.errors import LostReply, Refused
from thesaury.ports.extraction_model import ExtractionModel, ModelState
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.source import Tools

_BUSY_WORDS = ("running", "in progress", "already")


@dataclass(frozen=True, slots=True)
class Build:
    """How the extraction model stands, in the server's own words: its times have a zone only the server knows."""

    built: str
    changed: str
    up_to_date: bool | None

    @property
    def mark(self) -> str:
        """A short name of this build; another build has another."""
        return sha256(self.built.encode()).hexdigest()[:8] if self.built else ""

    @property
    def age_hours(self) -> float | None:
        """How many hours of changes the model does not know: 0 when it is up to date, None where it cannot be told."""
        if self.up_to_date:
            return 0.0
        built, changed = moment(self.built), moment(self.changed)
        return _hours(built, changed) if built and changed else None

    def sentence(self) -> str:
        """How the model stands, for people."""
        if not self.built:
            return "The extraction model was never built; refresh it before texts can be read."
        if self.up_to_date is None:
            return f"The extraction model was built {self.built}; whether it is up to date is not known."
        if self.up_to_date:
            return f"The extraction model is up to date (built {self.built})."
        hours = f", {self.age_hours:.1f} hours after it" if self.age_hours else ""
        return (
            f"The extraction model is stale: built {self.built}, last change {self.changed}{hours}. "
            "Newer labels are not found before it is refreshed."
        )


def build_of(client: PoolParty, project: str) -> Build:
    """How the model stands now. Raises Unreachable, NeedsLogin, Refused."""
    return build_from(client.model(project))


def build_from(answer: Any) -> Build:
    """The state out of the answer."""
    given = mapping_of(answer)
    built, changed = first(given, "lastBuildTime", "lastBuild"), first(given, "lastChangeTime", "lastChange")
    return Build(_text(built), _text(changed), truth(first(given, "upToDate", "uptodate")))


def open_model(connection: Connection, tools: Tools) -> ExtractionModel:
    """The extraction model of a connection's project. Raises Usage for a wrong setting, NeedsLogin for a missing secret."""
    settings = settings_of(connection)
    return PoolPartyModel(settings, auth_of(settings, tools.secrets))


@dataclass(frozen=True, slots=True)
class PoolPartyModel:
    """The extraction model of one project: looked at every `pause` seconds while it is built, for at most `wait` seconds."""

    settings: Settings
    auth: Auth
    wait: float = 600.0
    pause: float = 2.0

    def state(self) -> ModelState:
        """How the model stands. Raises Unreachable, NeedsLogin, Refused."""
        with opened(self.settings, self.auth) as client:
            return _told(build_of(client, project_of(client).id))

    def refresh(self, progress: Progress = unheard) -> ModelState:
        """Build it anew unless it is up to date; one that is being built already is waited for. The state tells whether it was
        done in time. Raises Refused when the server says no, Unreachable when it does not answer."""
        with opened(self.settings, self.auth) as client:
            project = project_of(client).id
            build = build_of(client, project)
            if build.up_to_date and build.built:
                return _told(build)
            self._begin(client, project)
            return _told(self._awaited(client, project, progress))

    def _begin(self, client: PoolParty, project: str) -> None:
        try:
            client.refresh_model(project)
        except LostReply:
            pass  # it may have begun: the state tells
        except Refused as error:
            if not any(word in error.message.lower() for word in _BUSY_WORDS):
                raise

    def _awaited(self, client: PoolParty, project: str, progress: Progress) -> Build:
        started = monotonic()
        while True:
            build = build_of(client, project)
            passed = monotonic() - started
            progress("refresh the model", int(passed), None)
            if build.up_to_date or passed + self.pause > self.wait:
                return build
            sleep(self.pause)


def _told(build: Build) -> ModelState:
    return ModelState(build.built, build.up_to_date is True)


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _hours(built: datetime, changed: datetime) -> float:
    return max((changed - built).total_seconds() / 3600, 0.0)
