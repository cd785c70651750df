"""Uploaded tables and their day, profiles as forms, and what was typed with a choice in it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from thesaury.model.concept import Label
from thesaury.model.profile import Profile, SchemeRule, Unknowns
from thesaury.web.failures import NotHere
from thesaury.web.parts.checking.profile_form import form_of, profile_of, stamp, typed
from thesaury.web.parts.checking.shown import chosen, tags_in
from thesaury.web.parts.checking.uploads import State, Uploads

TITLES = {"urn:a": Label("Channels", "en"), "urn:b": Label("Regions", "en")}
WORDS = some.text(some.characters(categories=("L", "N")), min_size=1, max_size=12)
RULES = some.sampled_from([(0, None), (2, None), (0, 3), (1, 1), (4, 9)])
PROFILES = some.builds(
    Profile,
    WORDS,
    some.dictionaries(WORDS, some.lists(WORDS, min_size=1, max_size=3, unique=True).map(tuple), max_size=3).map(
        lambda found: tuple(found.items())
    ),
    some.dictionaries(some.sampled_from(["urn:a", "urn:b", "urn:gone"]), RULES, min_size=1).map(
        lambda found: tuple(SchemeRule(iri, *bounds) for iri, bounds in sorted(found.items()))
    ),
    some.booleans(),
    some.lists(some.sampled_from(["de", "en", "fr"]), unique=True).map(tuple),
    some.sampled_from(list(Unknowns)),
)


def as_sent(profile: Profile) -> list[tuple[str, str]]:
    """The fields that a browser sends when the form of a profile is saved as it is."""
    form = form_of(profile, TITLES)
    fields = [("seen", form.seen), ("languages", form.languages), ("unknowns", form.unknowns.value)]
    fields += [("closed", "on")] if form.closed else []
    for name, values in form.conditions:
        fields += [("property", name), ("values", values)]
    for line in form.schemes:
        fields += [("scheme", line.iri)] if line.ruled else []
        fields += [(f"least:{line.iri}", line.least), (f"most:{line.iri}", line.most)]
    return fields


@given(PROFILES)
def test_a_form_that_is_saved_as_it_is_changes_nothing(profile: Profile):
    form = typed(as_sent(profile), TITLES, profile.name)
    assert form.seen == stamp(profile)
    assert profile_of(form) == profile


def test_every_change_has_another_stamp():
    one = Profile("a")
    assert len({stamp(None), stamp(one), stamp(Profile("a", closed=True)), stamp(Profile("b"))}) == 4


def test_a_choice_takes_the_place_of_its_tag_alone():
    assert chosen("bar; a barn, bar\nfoo", "bar\nsnack bar") == "snack bar, a barn, foo"
    assert chosen("bar, x", "bar\nEurope, Middle East and Africa") == "Europe, Middle East and Africa; x"
    assert chosen("bar; x", "") == "bar; x"
    assert tags_in("a, b; c\nb |d #e #f") == ["a", "b", "c", "d #e #f"]


def test_an_upload_is_kept_for_a_day_for_whoever_sent_it(tmp_path: Path):
    uploads = Uploads(tmp_path)
    mine, old = (uploads.begin(f"../{name}.xlsx", "ada", "", ("tags",)) for name in ("new", "old"))
    assert (mine.file, mine.corrected) == ("new.xlsx", "new-corrected.xlsx")
    assert uploads.get(mine.id, "ada") == mine
    for id, who in ((mine.id, "eve"), ("../" + mine.id, "ada"), ("0" * 16, "ada")):
        with pytest.raises(NotHere):
            uploads.get(id, who)
    told = tmp_path / "checks" / old.id / ".upload.json"
    yesterday = (datetime.now(UTC) - timedelta(hours=25)).isoformat()
    told.write_text(json.dumps(json.loads(told.read_text()) | {"at": yesterday}))
    with pytest.raises(NotHere):
        uploads.get(old.id, "ada")
    assert uploads.of("ada") == [mine]
    assert not told.parent.exists()
    ready = uploads.changed(mine, state=State.READY, sums={"rows": 1})
    assert uploads.get(mine.id, "ada") == ready
    uploads.remove(ready)
    uploads.put(ready)
    assert uploads.of("ada") == []
