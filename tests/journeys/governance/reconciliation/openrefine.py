"""What OpenRefine sends, step by step, to reconcile a column and to add columns from it: the forms, the sizes and the order."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx

BATCH, SAMPLE = 10, 10


@dataclass
class Cell:
    """A cell that was reconciled: what the service proposed, and what it was matched with by itself or by a person."""

    text: str
    candidates: list[dict[str, Any]] = field(default_factory=list)
    match: dict[str, Any] | None = None


class OpenRefine:
    """One project with one service. Its server asks without any header of a browser; its pages ask as pages of another site."""

    def __init__(self, address: str) -> None:
        """Add a standard service: the page reads the manifest."""
        self.address = address
        self._page = httpx.Client(
            headers={"Origin": "http://127.0.0.1:3333", "Sec-Fetch-Site": "cross-site"}, timeout=60
        )
        self._server = httpx.Client(headers={"User-Agent": "OpenRefine 3.8"}, timeout=60)
        self.manifest = self._read(self._page.get(address))
        assert all(self.manifest[space] for space in ("identifierSpace", "schemaSpace")), "it asks for both"

    def close(self) -> None:
        """Leave the project."""
        self._page.close()
        self._server.close()

    def guess_types(self, column: Sequence[str]) -> list[str]:
        """The types that candidates for the first ten different cells have, those of most candidates first."""
        sample = list(dict.fromkeys(text.strip() for text in column if text.strip()))[:SAMPLE]
        told = self._post("queries", {f"q{at}": {"query": text, "limit": 3} for at, text in enumerate(sample)})
        counts: Counter[str] = Counter()
        for found in told.values():
            for one in found["result"]:
                counts.update(kind if isinstance(kind, str) else kind["id"] for kind in one["type"])
        return [id for id, _ in counts.most_common()]

    def reconcile(
        self, column: Sequence[str], type: str = "", beside: Mapping[str, Sequence[Any]] | None = None
    ) -> list[Cell]:
        """Every cell, in batches of ten; of equal questions one is asked. `beside` are other columns by property."""
        jobs = [self._job(at, text, type, beside or {}) for at, text in enumerate(column)]
        distinct = list(dict.fromkeys(json.dumps(job, ensure_ascii=False) for job in jobs))
        answers: dict[str, list[dict[str, Any]]] = {}
        for first in range(0, len(distinct), BATCH):
            batch = distinct[first : first + BATCH]
            told = self._post("queries", {f"q{at}": json.loads(job) for at, job in enumerate(batch)})
            assert told.keys() == {f"q{at}" for at in range(len(batch))}
            answers |= {job: told[f"q{at}"]["result"] for at, job in enumerate(batch)}
        return [
            self._cell(text, answers[json.dumps(job, ensure_ascii=False)])
            for text, job in zip(column, jobs, strict=True)
        ]

    def search(self, kind: str, typed: str) -> list[dict[str, Any]]:
        """What is suggested while a person types, letter by letter."""
        where = self.manifest["suggest"][kind]
        url = where["service_url"] + where["service_path"]
        found: list[dict[str, Any]] = []
        for end in range(3, len(typed) + 1):
            found = self._read(self._page.get(url, params={"prefix": typed[:end]}))["result"]
        return found

    def hover(self, kind: str, id: str) -> str:
        """The flyout beside a suggestion."""
        where = self.manifest["suggest"][kind]
        path = where["flyout_service_path"].replace("${id}", quote(id, safe=""))
        return str(self._read(self._page.get(where["flyout_service_url"] + path))["html"])

    def look(self, id: str) -> str:
        """The preview of a candidate, in a frame."""
        url = self.manifest["preview"]["url"].replace("{{id}}", quote(id, safe=""))
        answer = self._page.get(url)
        assert "frame-ancestors *" in answer.headers["content-security-policy"]
        return answer.text

    def properties_for(self, type: str) -> list[dict[str, Any]]:
        """What the dialog for new columns proposes."""
        where = self.manifest["extend"]["propose_properties"]
        url = where["service_url"] + where["service_path"]
        return list(self._read(self._page.get(url, params={"type": type}))["properties"])

    def add_columns(self, cells: Sequence[Cell], *properties: Mapping[str, Any]) -> list[dict[str, list[Any]]]:
        """The values for each row that is matched, ten rows at once."""
        ids = list(dict.fromkeys(cell.match["id"] for cell in cells if cell.match))
        rows: dict[str, dict[str, list[Any]]] = {}
        for first in range(0, len(ids), BATCH):
            told = self._post("extend", {"ids": ids[first : first + BATCH], "properties": list(properties)})
            names = [one["id"] for one in told["meta"]]
            assert names == [one["id"] for one in properties]
            rows |= {id: {name: list(_cells(row[name])) for name in names} for id, row in told["rows"].items()}
        return [rows[cell.match["id"]] if cell.match else {} for cell in cells]

    def _job(self, at: int, text: str, type: str, beside: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
        job: dict[str, Any] = {"query": text}
        if type:
            job |= {"type": type, "type_strict": "should"}
        if pairs := [{"pid": pid, "v": values[at]} for pid, values in beside.items() if values[at]]:
            job["properties"] = pairs
        return job

    @staticmethod
    def _cell(text: str, result: list[dict[str, Any]]) -> Cell:
        first = result[0] if result and result[0]["match"] else None
        return Cell(text, result, first)

    def _post(self, name: str, question: Any) -> dict[str, Any]:
        return self._read(self._server.post(self.address, data={name: json.dumps(question, ensure_ascii=False)}))

    @staticmethod
    def _read(answer: httpx.Response) -> dict[str, Any]:
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert isinstance(told, dict)
        return told


def _cells(values: Sequence[Mapping[str, Any]]) -> Iterator[Any]:
    """What becomes of a value: something reconciled, or a text."""
    for value in values:
        yield (value["id"], value["name"]) if "id" in value else value["str"]
