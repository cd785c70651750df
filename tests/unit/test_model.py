"""Assets, records and errors."""

from thesaury.model import errors
from thesaury.model.asset import Asset, File, Licence, Record, Text


def record(external_id: str = "1", **more: object) -> Record:
    return Record("c", external_id, "e", **more)  # type: ignore[arg-type]


def test_an_asset_id_is_the_same_on_every_run():
    assert record("1").asset_id == "7a0983b8-cf29-5ad4-b0f0-9ffffabfbd3b"
    assert record("1").asset_id != record("2").asset_id


def test_the_title_follows_the_wished_languages():
    asset = Asset("a", (record(texts=(Text("title", "Cup", "en"), Text("title", "Tasse", "de"))),))
    assert asset.title(("de", "en")) == "Tasse"
    assert asset.title(("fr",)) == "Cup"
    assert Asset("a", (record("x9"),)).title() == "x9"


def test_equal_texts_of_two_records_count_once():
    text = Text("title", "Cup", "en")
    assert list(Asset("a", (record("1", texts=(text,)), record("2", texts=(text,)))).texts()) == [text]


def test_the_content_digest_follows_what_annotation_reads():
    base = Asset("a", (record(tags=("x",)),))
    assert base.content_digest() == Asset("b", (record(tags=("x",), file=File("elsewhere")),)).content_digest()
    assert base.content_digest() != Asset("a", (record(tags=("y",)),)).content_digest()


def test_the_picture_is_the_first_image():
    film, still = File("a.mp4", "video/mp4"), File("a.jpg", "image/jpeg")
    assert Asset("a", (record("1", file=film), record("2", file=still))).picture() == still
    assert Asset("a", (record("1", file=film),)).picture() is None


def test_every_failure_that_ends_a_command_has_a_code_of_its_own():
    kinds = (
        errors.Stop,
        errors.Usage,
        errors.Denied,
        errors.BadInput,
        errors.Unreachable,
        errors.WorkspaceBusy,
        errors.NoSpace,
    )
    assert sorted(kind.exit_code for kind in kinds) == [1, 2, 3, 5, 6, 7, 8]


def test_conflicts_are_what_records_of_one_asset_say_differently():
    from thesaury.model.conflict import conflicts

    dam = Record("dam", "1", "1", properties=(("copyright", ("Fennmoor",)), ("market", ("DE",))))
    shop = Record(
        "shop",
        "9",
        "1",
        properties=(("copyright", ("Someone  else",)), ("market", ("FR",))),
        licences=(Licence("Web only", (("until", "2027-01-01"), ("use", "web"))),),
    )
    folder = Record(
        "photos",
        "a.jpg",
        "1",
        properties=(("copyright", ("fennmoor",)),),
        licences=(Licence(" web  ONLY", (("until", "2028-01-01"),)), Licence("")),
    )
    found = {conflict.what: dict(conflict.claims) for conflict in conflicts(Asset("a", (dam, shop, folder)))}
    assert found == {
        "copyright": {"dam/1": "Fennmoor", "shop/9": "Someone  else", "photos/a.jpg": "fennmoor"},
        "licence.until": {"shop/9": "2027-01-01", "photos/a.jpg": "2028-01-01"},
    }
    assert conflicts(Asset("a", (dam,))) == ()
