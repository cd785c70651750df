"""Licence texts through the parser and the decision: predictions in the open format, and figures where people gave labels."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from time import process_time
from typing import Any

from thesaury.evaluation.rights_scoring import Groups, RightsScoring
from thesaury.evaluation.rights_shape import prediction_of
from thesaury.model.errors import BadInput, Unreachable
from thesaury.model.use import Use
from thesaury.rights.deciding import decide
from thesaury.rights.parsing import Context, parse


def evaluate_rights(texts: Path, out: Path | None = None) -> dict[str, Any]:
    """Parse every text of a JSON Lines file, decide its questions, and compare where it has labels.

    Returns `texts`, `texts_per_second` (of CPU, parsing alone), and the figures of `RightsScoring` if any record has labels. With
    `out` the predictions are written there, whole or not at all. Groups are those of a `vocab.json` beside the file. Raises
    Unreachable, and BadInput with the number of a broken line.
    """
    scoring, labelled, seconds = RightsScoring(_groups(texts)), 0, 0.0
    predictions: list[str] = []
    for record in _records(texts):
        context = Context.of(record.get("context") or {})
        began = process_time()
        statement = parse(record["text"], context)
        seconds += process_time() - began
        uses = [use_of(question) for question in record.get("questions") or ()]
        prediction = prediction_of(record["id"], statement, [decide(statement, use).verdict for use in uses])
        predictions.append(json.dumps(prediction, ensure_ascii=False))
        if "expected" in record:
            labelled += 1
            scoring.add(record, prediction)
    if out is not None:
        _write(out, predictions)
    cost = {"texts": len(predictions), "texts_per_second": round(len(predictions) / seconds, 1) if seconds else None}
    return {**cost, **(scoring.figures() if labelled else {})}


def use_of(question: Mapping[str, Any]) -> Use:
    """A question of the gold sets as a planned use. Raises ValueError for a date that is none."""
    quantity = question.get("quantity") or {}
    scope = question.get("scope") or {}
    return Use(
        channel=question["channel"],
        regions=(question["region"],),
        first_day=_day(question["date"]),
        purpose=question.get("purpose", "commercial_promotion"),
        party=question.get("party", "licensee"),
        quantity=((quantity["kind"], float(quantity["value"])),) if quantity else (),
        scope=tuple((kind, (name,) if isinstance(name, str) else tuple(name)) for kind, name in scope.items()),
        modify=bool(question.get("modify")),
        approved=bool(question.get("approved")),
        already_in_use=bool(question.get("already_in_use")),
    )


def _day(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(_read(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            if not isinstance(record["text"], str) or not isinstance(record["id"], str):
                raise TypeError("id and text have to be strings")
            for question in record.get("questions") or ():
                use_of(question)
        except (ValueError, KeyError, TypeError, AttributeError) as wrong:
            raise BadInput(
                f"{path}, line {number}: {wrong}. Each line is an object with id, text, context and questions."
            ) from wrong
        yield record


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not UTF-8 text. Save it as UTF-8 and try again.") from error
    except OSError as error:
        raise Unreachable(f"{path} cannot be read: {error.strerror}. Name a file that is there.") from error


def _groups(texts: Path) -> Groups:
    with suppress(OSError, ValueError, KeyError):
        vocabulary = json.loads((texts.resolve().parent / "vocab.json").read_text(encoding="utf-8"))
        regions = {name: group["members"] for name, group in vocabulary["region_groups"].items()}
        return {"channels": vocabulary["channels"]["groups"], "regions": regions}
    return {}


def _write(out: Path, lines: list[str]) -> None:
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        part.replace(out)
    except OSError as error:
        raise Unreachable(
            f"No predictions can be written to {out}: {error.strerror}. Name a file where you may write."
        ) from error
