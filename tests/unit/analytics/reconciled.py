"""The tallies of a random world beside a plain count over its raw events."""

from collections.abc import Mapping
from pathlib import Path

from tests.unit.analytics.kept_worlds import workspace_of
from tests.unit.analytics.plain_counts import Plain
from tests.unit.analytics.raw_world import Cubes, Row
from tests.unit.analytics.worlds import TODAY, world
from thesaury.model.statement import QB, RDF, THY, Statement
from thesaury.pipeline.measuring.tallying import tally_statements

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
    "late-uses": ("period",),
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
    counted = Plain(one, ids, TODAY).cubes()
    tallied = told(tally_statements(workspace, TODAY))
    return [
        f"world {seed}, {key}: tallied {tallied.get(key)}, counted {counted.get(key)}"
        for key in sorted({*counted, *tallied}, key=str)
        if counted.get(key) != tallied.get(key)
    ]


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
