"""Judged briefs: a folder in the layout of BEIR, with the use each brief plans, and who reads what in the licences."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from thesaury.evaluation.permitted import Permitted, Planned, Reading, permitted, reading_of
from thesaury.model.errors import BadInput, Unreachable

HALVES = ("dev", "test")


@dataclass(frozen=True, slots=True)
class JudgedBrief:
    """One brief with what people said of it: `excluded` assets show what it does not want, `gaps` are concepts (IRIs or local
    names) that nothing usable shows, `pair` is shared by briefs that say the same in two languages."""

    id: str
    text: str
    language: str
    half: str
    kind: str
    use: Planned
    excluded: frozenset[str] = frozenset()
    gaps: tuple[str, ...] = ()
    pair: str = ""


@dataclass(frozen=True, slots=True)
class JudgedAsset:
    """An asset of the set: its records (`connection/external id`), the concepts a careful person gave it, its reading of rights, and the
    asset it looks like, itself where it looks like no other."""

    id: str
    records: tuple[str, ...]
    concepts: tuple[str, ...]
    rights: str
    looks_like: str


@dataclass(frozen=True)
class JudgedBriefs:
    """The folder: queries.jsonl, assets.jsonl, rights.jsonl, qrels/relevance.tsv. Each part raises Unreachable where its file is missing,
    and BadInput with the line where it is broken."""

    folder: Path

    def check(self) -> None:
        """Read all of it, before long work begins. Raises what the parts raise, and BadInput for an asset whose reading is not there."""
        if not self.briefs:
            raise BadInput(f"{self.folder}/queries.jsonl holds no brief. Is it the right folder?")
        if unread := {asset.rights for asset in self.assets.values()} - self.readings.keys():
            raise BadInput(f"{self.folder}/rights.jsonl has no reading {min(unread)!r}, which assets.jsonl names.")
        if not any(self.relevance.values()):
            raise BadInput(f"{self.folder}/qrels/relevance.tsv judges nothing.")

    @cached_property
    def briefs(self) -> tuple[JudgedBrief, ...]:
        """Every brief, in their order."""
        return tuple(_brief(*one) for one in self._rows("queries.jsonl"))

    @cached_property
    def assets(self) -> Mapping[str, JudgedAsset]:
        """Every asset, by its id in the set."""
        return {one.id: one for one in (_asset(*row) for row in self._rows("assets.jsonl"))}

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """What was read in each licence, by its id."""
        return dict(_reading(*row) for row in self._rows("rights.jsonl"))

    @cached_property
    def relevance(self) -> Mapping[str, Mapping[str, float]]:
        """Grades by content alone, by brief and asset."""
        path = self.folder / "qrels" / "relevance.tsv"
        found: dict[str, dict[str, float]] = {brief.id: {} for brief in self.briefs}
        for number, line in enumerate(_lines(path)[1:], 2):
            try:
                brief, asset, grade = line.split("\t")
                found[brief][asset] = float(grade)
            except (ValueError, KeyError) as wrong:
                raise BadInput(
                    f"{path}, line {number} is no judgement: brief, asset and grade, between tabs."
                ) from wrong
        return found

    @cached_property
    def by_record(self) -> Mapping[str, str]:
        """The asset behind each record."""
        return {record: asset.id for asset in self.assets.values() for record in asset.records}

    def permitted(self, brief: JudgedBrief, asset: str) -> Permitted:
        """What a person's reading says of the asset for the use of the brief; unclear where the asset is not in the set."""
        known = self.assets.get(asset)
        return permitted(self.readings[known.rights], brief.use) if known else Permitted.UNCLEAR

    def grades(self, brief: JudgedBrief) -> dict[str, float]:
        """The grades of a brief, 0 for what may not be used so: what the ideal answer is made of."""
        return {
            asset: grade if self.permitted(brief, asset) is Permitted.YES else 0.0
            for asset, grade in self.relevance[brief.id].items()
        }

    def _rows(self, name: str) -> Sequence[tuple[Path, int, Mapping[str, Any]]]:
        path = self.folder / name
        return [(path, number, _object(path, number, line)) for number, line in enumerate(_lines(path), 1)]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise Unreachable(
            f"{path} cannot be read: {error.strerror}. Name a folder with queries.jsonl, assets.jsonl, rights.jsonl and qrels."
        ) from error
    except UnicodeDecodeError as wrong:
        raise BadInput(f"{path} is no UTF-8 text ({wrong.reason} at byte {wrong.start}).") from wrong


def _object(path: Path, number: int, line: str) -> Mapping[str, Any]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as wrong:
        raise BadInput(f"{path}, line {number} is no JSON ({wrong}).") from wrong
    if not isinstance(fields, dict) or not isinstance(fields.get("_id"), str):
        raise BadInput(f"{path}, line {number} is no JSON object with an _id.")
    return fields


def _brief(path: Path, number: int, fields: Mapping[str, Any]) -> JudgedBrief:
    try:
        about, use = fields["metadata"], fields["metadata"]["use"]
        planned = Planned(tuple(use["channels"]), tuple(use["regions"]), use["first_day"], use["last_day"])
        read = JudgedBrief(
            fields["_id"],
            str(fields["text"]),
            about["language"],
            about["half"],
            about["kind"],
            planned,
            frozenset(about.get("excluded", ())),
            tuple(about.get("gaps", ())),
            about.get("pair", ""),
        )
    except (KeyError, TypeError) as wrong:
        raise BadInput(
            f"{path}, line {number} is no judged brief: it needs text, and in metadata language, half, kind and use."
        ) from wrong
    if read.half not in HALVES:
        raise BadInput(f"{path}, line {number} names the half {read.half!r}; it is {' or '.join(HALVES)}.")
    return read


def _asset(path: Path, number: int, fields: Mapping[str, Any]) -> JudgedAsset:
    try:
        name = fields["_id"]
        records, concepts = tuple(fields["records"]), tuple(fields["concepts"])
        return JudgedAsset(name, records, concepts, fields["rights"], fields.get("looks_like", name))
    except (KeyError, TypeError) as wrong:
        raise BadInput(f"{path}, line {number} is no judged asset: it needs records, concepts and rights.") from wrong


def _reading(path: Path, number: int, fields: Mapping[str, Any]) -> tuple[str, Reading]:
    try:
        return fields["_id"], reading_of(fields)
    except (KeyError, TypeError, AttributeError) as wrong:
        raise BadInput(f"{path}, line {number} is no reading: it needs terms with channels and regions.") from wrong
