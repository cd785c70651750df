"""Keeps projects in the sandbox's document store, only what changed, and brings them back after a restart."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from thesaury.sandbox.poolparty.history import Event
from thesaury.sandbox.poolparty.model import Model
from thesaury.sandbox.poolparty.project import Card, Project, Refresh
from thesaury.sandbox.serving.store import Store

_PROJECTS, _MODELS = "project", "model"


@dataclass
class Shelf:
    """The document store, or nothing where the server forgets at its end."""

    store: Store
    durable: bool

    def keep(self, project: Project) -> None:
        """Writes what changed since the last time, in one transaction."""
        if self.durable:
            with self.store.transaction():
                self._keep(project)
        project.thesaurus.touched.clear()

    def drop(self, project: Project) -> None:
        """Forgets a project."""
        uuid = project.card.uuid
        with self.store.transaction():
            for collection in (f"graph {uuid}", f"history {uuid}"):
                self.store.clear(collection)
            for collection in (_PROJECTS, _MODELS):
                self.store.delete(collection, uuid)

    def drop_events(self, project: Project, events: list[Event]) -> None:
        """Forgets some events."""
        with self.store.transaction():
            for event in events:
                self.store.delete(f"history {project.card.uuid}", str(event.number))

    def keep_model(self, project: Project) -> None:
        """Writes the extraction model, and the one that is being built."""
        if self.durable:
            self.store.put(_MODELS, project.card.uuid, _model_document(project))

    def projects(self) -> list[Project]:
        """The projects as they were kept."""
        return [self._project(document) for _, document in self.store.all(_PROJECTS)]

    def _keep(self, project: Project) -> None:
        uuid = project.card.uuid
        head = {"card": asdict(project.card), "changed": project.changed.isoformat(), "counter": project.counter}
        head["revision"] = project.revision
        head["next_event"] = project.history.next_number
        self.store.put(_PROJECTS, uuid, head)
        for module, subject in project.thesaurus.touched:
            text = _subject_text(project, module, subject)
            if text:
                self.store.put(f"graph {uuid}", f"{module} {subject}", text)
            else:
                self.store.delete(f"graph {uuid}", f"{module} {subject}")
        for event in reversed(project.history.events):
            if self.store.get(f"history {uuid}", str(event.number)) is not None:
                break
            self.store.put(f"history {uuid}", str(event.number), event.kept())

    def _project(self, head: dict[str, Any]) -> Project:
        from pyoxigraph import RdfFormat

        lists = {name: tuple(value) for name, value in head["card"].items() if isinstance(value, list)}
        project = Project(Card(**{**head["card"], **lists}), datetime.fromisoformat(head["changed"]))
        project.counter, project.revision = head["counter"], head["revision"]
        uuid = project.card.uuid
        text = "".join(text for _, text in self.store.all(f"graph {uuid}"))
        project.thesaurus.store.bulk_load(text.encode(), format=RdfFormat.N_QUADS)
        events = [Event.from_kept(document) for _, document in self.store.all(f"history {uuid}")]
        project.history.events = sorted(events, key=lambda event: event.number)
        project.history.next_number = head["next_event"]
        _bring_model(project, self.store.get(_MODELS, uuid))
        return project


def _subject_text(project: Project, module: str, subject: str) -> str:
    from pyoxigraph import NamedNode, RdfFormat, serialize

    graph = NamedNode(project.thesaurus.graph_iri(module))
    quads = project.thesaurus.store.quads_for_pattern(NamedNode(subject), None, None, graph)
    return (serialize(quads, format=RdfFormat.N_QUADS) or b"").decode()


def _model_document(project: Project) -> dict[str, Any]:
    built = project.built.isoformat() if project.built else ""
    document: dict[str, Any] = {"built": built, "model": project.model.kept() if project.model else None}
    if project.refresh:
        document["refresh"] = {"ready": project.refresh.ready.isoformat(), "model": project.refresh.model.kept()}
    return document


def _bring_model(project: Project, document: Any) -> None:
    if not document:
        return
    project.built = datetime.fromisoformat(document["built"]) if document["built"] else None
    project.model = Model.from_kept(document["model"]) if document["model"] else None
    if refresh := document.get("refresh"):
        project.refresh = Refresh(datetime.fromisoformat(refresh["ready"]), Model.from_kept(refresh["model"]))
