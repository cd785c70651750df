"""The tallies of a random world beside a plain count over its raw events."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tests.fakes.workspace import FakeWorkspace
from tests.unit.analytics.kept_worlds import workspace_of
from tests.unit.analytics.plain_counts import Plain
from tests.unit.analytics.raw_world import Cubes, Row
from tests.unit.analytics.worlds import TODAY, world
from thesaury.analytics.tallying.cube import slice_statements
from thesaury.model.statement import QB, RDF, THY, Statement
from thesaury.pipeline.measuring.counting import counted

DIMENSIONS = {
    "concept-use": ("period", "market", "channel"),
    "concept-demand": ("period", "market", "channel"),
    "concept-supply": ("market", "channel"),
    "found-nothing": ("period", "language"),
    "blocked": ("period", "axis"),
    "campaign-use": ("period",),
    "spend": ("by", "period"),
    "tag-quality": ("by", "period"),
    "time-to-find": ("period",),
    "late-uses": ("period", "market"),
    "endings": (),
}
"""What fixes a slice of each cube."""


def differences(seed: int, folder: Path) -> list[str]:
    """What the tallies of this world say otherwise than a plain count, in sentences; none where both agree."""
    one = world(seed)
    workspace = workspace_of(one, folder)
    found = [workspace.catalogue.records.find("/".join(asset.records[0])) for asset in one.assets]
    gone = workspace.catalogue.records.owners()
    ids = [asset.id if asset else gone["/".join(one.assets[n].records[0])] for n, asset in enumerate(found)]
    plain = Plain(one, ids, TODAY).cubes()
    tallied = told(tally_statements(workspace, TODAY))
    return [
        f"world {seed}, {key}: tallied {tallied.get(key)}, counted {plain.get(key)}"
        for key in sorted({*plain, *tallied}, key=str)
        if plain.get(key) != tallied.get(key)
    ]


def tally_statements(workspace: FakeWorkspace, day: date) -> dict[str, list[Statement]]:
    """The statements of all tallies on a day, by slice."""
    return {iri: list(slice_statements(one)) for iri, one in counted(workspace, day).slices.items()}


def told(slices: Mapping[str, list[Statement]]) -> Cubes:
    """What the statements of slices say."""
    found: Cubes = {}
    for iri, statements in slices.items():
        nodes: dict[str, set[tuple[str, str]]] = {}
        for one in statements:
            if one.predicate not in (f"{RDF}type", f"{QB}observation"):
                nodes.setdefault(one.subject, set()).add((one.predicate.removeprefix(THY), one.object.value))
        own = dict(nodes.pop(iri))
        cube = own.pop("cube")
        fixed: Row = frozenset((name, own.pop(name)) for name in DIMENSIONS[cube])
        found[cube, fixed] = frozenset(own.items()), frozenset(map(frozenset, nodes.values()))
    return found
