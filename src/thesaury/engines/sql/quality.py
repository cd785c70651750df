"""Scores of vocabularies in the database: `ports.quality`."""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import delete, select

from thesaury.engines.sql.database import Database, insert_all
from thesaury.engines.sql.schema import quality_score as table
from thesaury.model.quality import SchemeScore, VersionScores


class SqlQualityScores:
    """A row for each scheme of a version."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, scores: VersionScores) -> None:
        """Keep the scores of a version in the place of those it had."""
        of_version = (table.c.vocabulary == scores.vocabulary) & (table.c.number == scores.number)
        with self._database.writing() as connection:
            connection.execute(delete(table).where(of_version))
            insert_all(connection, table, [_row(scores, one) for one in scores.schemes])

    def of(self, vocabulary: str, numbers: Sequence[int]) -> list[VersionScores]:
        """The scores of these versions as far as they are kept, by number."""
        wanted = select(table).where(table.c.vocabulary == vocabulary, table.c.number.in_(numbers))
        with self._database.reading() as connection:
            rows = connection.execute(wanted.order_by(table.c.number, table.c.scheme)).mappings().all()
        return [
            VersionScores(vocabulary, number, tuple(_score(row) for row in held))
            for number, held in groupby(rows, key=lambda row: int(row["number"]))
        ]


def _row(scores: VersionScores, one: SchemeScore) -> dict[str, object]:
    told = {"scheme": one.scheme, "score": one.score, "concepts": one.concepts, "clean": one.clean}
    kept = {"vocabulary": scores.vocabulary, "number": scores.number, "formula": one.formula}
    return kept | told | {"rules": json.dumps(one.rules)}


def _score(row: Mapping[Any, Any]) -> SchemeScore:
    rules = tuple((rule, count) for rule, count in json.loads(row["rules"]))
    return SchemeScore(row["scheme"], row["score"], row["concepts"], row["clean"], rules, row["formula"])
