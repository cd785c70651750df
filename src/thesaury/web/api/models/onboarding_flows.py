"""Onboarding: the dry run and the start of a client's first flow."""

from typing import Annotated, Literal

from pydantic import Field

from thesaury.web.api.models.shapes import Reachable, Sent, Told, example, sent_example


class StartRound(Sent):
    """The first flow of a client. It reads and enriches, and writes nothing back before somebody says so."""

    model_config = sent_example(schedule="cron 0 3 * * *")

    name: Reachable | Literal[""] = Field(
        "", description="What the connection and its flow are called; otherwise as the round."
    )
    root: Annotated[str, Field(max_length=4000)] | None = Field(
        None,
        description="Of a table: the folder on the server that its files are relative to, by its whole path or that within the workspace. "
        "Empty: the table's own, where nothing lies beside one that was sent; without it the connection keeps what it has.",
    )
    schedule: Annotated[str, Field(max_length=200)] = Field(
        "", description="As in a flow; without one people start it, and a flow that is there keeps its own."
    )


class Started(Told):
    """What a start made, or brought up to date, and the run that waits for a worker (0: none, of a vocabulary)."""

    model_config = example(
        connection="assets",
        flow="assets",
        run=13,
        made_connection=True,
        changed_connection=False,
        made_flow=True,
        changed_flow=False,
    )

    connection: str
    flow: str
    run: int
    made_connection: bool
    changed_connection: bool
    made_flow: bool
    changed_flow: bool


class FilledField(Told):
    """One field of the assets as they would be, and how many records fill it. `columns`: the fields of the table that go there."""

    name: str
    called: str = Field(description="As people call it, in the first language of the workspace.")
    filled: int
    columns: list[str]


class UsedConcept(Told):
    """A concept, how many assets would carry it, and on how many more it would wait for a person."""

    iri: str
    label: str
    carried: int
    suggested: int


class ShownConcept(Told):
    """A concept of one asset, accepted or suggested, and why."""

    iri: str
    label: str
    accepted: bool
    why: str


class ShownAsset(Told):
    """One asset as it would be; `key` is its connection and external id."""

    key: str
    title: str
    description: str
    tags: list[str]
    concepts: list[ShownConcept]


class UnfoundWord(Told):
    """A word of the client's that comes to nothing, and on how many assets it is."""

    word: str
    assets: int


class RefusedRow(Told):
    """A row that would fail, and why."""

    row: str
    reason: str


class UnreadCell(Told):
    """A cell that cannot be read, and the line of its row."""

    line: int
    text: str


class UnreadCells(Told):
    """Cells of one field that are no date, or no number, where they are to be one. Counted are rows with such a cell."""

    field: str
    role: str
    expected: Literal["date", "number"]
    cells: int
    filled: int = Field(description="Rows in which the field is filled.")
    examples: list[UnreadCell] = Field(description="The first different ones, at most five.")
    either: bool = Field(
        description="A day among them can be read with the day or the month first, and nobody said which."
    )
    becomes: str = Field(description="What becomes of them, and what can be done.")


class NamedFiles(Told):
    """Files of the server that rows name, and how many of them are not there or cannot be read. Addresses are not looked at."""

    named: int
    missing: int
    examples: list[str] = Field(description="Names of the first that are missing, at most five.")


class RoundRehearsal(Told):
    """What a first flow would do with the rows that were read; nothing of it is kept. `whole`: these were all rows. Lists have up to 200
    entries, the most used first."""

    model_config = example(
        rows=40,
        whole=True,
        assets=40,
        carrying=31,
        waiting=5,
        bare=4,
        undecided=0,
        fields=[{"name": "title@fr", "called": "Title (French)", "filled": 40, "columns": ["Titre"]}],
        unread_cells=[
            {
                "field": "Fin des droits",
                "role": "valid_until",
                "expected": "date",
                "cells": 2,
                "filled": 38,
                "examples": [{"line": 7, "text": "à voir"}],
                "either": False,
                "becomes": "They stay with the licence, which is not clear then: such a picture waits for a person before it may be used.",
            }
        ],
        files={"named": 40, "missing": 1, "examples": ["plage-12.jpg"]},
        notes=["Read is the sheet “Médias”, and not: “Droits”. Bring those as files of their own."],
        mapped_by="ines@northlight.example",
        concepts=[],
        unfound=[{"word": "brume", "assets": 2}],
        refused=[],
        unread=0,
        shown=[],
    )

    rows: int
    whole: bool
    assets: int
    carrying: int = Field(description="Assets that would carry a concept at once.")
    waiting: int = Field(description="Assets with suggestions alone.")
    bare: int = Field(description="Assets with neither.")
    undecided: int = Field(description="Fields that are only kept, for nobody decided on them.")
    fields: list[FilledField]
    unread_cells: list[UnreadCells]
    files: NamedFiles
    notes: list[str] = Field(description="Sentences on how the table is read.")
    mapped_by: str = Field(description="Who mapped most of the words in `shown`; `why` names anybody else.")
    concepts: list[UsedConcept]
    unfound: list[UnfoundWord]
    refused: list[RefusedRow]
    unread: int = Field(description="Assets that no annotator could read.")
    shown: list[ShownAsset]
