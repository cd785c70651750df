"""Tables of tags that were checked."""

from pydantic import Field

from thesaury.web.api.models.governance import WordsAge
from thesaury.web.api.models.shapes import Told, example


class MissingRows(Told):
    """A scheme of which rows have too few concepts or too many."""

    scheme: str
    label: str
    rows: int


class DistinctTag(Told):
    """One different tag of a table, and what became of it."""

    tag: str
    times: int
    standing: str
    write: str = Field(description="The approved term that is written for it, empty where nothing is certain.")
    concept: str = Field(description="Its concept, empty where nothing is certain.")
    suggestions: list[str] = Field(description="What it may mean, best first.")
    suggested: list[str] = Field(description="The same as IRIs.")


class IncompleteRow(Told):
    """A row about which somebody has to do something, by its id or else its number, with what its columns `check: ...` say."""

    id: str
    standing: str
    answers: str
    suggestions: str
    missing: str


class Sums(Told):
    """What was found in a table. `listed` are its different tags, those that need a hand first; a thousand at most."""

    model_config = example(
        rows=500,
        complete=212,
        tags=2324,
        changed=1010,
        distinct=1982,
        unlisted=0,
        standings={"approved": 497, "synonym": 1002, "unknown": 640},
        missing=[{"scheme": "https://vocabulary.fennmoor.example/scheme/channels", "label": "Channels", "rows": 190}],
        columns=["tags"],
        incomplete=[
            {
                "id": "U007",
                "standing": "near-miss",
                "answers": "kichen (near-miss)",
                "suggestions": "kichen: kitchen",
                "missing": "",
            }
        ],
        listed=[
            {
                "tag": "kichen",
                "times": 3,
                "standing": "near-miss",
                "write": "",
                "concept": "",
                "suggestions": ["kitchen"],
                "suggested": ["https://vocabulary.fennmoor.example/concept/kitchen"],
            }
        ],
        words=[],
    )

    rows: int
    complete: int = Field(description="Rows about which nobody has to do anything.")
    tags: int
    changed: int = Field(description="Tags for which something else is written.")
    distinct: int
    unlisted: int = Field(description="Tags that are counted and not listed, where there are very many different ones.")
    standings: dict[str, int]
    missing: list[MissingRows]
    columns: list[str] = Field(description="The columns that were taken for tags.")
    incomplete: list[IncompleteRow] = Field(description="The first thousand rows that need a hand.")
    listed: list[DistinctTag]
    words: list[WordsAge]
