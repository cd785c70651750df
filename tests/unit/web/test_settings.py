"""Settings as fields, and written to the file: comments stay, the environment wins, what is wrong changes nothing."""

import pytest

from thesaury.bootstrap.settings_file import Origin, change_settings, settings_of
from thesaury.config import Settings
from thesaury.model.errors import Usage
from thesaury.web.parts.settings.form import changes, field, shown
from thesaury.web.parts.settings.groups import BRAND, BY_HAND, GENERAL, MODEL, SCHEMES, effect
from thesaury.web.texts import ENGLISH, GERMAN

TOML = """# Settings of our house.
languages = ["en", "de"]  # the board wants German second

# Ask Ada before you change this.
answer_days = 30
unknown = "kept"
"""


@pytest.fixture
def root(tmp_path, monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(f"THESAURY_{name.upper()}", raising=False)
    (tmp_path / "thesaury.toml").write_text(TOML)
    return tmp_path


def test_every_setting_has_a_place_and_words():
    placed = [name for names in GENERAL.values() for name in names] + [*MODEL, *SCHEMES, *BRAND]
    assert sorted(placed) == sorted(Settings.model_fields)
    for name in placed:
        assert {f"setting.{name}", f"setting.{name}.why"} <= ENGLISH.keys() & GERMAN.keys()
        assert effect(name) in ("now", "restart", "reread", "reindex")
    assert set(placed) >= BY_HAND


def test_settings_say_where_they_come_from(root, monkeypatch):
    monkeypatch.setenv("THESAURY_PROCESSES", "2")
    kept = settings_of(root)
    assert [kept[name].origin for name in ("languages", "processes", "wordnet")] == [
        Origin.FILE,
        Origin.ENVIRONMENT,
        Origin.DEFAULT,
    ]
    assert kept["processes"].value == 2
    assert kept["processes"].variable == "THESAURY_PROCESSES"


def test_a_change_leaves_everything_else_as_it_was(root):
    told = change_settings(root, {"languages": ("de", "en"), "processes": 3})
    assert told == {"languages": (("en", "de"), ("de", "en")), "processes": (0, 3)}
    text = (root / "thesaury.toml").read_text()
    assert 'languages = ["de", "en"]' in text
    assert "# the board wants German second" in text
    assert "# Ask Ada before you change this.\nanswer_days = 30" in text
    assert 'unknown = "kept"' in text
    assert settings_of(root)["processes"].value == 3


def test_none_takes_a_setting_out_of_the_file(root):
    assert change_settings(root, {"answer_days": None}) == {"answer_days": (30, 3650)}
    assert "answer_days" not in (root / "thesaury.toml").read_text()


@pytest.mark.parametrize(
    "changed", [{"processes": 99}, {"languages": ()}, {"languages": ("no language",)}, {"brand_accent": "red"}]
)
def test_what_is_wrong_is_refused_and_nothing_is_written(root, changed):
    with pytest.raises(Usage, match=f"{next(iter(changed))} cannot be .* Nothing was changed"):
        change_settings(root, {"answer_days": 1, **changed})
    assert (root / "thesaury.toml").read_text() == TOML
    assert sorted(path.name for path in root.iterdir() if path.suffix != ".lock") == ["thesaury.toml"]


def test_what_the_environment_says_is_not_written(root, monkeypatch):
    monkeypatch.setenv("THESAURY_PROCESSES", "2")
    with pytest.raises(Usage, match=r"THESAURY_PROCESSES\. Change it there"):
        change_settings(root, {"processes": 3})


def test_forms_change_what_was_sent_otherwise(root):
    kept = settings_of(root)
    names = ("languages", "answer_days", "notices_digest", "settle_seconds")
    sent = {"languages": "de\r\nen\r\n", "answer_days": "3650", "notices_digest": "true", "settle_seconds": "30"}
    assert changes(sent, kept, names) == {"languages": ("de", "en"), "answer_days": None, "notices_digest": True}
    assert changes({}, kept, ("languages", "answer_days")) == {}
    with pytest.raises(Usage, match="answer_days has to be a number"):
        changes({"answer_days": "many"}, kept, names)


def test_what_is_changed_by_hand_alone_is_never_read_from_a_form(root):
    kept = settings_of(root)
    assert changes(dict.fromkeys(BY_HAND, "elsewhere"), kept, tuple(BY_HAND)) == {}
    assert all(field(kept[name]).fixed for name in BY_HAND)


def test_fields_are_of_the_kind_their_setting_is(root):
    kept = settings_of(root)
    kinds = {name: field(kept[name]).kind for name in ("languages", "processes", "notices_digest", "wordnet")}
    assert kinds == {"languages": "lines", "processes": "number", "notices_digest": "tick", "wordnet": "text"}
    assert [value for value, _ in field(kept["notices_smtp_security"]).choices] == ["starttls", "tls", "none"]
    assert [value for value, _ in field(kept["oidc_default_role"]).choices][:2] == ["", "viewer"]


def test_no_account_in_an_address_is_shown():
    assert shown("postgresql://ada:secret@db.example/jobs") == "postgresql://db.example/jobs"
