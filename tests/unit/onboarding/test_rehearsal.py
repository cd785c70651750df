"""What a dry run tells of fields: their names, the columns they come from, and cells that are no date or no number."""

import pytest

from thesaury.enrichment.client_words import ClientWords
from thesaury.model.annotation import Annotation, Enrichment, Evidence, Origin, Reason, Voice
from thesaury.model.asset import Asset, File, Record
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import KeptMapping, Meaning, Reading, Said, Subject, SubjectKind
from thesaury.onboarding.fields import FieldRole
from thesaury.onboarding.reasons import LANGUAGES
from thesaury.pipeline.onboarding.field_settings import settings_of
from thesaury.pipeline.onboarding.filled_fields import columns_of, filled_by
from thesaury.pipeline.onboarding.named_files import FileCheck, NamedFiles
from thesaury.pipeline.onboarding.tallying import Tally
from thesaury.pipeline.onboarding.unread_cells import CellCheck, Expected, UnreadCells
from thesaury.vocabulary.thesaurus import Thesaurus

ACCEPTED = MappingStatus.ACCEPTED


def field(name: str, role: FieldRole, status: MappingStatus = ACCEPTED, language: str = "", **reading: str):
    said = Said(Meaning.ROLE, role, status=status, language=language, reading=Reading(**reading))
    return KeptMapping(Subject(SubjectKind.FIELD, name), said)


def checked(kept: KeptMapping, *cells: object) -> UnreadCells | None:
    check = CellCheck([kept])
    for line, cell in enumerate(cells, 2):
        check.look(Record("c", str(line), "", raw={"line": line, "cells": {kept.subject.field: cell}}))
    return next(iter(check.found()), None)


@pytest.mark.parametrize(
    ("role", "reading", "read", "unread"),
    [
        (FieldRole.CREATED, {"dates": "dmy"}, ["31.12.2027", "2027-12-31", "1.2.2024 10:00"], ["soon", "31.04.2024"]),
        (FieldRole.VALID_UNTIL, {}, ["31.12.2027", "unbefristet", "31 mars 2028"], ["bald", "13/2027", "n/a"]),
        (FieldRole.PRICE, {"decimal": ","}, ["1.234,50", "12,00 €", "EUR 5"], ["nach Absprache", "10-20"]),
        (FieldRole.PRICE, {}, ["12.50", "7"], ["1.234", "12,00"]),
        (FieldRole.PROPERTY, {"dates": "dmy"}, ["31.12.2027"], ["soon"]),
    ],
)
def test_cells_that_are_no_date_or_no_number_are_counted_with_examples(role, reading, read, unread):
    kept = field("F", role, **reading)
    assert checked(kept, *read, "", None) is None
    found = checked(kept, *read, "", *unread)
    assert found is not None
    assert (found.cells, found.filled) == (len(unread), len(read) + len(unread))
    assert [cell.text for cell in found.examples] == unread
    assert found.examples[0].line == len(read) + 3
    assert all(found.becomes(language) and not found.advice(language) for language in LANGUAGES)


def test_of_many_cells_the_first_five_different_ones_are_shown():
    found = checked(field("F", FieldRole.CREATED), *"aabcdefg")
    assert found is not None
    assert (found.cells, [cell.text for cell in found.examples]) == (8, list("abcde"))


def test_a_day_that_may_be_read_either_way_says_what_to_do():
    either = checked(field("Ablauf", FieldRole.VALID_UNTIL), "03/04/2026")
    assert either is not None
    assert (either.expected, either.either) == (Expected.DATE, True)
    assert "Ablauf" in either.advice("de")
    assert checked(field("Ablauf", FieldRole.VALID_UNTIL, dates="dmy"), "03/04/2026") is None


def test_fields_that_are_kept_only_or_say_what_they_like_are_not_checked():
    assert checked(field("F", FieldRole.CREATED, MappingStatus.PROPOSED), "soon") is None
    for role in (FieldRole.IGNORED, FieldRole.TAGS, FieldRole.PROPERTY, FieldRole.FILE_SIZE, FieldRole.LICENCE):
        assert checked(field("F", role), "soon") is None


def test_who_mapped_most_is_said_once_and_anybody_else_beside_the_word():
    tally = Tally("r", 9)
    for number, (word, by, step) in enumerate(
        [("lac", "ada", "exactMatch"), ("lac", "ada", "exactMatch"), ("mer", "ada", "broadMatch"), ("mer", "ben", "")]
    ):
        reason = Reason(Voice.MAPPING, word, 1.0, step, by, "2026-05-01T00:00:00+00:00")
        found = Annotation(
            "urn:c", Origin.MAPPING, by, evidence=(Evidence("tag", 0, 3, word, word),), reasons=(reason,)
        )
        asset = Asset(str(number), (Record("c", str(number), ""),))
        tally.add(asset, Enrichment(asset.id, "", "", (found,)), ClientWords(()), frozenset())
    told = tally.rehearsal(Thesaurus([]), ("en",), 0)
    assert told.mapped_by == "ada"
    assert [one.concepts[0].why for one in told.shown] == [
        "“lac” in tag",
        "“lac” in tag",
        "“mer” in tag, “mer” was mapped to it, as the broader concept",
        "“mer” in tag, “mer” was mapped to it by ben on 2026-05-01",
    ]


def test_fields_are_called_by_their_role_or_as_the_client_calls_them():
    columns = columns_of(
        [
            field("Titre", FieldRole.TITLE, language="fr"),
            field("Légende", FieldRole.DESCRIPTION),
            field("Mots", FieldRole.TAGS),
            field("Mots (7)", FieldRole.TAGS),
            field("Fin des droits", FieldRole.VALID_UNTIL),
            field("Genre (9)", FieldRole.PROPERTY),
            field("Note", FieldRole.CREATED, MappingStatus.PROPOSED),
        ]
    )
    names = ("title@fr", "description@fr", "tags", "licence.valid_until", "genre_9", "asset_type", "other")
    told = {name: filled_by(name, 1, columns) for name in names}
    assert [one.called("de") for one in told.values()] == [
        *("Titel (Französisch)", "Beschreibung (Französisch)", "Schlagwörter", "Gültig bis", "Genre (9)"),
        *("Art des Mediums", "other"),
    ]
    assert (told["description@fr"].columns, told["tags"].columns) == (("Légende",), ("Mots", "Mots (7)"))
    assert told["asset_type"].columns == ()


def test_columns_whose_titles_differ_in_capitals_alone_stay_two_fields():
    kept = [field("GENRE", FieldRole.PROPERTY, MappingStatus.REJECTED), field("Genre", FieldRole.PROPERTY)]
    assert columns_of(kept) == {"genre_2": ["Genre"]}, "what becomes of one does not rename the other"
    assert settings_of(kept)["mapping"] == '{"GENRE": "ignore", "Genre": "property:genre_2"}'


def test_files_that_a_table_names_are_there_or_named_as_missing():
    check = FileCheck()
    there, elsewhere = File("/in/a.jpg", "image/jpeg", "0f"), File("https://dam.example/b.jpg", "image/jpeg")
    for file in (
        there,
        elsewhere,
        None,
        File("/in/notes", ""),
        *(File(f"/in/{n}.jpg", "image/jpeg") for n in range(7)),
    ):
        check.look(Record("c", "1", "", file=file))
    assert check.found() == NamedFiles(8, 7, ("0.jpg", "1.jpg", "2.jpg", "3.jpg", "4.jpg"))
