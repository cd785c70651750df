"""Writes the demo brand to disk: vocabulary, three DAMs, campaigns, usage, searches, briefs, and the gold concepts apart from them."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from thesaury.sandbox.brand import licensed, portal, searches, studio, usage
from thesaury.sandbox.brand.drawing import Job, Progress, Target, draw_all, write_whole
from thesaury.sandbox.brand.shoots import Picture, data, pictures
from thesaury.sandbox.scenes.metadata import packet

BRIEFS = ("better-pack.md", "schulanfang.md")


@dataclass(frozen=True, slots=True)
class BrandPack:
    """Where the parts of a written brand lie. `gold` is for measuring only and belongs to none of the DAMs."""

    root: Path
    vocabulary: Path
    studio: Path
    portal: Path
    licensed: Path
    campaigns: Path
    usage: Path
    searches: Path
    briefs: Path
    gold: Path


def write_brand(folder: Path, progress: Progress | None = None, assets: Collection[str] | None = None) -> BrandPack:
    """Writes the brand, or the part of it that the named assets make, below `folder` and says where everything lies.

    Files that are already as they should be stay untouched, so a second call is quick and an interrupted one goes on.
    ValueError when an asset is not known.
    """
    chosen = _chosen(assets)
    pack = _places(folder)
    for path, text in _texts(pack, chosen).items():
        write_whole(path, text.encode())
    draw_all(folder, [_job(picture) for picture in chosen], progress)
    return pack


@cache
def gold() -> dict[str, tuple[str, ...]]:
    """The concepts a careful person would give each asset: local names in the vocabulary, by asset id."""
    lines = (data() / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return {entry["asset"]: tuple(entry["gold"]) for entry in map(json.loads, lines)}


def _chosen(assets: Collection[str] | None) -> list[Picture]:
    known = {picture.asset: picture for picture in pictures()}
    wrong = sorted(set(assets or ()) - known.keys())
    if wrong:
        raise ValueError(f"There are no assets named {', '.join(wrong)}. The brand has {min(known)} to {max(known)}.")
    return [picture for name, picture in known.items() if assets is None or name in assets]


def _places(root: Path) -> BrandPack:
    return BrandPack(
        root,
        root / "vocabulary.ttl",
        root / "studio",
        root / "portal" / "assets.csv",
        root / "licensed" / "purchases.jsonl",
        root / "campaigns.csv",
        root / "usage.csv",
        root / "searches.csv",
        root / "briefs",
        root / "evaluation" / "gold.jsonl",
    )


def _texts(pack: BrandPack, chosen: Sequence[Picture]) -> dict[Path, str]:
    vocabulary = files("thesaury.sandbox.brand") / "vocabulary.ttl"
    return {
        pack.vocabulary: vocabulary.read_text(encoding="utf-8"),
        pack.portal: portal.table(picture for picture in chosen if picture.in_dam("portal")),
        pack.licensed: licensed.lines(picture for picture in chosen if picture.in_dam("licensed")),
        pack.campaigns: (data() / "campaigns.csv").read_text(encoding="utf-8"),
        pack.usage: usage.table(chosen),
        pack.searches: searches.table(chosen, gold()),
        pack.gold: "".join(_gold_line(picture) for picture in chosen),
        **{pack.briefs / name: (data() / "briefs" / name).read_text(encoding="utf-8") for name in BRIEFS},
        **_sidecars(pack, chosen),
    }


def _sidecars(pack: BrandPack, chosen: Sequence[Picture]) -> dict[Path, str]:
    places = {
        pack.studio / studio.location(picture): studio.sidecar(picture)
        for picture in chosen
        if picture.in_dam("studio")
    }
    return {place.with_suffix(".xmp"): packet(words) for place, words in places.items() if words}


def _gold_line(picture: Picture) -> str:
    records = [list(record) for record in usage.records(picture)]
    return json.dumps({"asset": picture.asset, "records": records, "gold": gold()[picture.asset]}) + "\n"


def _job(picture: Picture) -> Job:
    targets = []
    if picture.in_dam("studio"):
        targets.append(Target(f"studio/{studio.location(picture)}", studio.embedded(picture)))
    if picture.in_dam("portal"):
        targets.append(Target(f"portal/{portal.location(picture)}"))
    if picture.in_dam("licensed"):
        targets.append(Target(f"licensed/{licensed.location(picture)}"))
    return Job(picture.scene, tuple(targets))
