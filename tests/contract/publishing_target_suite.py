"""What every publishing target promises; each connector's test inherits it and gives it a `site`."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Protocol

import pytest
from PIL import Image

from thesaury.model.concept import Label
from thesaury.model.errors import LostReply, Refused, Unreachable
from thesaury.model.publication import Held, PageUse, Shown
from thesaury.model.publishing import Topic, Withdrawal
from thesaury.ports.publishing_target import Able, Edit, Package, PublishingTarget

SCHEME = "https://terms.example/"
EQUIPMENT = Topic(
    f"{SCHEME}equipment", SCHEME, "e", (Label("Equipment", "en"), Label("Ausrüstung", "de"), Label("Matériel", "fr"))
)
PACK = Topic(
    f"{SCHEME}pack",
    SCHEME,
    "e1",
    (Label("Backpack 🎒", "en"), Label("Rucksack", "de"), Label("Sac à dos", "fr")),
    EQUIPMENT.iri,
)
PEACE = Topic(f"{SCHEME}peace", SCHEME, "", (Label("Peace & <quiet>", "en"), Label("שלום", "he")))
OTHER_PEACE = Topic("https://other.example/peace", "https://other.example/", "", (Label("Peace & <quiet>", "en"),))
TOPICS = (EQUIPMENT, PACK, PEACE, OTHER_PEACE)

RED, BLUE, GREY = (200, 30, 30), (30, 30, 200), (128, 128, 128)
HOSTILE = {
    "title": "Ωμέγα <script>alert('x')</script> & \"quoted\" 'single' \\ back %20 {{ 7*7 }} \x00\x07\x1f end",
    "alt": 'שלום עולם \u202e مرحبا 🎒👩‍👩‍👧 "><img src=x onerror=alert(1)>',
    "caption": "line one\nline two\r\n\tline three " + "ß" * 300,
    "credit": "x" * 10_000,
    "copyright": "© Ångström & Søn; DROP TABLE assets; --",
}


class Site(Protocol):
    """One CMS under test, which the suite looks at and changes as an editor would, without the target.

    `faults`: it can be made to fail. `hierarchy`: its concepts know what is above them. `languages` are those for which it keeps labels of
    concepts (empty: one label only, the English one here). `many` is how many objects take several pages.
    """

    faults: bool
    hierarchy: bool
    languages: tuple[str, ...]
    many: int

    def target(self) -> PublishingTarget:
        """A target opened anew."""

    def fill(self, target: PublishingTarget, packages: Iterable[Package]) -> None:
        """Publish all of these; in any way that is faster than `create` one by one, if there is one."""

    def texts(self, external_id: str) -> Mapping[str, str] | None:
        """The texts of an object by the names of `Shown`, as people read them; None where there is no such object."""

    def carried(self, external_id: str) -> set[str]:
        """The IRIs of the concepts it carries."""

    def objects(self, asset: str) -> int:
        """How many objects bear the reference to this asset."""

    def served(self, external_id: str) -> list[bytes]:
        """What somebody without a login gets at each address the file of this object has or had (as far as `served` saw it while it was
        there); addresses where nothing is are left out."""

    def labels(self, iri: str) -> Mapping[str, str] | None:
        """The labels of a concept by language (by an empty text where it keeps one only); None where there is no such concept."""

    def above(self, iri: str) -> str:
        """The IRI of the concept next above this one, or an empty text."""

    def write_as_editor(self, external_id: str, texts: Mapping[str, str]) -> None:
        """Give these fields other texts."""

    def tag_as_editor(self, external_id: str, add: str = "", remove: str = "") -> None:
        """Add a concept to an object, or take one away, by IRI."""

    def remove_as_editor(self, external_id: str) -> None:
        """Delete an object for good."""

    def page(self, external_id: str, title: str, live: bool = True) -> str:
        """Make a page that shows this object, and give its id."""

    def clear_page(self, page: str) -> None:
        """Take the picture out of a page."""

    def writes(self) -> int:
        """How many requests to change something the system has heard so far."""

    def cut(self, after: int) -> None:
        """Let the write with this number from now (1: the next) take effect, and its reply be lost."""

    def answer(self, status: int, times: int) -> None:
        """Answer the next requests with this status, and do nothing of what they ask."""

    def vanish(self) -> None:
        """Make the system unreachable."""


@dataclass
class Pictures:
    """Packages as a run would send them; `sent` counts how often bytes were asked for."""

    sent: int = 0

    def package(
        self, asset: str, able: Able, texts: Mapping[str, str] | None = None, concepts: tuple[str, ...] = (),
        colour: tuple[int, int, int] = RED,
    ) -> Package:  # fmt: skip
        shown = Shown.of(
            named(able, texts or {"title": f"Title of {asset}", "alt": "A backpack"}), concepts, f"tag-{colour}"
        )
        return Package(asset, shown, f"thesaury-{asset}.jpg", "image/jpeg", lambda: self._content(colour))

    def _content(self, colour: tuple[int, int, int]) -> bytes:
        self.sent += 1
        return picture(colour)


def picture(colour: tuple[int, int, int]) -> bytes:
    """A JPEG of one colour."""
    file = BytesIO()
    Image.new("RGB", (320, 200), colour).save(file, "JPEG")
    return file.getvalue()


def colour_of(content: bytes) -> tuple[int, int, int] | None:
    """Which of the three colours a file shows, whatever a system made of it; None for something else."""
    try:
        with Image.open(BytesIO(content)) as opened:
            seen = opened.convert("RGB").resize((1, 1)).getpixel((0, 0))
    except (OSError, ValueError):
        return None
    assert isinstance(seen, tuple)
    near = [one for one in (RED, BLUE, GREY) if all(abs(a - b) < 30 for a, b in zip(one, seen, strict=True))]
    return near[0] if near else None


def named(able: Able, texts: Mapping[str, str], language: str = "en") -> dict[str, str]:
    """The texts a target can hold, by the names it has for them."""
    return {
        name + (f"@{language}" if name in able.localized else ""): text
        for name, text in texts.items()
        if name in able.fields
    }


def letters(text: str) -> str:
    """What has to survive of a text in any system."""
    return "".join(one for one in text if one.isalnum())


def colours(site: Site, external_id: str) -> set[tuple[int, int, int] | None]:
    return {colour_of(content) for content in site.served(external_id)}


class PublishingTargetSuite:
    """Inherit it as `Test...` and define the fixture `site`."""

    @pytest.fixture
    def pictures(self) -> Pictures:
        return Pictures()

    def test_it_says_in_a_sentence_what_it_publishes_and_can_withdraw(self, site: Site):
        target = site.target()
        assert target.describes.endswith(".")
        assert {"title"} <= target.able.fields
        assert target.able.localized <= target.able.fields
        assert target.able.withdrawals

    def test_concepts_are_there_with_their_labels_and_places_and_once(self, site: Site):
        target = site.target()
        assert target.put_concepts((PACK, PEACE, EQUIPMENT, OTHER_PEACE)) > 0
        for topic in TOPICS:
            there = site.labels(topic.iri)
            assert there is not None
            known = {label.language: label.text for label in topic.labels}
            wanted = {one: known[one] for one in site.languages if one in known} or {"": known["en"]}
            assert {one: there.get(one) for one in wanted} == wanted
        if site.hierarchy:
            assert (site.above(PACK.iri), site.above(EQUIPMENT.iri)) == (EQUIPMENT.iri, "")
        before = site.writes()
        assert target.put_concepts(TOPICS) == site.target().put_concepts(TOPICS) == 0
        assert site.writes() == before
        assert target.put_concepts(()) == 0

    def test_a_concept_that_is_called_otherwise_now_is_renamed_and_stays_the_same(self, site: Site, pictures: Pictures):
        target = site.target()
        target.put_concepts(TOPICS)
        made = target.create(pictures.package("a1", target.able, concepts=(PACK.iri,)))
        renamed = replace(PACK, labels=(Label("Rucksack, large", "en"), Label("Großer Rucksack", "de")), broader="")
        assert target.put_concepts((renamed,)) > 0
        assert "Rucksack, large" in (site.labels(PACK.iri) or {}).values()
        assert site.carried(made.external_id) == {PACK.iri}
        before = site.writes()
        assert site.target().put_concepts((renamed,)) == 0
        assert site.writes() == before

    def test_what_is_above_itself_or_not_there_does_no_harm(self, site: Site):
        one = Topic(f"{SCHEME}one", SCHEME, "", (Label("One", "en"),), f"{SCHEME}two")
        two = Topic(f"{SCHEME}two", SCHEME, "", (Label("Two", "en"),), f"{SCHEME}one")
        lone = Topic(f"{SCHEME}lone", SCHEME, "", (Label("Lone", "en"),), f"{SCHEME}nowhere")
        site.target().put_concepts((one, two, lone))
        assert all(site.labels(topic.iri) for topic in (one, two, lone))
        assert site.above(lone.iri) == ""

    def test_what_is_created_is_what_was_asked_for_as_it_was_read_back(self, site: Site, pictures: Pictures):
        target = site.target()
        target.put_concepts(TOPICS)
        texts = {"title": "Zelt am See", "alt": "A tent", "caption": "By the lake", "credit": "Ana", "copyright": "© Ana",
                 "licence": "https://licences.example/1", "usage": "Only with its caption.", "allowed_until": "2027-01-31"}  # fmt: skip
        package = pictures.package("a1", target.able, texts, (PACK.iri, PEACE.iri))
        made = target.create(package)
        assert (made.asset, made.live, bool(made.external_id)) == ("a1", True, True)
        assert made.shown.texts == package.shown.texts
        assert made.shown.concepts == package.shown.concepts
        assert made.shown.file in ("", package.shown.file)
        assert _within(package.shown.texts, site.texts(made.external_id))
        assert site.carried(made.external_id) == {PACK.iri, PEACE.iri}
        assert RED in colours(site, made.external_id)

    def test_created_twice_it_is_there_once(self, site: Site, pictures: Pictures):
        target = site.target()
        package = pictures.package("a1", target.able)
        first = target.create(package)
        assert target.create(package).external_id == site.target().create(package).external_id == first.external_id
        assert site.objects("a1") == 1

    def test_held_finds_by_id_and_by_reference_and_leaves_out_what_is_not_there(self, site: Site, pictures: Pictures):
        target = site.target()
        one, two = (target.create(pictures.package(asset, target.able)) for asset in ("a1", "a2"))
        for known in (
            {"a1": one.external_id, "a2": two.external_id, "a3": ""},
            {"a1": "", "a2": "", "a3": one.external_id},
            {"a1": two.external_id, "a2": "999999999", "a3": "999999999"},
        ):
            found = site.target().held(known)
            assert {asset: held.external_id for asset, held in found.items()} == {
                "a1": one.external_id,
                "a2": two.external_id,
            }
            assert found["a1"].shown == one.shown
        assert target.held({}) == {}
        assert target.held({"unheard of": ""}) == {}

    def test_a_reference_is_never_part_of_another(self, site: Site, pictures: Pictures):
        target = site.target()
        target.create(pictures.package("a11", target.able))
        assert target.held({"a1": ""}) == {}
        assert {held.asset for held in target.every()} == {"a11"}

    def test_an_update_changes_only_what_it_names(self, site: Site, pictures: Pictures):
        target = site.target()
        target.put_concepts(TOPICS)
        made = target.create(pictures.package("a1", target.able, concepts=(PACK.iri, EQUIPMENT.iri)))
        other = target.create(pictures.package("a2", target.able))
        alt = next(iter(named(target.able, {"alt": "."})), "")
        title = next(iter(named(target.able, {"title": "."})))
        if alt:
            site.write_as_editor(made.external_id, {alt: "An editor's words"})
        site.tag_as_editor(made.external_id, add=PEACE.iri)
        seen = target.held({"a1": made.external_id})["a1"]
        assert PEACE.iri in seen.shown.concepts
        assert not alt or seen.shown.texts[alt] == "An editor's words"
        edit = Edit(((title, "Another title"),), add=(OTHER_PEACE.iri,), remove=(EQUIPMENT.iri,))
        changed = target.update(seen, edit)
        assert (changed.external_id, changed.shown.texts[title]) == (made.external_id, "Another title")
        assert set(changed.shown.concepts) == {PACK.iri, PEACE.iri, OTHER_PEACE.iri} == site.carried(made.external_id)
        assert not alt or (site.texts(made.external_id) or {})[alt] == "An editor's words"
        assert target.held({"a2": ""})["a2"].shown == other.shown

    def test_a_field_can_be_emptied(self, site: Site, pictures: Pictures):
        target = site.target()
        texts = {"title": "T", "alt": "A", "caption": "C", "credit": "P"}
        made = target.create(pictures.package("a1", target.able, texts))
        [name] = list(named(target.able, {"alt": "."}) or named(target.able, {"caption": "."}))[:1] or [""]
        if not name:
            pytest.skip("It has no field that may be empty.")
        changed = target.update(made, Edit(((name, ""),)))
        assert name not in changed.shown.texts
        assert {key: text for key, text in made.shown.texts.items() if key != name} == changed.shown.texts

    def test_texts_of_several_languages_are_kept_apart(self, site: Site, pictures: Pictures):
        target = site.target()
        able = target.able
        languages = [one for one in ("en", "de", "fr") if not able.languages or one in able.languages]
        if not able.localized or len(languages) < 2:
            pytest.skip("It keeps texts of one language.")
        wanted: dict[str, str] = {}
        for language in languages:
            wanted |= named(
                able, {"title": f"title {language}", "alt": f"alt {language}", "caption": f"c {language}"}, language
            )
        made = target.create(replace(pictures.package("a1", able), shown=Shown.of(wanted, (), "tag")))
        assert made.shown.texts == wanted
        name = next(iter(named(able, {"alt": "."} if "alt" in able.localized else {"title": "."}, languages[1])))
        assert target.update(made, Edit(((name, "another"),))).shown.texts == wanted | {name: "another"}

    def test_another_file_takes_the_place_of_the_first_where_it_can(self, site: Site, pictures: Pictures):
        target = site.target()
        if not target.able.replaces_files:
            pytest.skip("It cannot replace files.")
        made = target.create(pictures.package("a1", target.able))
        site.served(made.external_id)
        changed = target.update(made, Edit(file=pictures.package("a1", target.able, colour=BLUE)))
        assert (changed.external_id, changed.shown.texts) == (made.external_id, made.shown.texts)
        assert changed.shown.file in ("", f"tag-{BLUE}")
        assert colours(site, made.external_id) == {BLUE}

    def test_bytes_are_asked_for_only_where_they_are_sent(self, site: Site, pictures: Pictures):
        target = site.target()
        package = pictures.package("a1", target.able)
        made = target.create(package)
        sent = pictures.sent
        target.create(package)
        target.update(made, Edit((next(iter(named(target.able, {"title": "X"}).items())),)))
        assert (sent, pictures.sent) == (1, 1)

    def test_an_empty_edit_writes_nothing(self, site: Site, pictures: Pictures):
        target = site.target()
        made = target.create(pictures.package("a1", target.able))
        before = site.writes()
        assert target.update(made, Edit()).shown == made.shown
        assert target.held({"a1": made.external_id})["a1"].shown == made.shown
        assert [held.asset for held in target.every()] == ["a1"]
        assert site.writes() == before

    @pytest.mark.parametrize("how", list(Withdrawal))
    def test_withdrawn_nobody_gets_the_picture_any_more(self, site: Site, pictures: Pictures, how: Withdrawal):
        target = site.target()
        if how not in target.able.withdrawals:
            pytest.skip("It does not withdraw in this way.")
        made = target.create(pictures.package("a1", target.able))
        other = target.create(pictures.package("a2", target.able))
        assert colours(site, made.external_id) == {RED}
        placeholder = pictures.package("a1", target.able, {"title": "Not available"}, colour=GREY)
        left = target.withdraw(made, how, placeholder)
        assert RED not in colours(site, made.external_id)
        assert colours(site, other.external_id) == {RED}
        again = target.held({"a1": made.external_id})
        if left is None:
            assert again == {}
            assert site.texts(made.external_id) is None
        else:
            assert not left.live
            assert not again["a1"].live
            assert site.objects("a1") == 1
        assert how is not Withdrawal.DELETE or left is None
        assert how is not Withdrawal.PLACEHOLDER or colours(site, (left or made).external_id) <= {GREY}
        twice = target.withdraw(left or made, how, placeholder)
        assert (twice is None) == (left is None)
        assert RED not in colours(site, made.external_id)

    @pytest.mark.parametrize("how", [Withdrawal.UNPUBLISH, Withdrawal.PLACEHOLDER])
    def test_what_was_withdrawn_and_kept_can_be_shown_again(self, site: Site, pictures: Pictures, how: Withdrawal):
        target = site.target()
        if how not in target.able.withdrawals:
            pytest.skip("It does not withdraw in this way.")
        package = pictures.package("a1", target.able)
        left = target.withdraw(target.create(package), how, pictures.package("a1", target.able, colour=GREY))
        if left is None:
            pytest.skip("It keeps nothing of what it withdraws in this way.")
        title = next(iter(named(target.able, {"title": "Back again"}).items()))
        back = target.update(left, Edit((title,), file=package, revive=True))
        assert (back.live, back.shown.texts[title[0]]) == (True, title[1])
        assert site.objects("a1") == 1
        assert RED in colours(site, back.external_id)
        assert target.held({"a1": left.external_id})["a1"].live

    def test_what_an_editor_removed_is_made_anew(self, site: Site, pictures: Pictures):
        target = site.target()
        package = pictures.package("a1", target.able)
        made = target.create(package)
        site.remove_as_editor(made.external_id)
        assert target.held({"a1": made.external_id}) == {}
        assert target.withdraw(made, target.able.withdrawals[0], package) is None
        target.create(package)
        assert site.objects("a1") == 1

    def test_pages_that_show_an_object_are_found(self, site: Site, pictures: Pictures):
        target = site.target()
        one, two = (target.create(pictures.package(asset, target.able)) for asset in ("a1", "a2"))
        assert list(target.uses()) == []
        page = site.page(one.external_id, "A page <of> tents & 🎒")
        [use] = _uses(target)
        assert (use.asset, use.external_id, use.page, use.live) == ("a1", one.external_id, page, True)
        assert use.address
        assert letters("A page <of> tents & 🎒") == letters(use.title)
        draft = site.page(two.external_id, "A draft", live=False)
        assert {(use.asset, use.page, use.live) for use in _uses(target)} == {("a1", page, True), ("a2", draft, False)}
        site.clear_page(page)
        assert {use.page for use in _uses(target)} == {draft}

    def test_hostile_texts_survive_and_are_read_as_they_are(self, site: Site, pictures: Pictures):
        target = site.target()
        package = pictures.package("a1", target.able, HOSTILE)
        made = target.create(package)
        read = site.texts(made.external_id) or {}
        for name, text in package.shown.fields:
            there = made.shown.texts[name]
            assert there == read[name]
            assert letters(text).startswith(letters(there))
            assert len(letters(there)) >= min(len(letters(text)), 100)
        assert site.target().held({"a1": ""})["a1"].shown == made.shown
        assert target.update(made, Edit(package.shown.fields)).shown.texts == made.shown.texts

    def test_many_objects_are_all_listed_once(self, site: Site, pictures: Pictures):
        target = site.target()
        assets = [f"a{number}" for number in range(site.many)]
        site.fill(target, [pictures.package(asset, target.able) for asset in assets])
        assert sorted(held.asset for held in site.target().every()) == sorted(assets)
        assert set(site.target().held(dict.fromkeys(assets, ""))) == set(assets)

    def test_a_concept_it_does_not_have_is_not_said_to_be_there(self, site: Site, pictures: Pictures):
        target = site.target()
        target.put_concepts((PACK,))
        package = pictures.package("a1", target.able, concepts=(f"{SCHEME}unheard", PACK.iri))
        made = _perhaps(lambda: target.create(package))
        if made:
            assert made.shown.concepts == (PACK.iri,)
            assert site.carried(made.external_id) == {PACK.iri}

    @pytest.mark.parametrize("after", [1, 2, 3])
    def test_a_lost_reply_leaves_one_object_whole(self, site: Site, pictures: Pictures, after: int):
        _faulty(site)
        target = site.target()
        target.put_concepts(TOPICS)
        package = pictures.package("a1", target.able, {"title": "T", "alt": "A", "caption": "C"}, (PACK.iri,))
        site.cut(after)
        _perhaps(lambda: target.create(package))
        site.cut(0)
        made = site.target().create(package)
        assert site.objects("a1") == 1
        if made.shown.texts != package.shown.texts or made.shown.concepts != package.shown.concepts:
            made = site.target().update(made, Edit(package.shown.fields, add=package.shown.concepts))
        assert (made.shown.texts, made.shown.concepts) == (package.shown.texts, package.shown.concepts)
        assert made.live
        assert RED in colours(site, made.external_id)

    def test_a_withdrawal_whose_reply_was_lost_can_be_repeated(self, site: Site, pictures: Pictures):
        _faulty(site)
        target = site.target()
        made = target.create(pictures.package("a1", target.able))
        site.served(made.external_id)
        placeholder = pictures.package("a1", target.able, colour=GREY)
        site.cut(1)
        _perhaps(lambda: target.withdraw(made, target.able.withdrawals[0], placeholder))
        site.cut(0)
        site.target().withdraw(made, target.able.withdrawals[0], placeholder)
        assert RED not in colours(site, made.external_id)
        assert not any(held.live for held in target.every())

    @pytest.mark.parametrize("status", [429, 500])
    def test_a_moment_of_trouble_leaves_one_object(self, site: Site, pictures: Pictures, status: int):
        _faulty(site)
        target = site.target()
        package = pictures.package("a1", target.able)
        site.answer(status, 1)
        _perhaps(lambda: target.create(package))
        site.answer(status, 0)
        made = site.target().create(package)
        assert (site.objects("a1"), made.live) == (1, True)

    def test_an_unreachable_system_says_so(self, site: Site, pictures: Pictures):
        _faulty(site)
        target = site.target()
        package = pictures.package("a1", target.able)
        made = target.create(package)
        site.vanish()
        asked: tuple[Callable[[], object], ...] = (
            lambda: target.held({"a1": made.external_id}),
            lambda: list(target.every()),
            lambda: list(target.uses()),
            lambda: target.create(package),
            lambda: target.withdraw(made, target.able.withdrawals[0], package),
        )
        for ask in asked:
            with pytest.raises(Unreachable) as error:
                ask()
            assert error.value.message.endswith(".")


def _within(wanted: Mapping[str, str], there: Mapping[str, str] | None) -> bool:
    return there is not None and all(there.get(name) == text for name, text in wanted.items())


def _uses(target: PublishingTarget) -> list[PageUse]:
    return list(target.uses())


def _faulty(site: Site) -> None:
    if not site.faults:
        pytest.skip("This system cannot be made to fail here.")


def _perhaps(ask: Callable[[], Held | None]) -> Held | None:
    """What comes of it, None where it says that it failed."""
    with suppress(LostReply, Unreachable, Refused):
        return ask()
    return None
