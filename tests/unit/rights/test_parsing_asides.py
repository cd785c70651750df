"""What stands beside a licence: titles, numbers of jobs, formats, counts, names. It is passed over, and never hides a bound."""

import pytest

from thesaury.rights.parsing import parse

GRANT = "All media, worldwide, perpetual"


@pytest.mark.parametrize(
    "text",
    [
        f'Photo: Ilse Brandauer, "Salt pans at dusk". {GRANT}.',
        f'The picture "Tin whale". {GRANT}.',
        f"Job 26-118, kitchen knives on oak, nine pictures, delivered as TIFF and JPEG. {GRANT}.",
        f"Img ref NK-20491 | {GRANT}",
        f"Order of 12 March 2026. {GRANT}.",
        f"{GRANT}, for the 14 final images",
        f"{GRANT} of the lighthouse photo",
        f"Subject: product photography, autumn range. {GRANT}.",
        f"Production: Studio Vell, Milan\n{GRANT}",
        f"Model: Zofia K. (Linden Models, Warsaw)\n{GRANT}",
        "Northgate Museum grants all media, worldwide, perpetual",
        f"From: rights@kestrel.example\nSubject: RE: Heron at dawn\n\n{GRANT}.\n\nPriya Nair\nKestrel Pictures",
        f"Embargo lifted. {GRANT}.",
        "All media worldwide 01/02/2026 - 31/01/2029",
    ],
)
def test_what_says_nothing_about_permission_leaves_nothing_to_a_person(text: str) -> None:
    read = parse(text)
    assert [found.words for found in read.unresolved] == []
    assert [term.channels.allow for term in read.terms] == [("*",)]


@pytest.mark.parametrize(
    "text",
    [
        f'Photo: Ilse Brandauer, "Germany", {GRANT}',
        f'Photo: Ilse Brandauer, "Not for sale", {GRANT}',
        f'Photo: Ilse Brandauer, "until 2027", {GRANT}',
        f'Only the picture "Tin whale". {GRANT}',
        f'Image: "Withheld", {GRANT}',
        f"{GRANT}. Max 3 images.",
        f"{GRANT}, 3 images per year",
        f"{GRANT}, use of 3 pictures from the series",
        f"You may use 3 pictures, {GRANT}",
        f"{GRANT}, 72 dpi only",
        f"{GRANT}, no JPEG",
        f"{GRANT}, as per order of 12 March 2026",
        f"{GRANT}, subject to order 4411",
        f"{GRANT}. Subject: product photography only",
        f"{GRANT}. Client: Fenwick Restricted",
        f"{GRANT}. Licensee: Nobody Else",
        f"{GRANT}, in the museum",
        f"Embargo lifted on 1 May 2030. {GRANT}",
        f"{GRANT}. Ref staff only",
        "Website, worldwide, perpetual, TV in DE",
        "Countries: DE; AT; CH only. All media, perpetual",
        f"Hello Ann,\n{GRANT}.\n\nWithheld",
        f"Hello Ann,\n{GRANT}.\n\nPreview Copy",
        f"{GRANT}, jpeg 800 x 600",
        f"{GRANT}: , jpeg, , (jpeg) 800 x 600",
        f"{GRANT} excl@tv",
    ],
)
def test_a_bound_in_the_same_place_is_for_a_person(text: str) -> None:
    assert parse(text).unresolved


def test_the_name_of_a_book_bounds_a_use() -> None:
    (term,) = parse('Book "Rivers of Trade", worldwide, perpetual').terms
    assert term.scope == (("publication", ("Rivers of Trade",)),)


def test_a_list_with_semicolons_behind_a_label_is_one_list() -> None:
    (term,) = parse("Channels: website; intranet\nCountries: DE; AT; CH\nValid until: 31.12.2027").terms
    assert (term.channels.allow, term.regions.allow) == (("website", "intranet"), ("DE", "AT", "CH"))


def test_the_days_of_a_range_are_read_in_one_order_only_where_one_of_them_can_be_told() -> None:
    (term,) = parse("Website, worldwide, 01/02/2026 - 31/01/2029").terms
    assert (str(term.valid_from), str(term.valid_until)) == ("2026-02-01", "2029-01-31")
    assert parse("Website, worldwide, 01/02/2026 - 03/04/2029").unresolved


def test_what_is_counted_behind_a_label_is_a_cap() -> None:
    (term,) = parse("Print ads, Germany, 01.04.2026 - 30.09.2026\nInsertions: 3").terms
    assert [(limit.kind, limit.max) for limit in term.limits] == [("insertions", 3)]
