"""Makes a plan: the tags in use are read record by record, asked about, and put in order by what a decision brings."""

from uuid import uuid4

from thesaury.governance.cleaning import TagInUse, entries
from thesaury.governance.validating import Validator
from thesaury.model.asset import Record
from thesaury.model.cleanup import Cleanup, Entry, Scope
from thesaury.model.errors import Usage
from thesaury.model.time import now
from thesaury.pipeline.words import brand_of, vocabularies_with
from thesaury.ports.audit import note
from thesaury.ports.workspace import Workspace

LONGEST = 100
_WINDOW = 500


def make(workspace: Workspace, name: str, scope: Scope, who: str) -> Cleanup:
    """Make and keep a plan.

    Raises Usage for a name that is taken or none, for an unknown connection, and where nothing is to be cleaned.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST or not name.isprintable():
        raise Usage(f"A clean-up is called by up to {LONGEST} readable signs, such as spring.")
    found = entries_for(workspace, scope)
    if not found:
        raise Usage(
            "No tag in this scope needs cleaning: all of them are approved terms. Widen the scope, or sync first."
        )
    made = Cleanup(uuid4().hex[:12], name, scope, who, now())
    workspace.catalogue.cleanups.put(made, found)
    told = {"entries": len(found), "connections": list(scope.connections), "least": scope.least}
    note(workspace.catalogue.audit, "cleanup.make", f"cleanup:{made.name}", None, told)
    return made


def entries_for(workspace: Workspace, scope: Scope) -> list[Entry]:
    """The entries a plan with this scope would have now. Raises Usage for an unknown connection."""
    used = [one for one in tags_in_use(workspace, scope) if len(one.assets) >= scope.least]
    brand = brand_of(workspace)
    vocabularies = [vocabulary for _, vocabulary in vocabularies_with(workspace, brand)]
    concepts = [concept for vocabulary in vocabularies for concept in vocabulary.concepts]
    schemes = [scheme for vocabulary in vocabularies for scheme in vocabulary.schemes]
    answers = Validator(concepts, schemes, brand).tags([one.tag for one in used], languages=workspace.languages)
    return entries(used, {answer.tag: answer for answer in answers})


def tags_in_use(workspace: Workspace, scope: Scope) -> list[TagInUse]:
    """Every tag of the live records in this scope as it is spelled, by tag. Raises Usage for an unknown connection."""
    known = [connection.name for connection in workspace.catalogue.records.connections()]
    if unknown := [name for name in scope.connections if name not in known]:
        raise Usage(f"There is no connection {unknown[0]!r}. Connections here: {', '.join(known) or 'none'}.")
    carried: dict[str, tuple[set[str], dict[str, set[str]]]] = {}
    wanted = frozenset(scope.tags)
    for connection in (name for name in known if not scope.connections or name in scope.connections):
        after = ""
        while records := workspace.catalogue.records.records(connection, after, _WINDOW):
            after = records[-1][1].external_id
            for asset, record in records:
                for tag in _tags(record, scope, wanted):
                    assets, places = carried.setdefault(tag, (set(), {}))
                    assets.add(asset)
                    places.setdefault(connection, set()).add(record.external_id)
    return [
        TagInUse(tag, frozenset(assets), {name: frozenset(ids) for name, ids in places.items()})
        for tag, (assets, places) in sorted(carried.items())
    ]


def _tags(record: Record, scope: Scope, wanted: frozenset[str]) -> list[str]:
    if not fits(record, scope):
        return []
    return [tag for tag in dict.fromkeys(record.tags) if tag.strip() and (not wanted or tag in wanted)]


def fits(record: Record, scope: Scope) -> bool:
    """Whether the properties of a record are those a plan is about."""
    return all(not set(values).isdisjoint(record.property_values(name)) for name, values in scope.properties)
