"""The demo brand and the agencies' clients: clean vocabularies, believable records, whole packs on disk."""

import csv
import io
import json
import re
from collections import defaultdict
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from PIL import Image
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from thesaury.sandbox.brand import licensed, pictures, portal, studio, usage, write_brand
from thesaury.sandbox.brand.__main__ import main
from thesaury.sandbox.brand.drawing import MARKER
from thesaury.sandbox.brand.pack import gold
from thesaury.sandbox.brand.shoots import DAMS, Picture
from thesaury.sandbox.clients import CLIENTS, write_client
from thesaury.sandbox.scenes import MOTIFS, PALETTES, SHAPES
from thesaury.sandbox.scenes.metadata import packet

SKOS = "http://www.w3.org/2004/02/skos/core#"
DEPRECATED = NamedNode("http://www.w3.org/2002/07/owl#deprecated")
SHARED = Path(__file__).parents[4] / "shared"
VOCABULARIES = {
    "fennmoor": files("thesaury.sandbox.brand") / "vocabulary.ttl",
    **{name: files("thesaury.sandbox.clients") / "data" / name / "vocabulary.ttl" for name in CLIENTS},
}
AMBIGUOUS = {"fennmoor": {("en", "spring"), ("en", "bar")}, "brackwater": set(), "cafe_orso": set()}
SMALL = {"fm-001", "fm-031", "fm-202"}  # studio and portal; studio with a sidecar; licensed and portal


class Vocabulary:
    """The parts of a SKOS file that the checks ask for, concepts by local name."""

    def __init__(self, name: str) -> None:
        self.store = Store()
        self.store.load(VOCABULARIES[name].read_bytes(), format=RdfFormat.TURTLE)
        self.deprecated = {_local(quad.subject) for quad in self.store.quads_for_pattern(None, DEPRECATED, None)}
        self.broader, self.related = self.links("broader"), self.links("related")
        self.scheme = self.links("inScheme")

    def links(self, name: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for quad in self.store.quads_for_pattern(None, NamedNode(SKOS + name), None):
            found[_local(quad.subject)].add(_local(quad.object))
        return dict(found)

    def labels(self, *kinds: str) -> list[tuple[str, str, str]]:
        quads = (quad for kind in kinds for quad in self.store.quads_for_pattern(None, NamedNode(SKOS + kind), None))
        return [
            (_local(quad.subject), quad.object.language or "", quad.object.value)
            for quad in quads
            if isinstance(quad.object, Literal)
        ]

    def above(self, concept: str, path: tuple[str, ...] = ()) -> set[str]:
        assert concept not in path, f"a cycle through {path}"
        parents = self.broader.get(concept, set())
        return parents.union(*(self.above(parent, (*path, concept)) for parent in parents))


def _local(node) -> str:
    return node.value.rsplit("/", 1)[-1]


@cache
def vocabulary(name: str = "fennmoor") -> Vocabulary:
    return Vocabulary(name)


@pytest.fixture(params=VOCABULARIES)
def words(request: pytest.FixtureRequest) -> Vocabulary:
    return vocabulary(request.param)


def test_hierarchy_has_no_cycle_and_stays_in_its_scheme(words: Vocabulary):
    for concept, parents in words.broader.items():
        assert concept not in words.above(concept)
        assert all(words.scheme[parent] == words.scheme[concept] for parent in parents), concept


def test_related_is_mutual_and_never_also_broader(words: Vocabulary):
    for concept, others in words.related.items():
        assert not others & (words.above(concept) | {concept}), concept
        assert all(concept in words.related.get(other, ()) and other in words.scheme for other in others), concept


def test_every_living_concept_hangs_below_a_top_concept(words: Vocabulary):
    tops = {concept for concepts in words.links("hasTopConcept").values() for concept in concepts}
    assert tops == set(words.links("topConceptOf"))
    for concept in words.scheme.keys() - words.deprecated:
        assert (words.above(concept) | {concept}) & tops, concept


def test_one_preferred_label_per_language(words: Vocabulary):
    said = [(concept, language) for concept, language, _ in words.labels("prefLabel")]
    assert len(said) == len(set(said))
    assert {concept for concept, _ in said} == words.scheme.keys()


@pytest.mark.parametrize("name", VOCABULARIES)
def test_labels_clash_only_on_purpose(name: str):
    owners = defaultdict(set)
    for concept, language, text in vocabulary(name).labels("prefLabel", "altLabel", "hiddenLabel"):
        owners[language, text.casefold()].add(concept)
    assert {label for label, concepts in owners.items() if len(concepts) > 1} == AMBIGUOUS[name]


def test_brand_speaks_three_languages_throughout():
    languages = defaultdict(set)
    for concept, language, _ in vocabulary().labels("prefLabel"):
        languages[concept].add(language)
    assert len(languages) >= 260
    assert all(spoken == {"en", "de", "fr"} for spoken in languages.values())


def test_links_to_media_topics_lead_somewhere():
    topics = SHARED / "data/vocab/iptc-media-topics/media-topics-en-GB.ttl"
    if not topics.exists():
        pytest.skip("the IPTC media topics are not beside the checkout")
    known = set(re.findall(r"/mediatopic/(\d{8})>|medtop:(\d{8})", topics.read_text(encoding="utf-8")))
    numbers = {number for pair in known for number in pair}
    linked = {
        topic
        for kind in ("exactMatch", "closeMatch", "broadMatch")
        for found in vocabulary().links(kind).values()
        for topic in found
    }
    assert len(linked) > 40
    assert linked <= numbers


def test_gold_names_living_concepts_for_every_asset():
    living = vocabulary().scheme.keys() - vocabulary().deprecated
    assert gold().keys() == {picture.asset for picture in pictures()}
    for asset, concepts in gold().items():
        assert len(concepts) >= 2, asset
        assert len(set(concepts)) == len(concepts), asset
        assert set(concepts) <= living, asset


def test_gold_is_never_shown_to_a_dam():
    said = [
        packet(words)
        for picture in pictures()
        for words in (studio.embedded(picture), studio.sidecar(picture))
        if words
    ]
    everything = portal.table(_in("portal")) + licensed.lines(_in("licensed")) + "".join(said)
    assert "vocabulary.fennmoor.example" not in everything
    assert not [concepts for concepts in gold().values() if " ".join(concepts) in everything]


def _in(dam: str) -> list[Picture]:
    return [picture for picture in pictures() if picture.in_dam(dam)]


def test_numbers_of_assets_and_records():
    assert 230 <= len(pictures()) <= 250
    assert [len(_in(dam)) for dam in DAMS] == [90, 109, 70]
    assert len({picture.shoot.name for picture in pictures()}) == 40
    assert len({picture.asset for picture in pictures()}) == len(pictures())
    records = [record for picture in pictures() for record in usage.records(picture)]
    assert len(records) == len(set(records)) == 269


def test_languages_are_mixed():
    spoken = [len(picture.words.texts) for picture in pictures()]
    assert spoken.count(0) == sum(picture.bare for picture in pictures()) == 2
    assert spoken.count(1) > spoken.count(2) > spoken.count(3) > 0
    assert {picture.words.language for picture in pictures()} == {"en", "de", "fr"}


def test_every_scene_can_be_drawn_and_is_shown_once():
    scenes = [picture.scene for picture in pictures()]
    assert len(set(scenes)) == len(scenes)
    for motif, palette, _, shape in scenes:
        assert motif in MOTIFS
        assert palette in PALETTES
        assert shape in SHAPES


@pytest.mark.parametrize("story", ["sustainable-packaging", "back-to-school"])
def test_stories_are_told_without_their_own_words(story: str):
    own = [text.casefold() for concept, _, text in vocabulary().labels("prefLabel") if concept == story]
    about = [
        picture for picture in pictures() if any(story in vocabulary().above(c) | {c} for c in gold()[picture.asset])
    ]
    without = [picture for picture in about if not any(word in _text(picture) for word in own)]
    assert len(own) == 3
    assert len(without) >= 25


def _text(picture: Picture) -> str:
    said = [words for words in (picture.words, picture.portal, picture.sidecar) if words]
    texts = [part for words in said for pair in words.texts.values() for part in pair]
    shoot = picture.shoot
    return " ".join(
        [*texts, *(tag for words in said for tag in words.tags), shoot.title, shoot.context, picture.use]
    ).casefold()


def test_tags_are_messy():
    tags = [picture.words.tags for picture in pictures()]
    forbidden = {"green_packaging", "climate-positive", "bioplastic", "bioplastik"}
    assert sum(not own for own in tags) >= 5
    assert any(len({tag.casefold() for tag in own}) < len(own) for own in tags)
    assert {tag.casefold() for own in tags for tag in own} >= forbidden


def test_portal_reads_back_as_a_table():
    rows = list(csv.DictReader(io.StringIO(portal.table(_in("portal")))))
    assert len(rows) == len({row["id"] for row in rows}) == 109
    for row in rows:
        assert re.fullmatch(r"[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{16}", row["id"])
        assert row["name"]
        assert row["date_created"] <= row["date_modified"]
    assert not [
        tag
        for picture in pictures()
        for words in (picture.words, picture.portal)
        if words
        for tag in words.tags
        if "," in tag
    ]


def test_licences_differ_and_cover_what_happens_in_life():
    texts = {tuple(found["value"] for found in entry["license_text"]["effective_text"]) for entry in _purchases()}
    ends = [end.date().isoformat() for end in map(licensed.ends, _in("licensed")) if end]
    terms = [term for entry in _purchases() for term in entry["license_terms"]]
    assert len(texts) >= 40
    assert () in texts
    assert any(end < "2026-11-23" for end in ends)
    assert any("2026-11-23" < end < "2027-02-01" for end in ends)
    assert any("restricted_geographies" in term for term in terms)
    assert {entry["offering"]["license_type"] for entry in _purchases()} >= {
        "royalty_free",
        "rights_managed",
        "rights_ready",
    }
    assert any(entry["content_element"]["is_editorial_use"] for entry in _purchases())


def _purchases() -> list[dict]:
    return [json.loads(line) for line in licensed.lines(_in("licensed")).splitlines()]


def test_licence_keys_are_those_of_the_platform():
    keys = SHARED / "contracts/smintio-keys.json"
    if not keys.exists():
        pytest.skip("the platform's keys are not beside the checkout")
    known = json.loads(keys.read_text(encoding="utf-8"))["vocabularies"]
    for term in (term for licence in licensed.licences().values() for term in licence.get("terms", ())):
        for name, values in term.items():
            if isinstance(values, list):
                allowed = known["license_" + re.sub("^(allowed|restricted)_", "", name)]
                assert set(values) <= set(allowed), name


def test_only_bought_pictures_have_a_transaction():
    with pytest.raises(ValueError, match="fm-001 was not bought"):
        licensed.transaction(pictures()[0])


def test_usage_is_the_same_every_time_and_names_real_records():
    first = usage.table(pictures())
    rows = list(csv.DictReader(io.StringIO(first)))
    owners = {record: picture for picture in pictures() for record in usage.records(picture)}
    late = [
        row
        for row in rows
        if (last := usage.last_day(owners[row["system"], row["asset"]])) and row["date"] > last.isoformat()
    ]
    assert first == usage.table(pictures())
    assert len({row["event"] for row in rows}) == len(rows) == usage.EVENTS
    assert {row["campaign"] for row in rows} <= usage.campaigns().keys() | {""}
    assert all(usage.FIRST.isoformat() <= row["date"] <= usage.LAST.isoformat() for row in rows)
    assert all(int(row["quantity"]) > 0 and row["market"] for row in rows)
    assert 15 <= len(late) <= 150
    assert len({owners[row["system"], row["asset"]].asset for row in rows}) < len(pictures())


def test_pictures_name_only_campaigns_that_exist():
    assert {picture.shoot.campaign for picture in pictures()} <= usage.campaigns().keys() | {""}


@pytest.fixture(scope="module")
def pack_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("brand")
    write_brand(folder, assets=SMALL)
    return folder


def test_pack_has_all_its_parts(pack_folder: Path):
    pack = write_brand(pack_folder, assets=SMALL)
    assert len(list(pack.studio.rglob("*.jpg"))) == 2
    assert len(list(pack.studio.rglob("*.xmp"))) == 1
    assert len(list(pack.portal.parent.glob("pictures/*.jpg"))) == 2
    assert len(list(pack.licensed.parent.glob("previews/*.jpg"))) == 1
    assert len(pack.gold.read_text(encoding="utf-8").splitlines()) == 3
    assert len(list(pack.briefs.iterdir())) == 2
    assert all(path.stat().st_size for path in (pack.vocabulary, pack.campaigns, pack.usage))
    assert not list(pack_folder.rglob("*.part"))


def test_two_dams_show_the_same_picture(pack_folder: Path):
    shown = next(picture for picture in pictures() if picture.asset == "fm-001")
    ours, theirs = pack_folder / "studio" / studio.location(shown), pack_folder / "portal" / portal.location(shown)
    with Image.open(ours) as one, Image.open(theirs) as other:
        assert one.tobytes() == other.tobytes()
        assert "Nachfüllpack" in str(one.getxmp())
        assert not other.getxmp()
    scan = theirs.read_bytes()[100:]
    assert ours.read_bytes().endswith(scan)


def test_second_write_touches_nothing(pack_folder: Path):
    def moments() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in pack_folder.rglob("*") if path.is_file()}

    before, heard = moments(), []
    write_brand(pack_folder, lambda done, total: heard.append((done, total)), SMALL)
    assert moments() == before
    assert heard == []


def test_interrupted_and_stale_pictures_are_drawn_again(pack_folder: Path):
    bought, made = (
        next(iter(pack_folder.glob(f"{place}/*.jpg"))) for place in ("licensed/previews", "studio/lavender-provence")
    )
    marker, heard = pack_folder / MARKER, []
    keys = json.loads(marker.read_text(encoding="utf-8"))
    bought.unlink()
    made.write_bytes(b"old")
    marker.write_text(json.dumps({**keys, str(made.relative_to(pack_folder)): "another key"}), encoding="utf-8")
    write_brand(pack_folder, lambda done, total: heard.append((done, total)), SMALL)
    assert heard == [(2, 3), (3, 3)]
    assert made.read_bytes().startswith(b"\xff\xd8")
    assert bought.exists()
    assert json.loads(marker.read_text(encoding="utf-8")) == keys


def test_pictures_no_longer_asked_for_go(tmp_path: Path):
    (tmp_path / "old.jpg").touch()
    (tmp_path / MARKER).write_text('{"old.jpg": "a key"}', encoding="utf-8")
    pack = write_brand(tmp_path, assets=set())
    assert not (tmp_path / "old.jpg").exists()
    assert pack.usage.read_text(encoding="utf-8").count("\n") == 1


def test_unknown_asset_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="no assets named fm-999"):
        write_brand(tmp_path, assets={"fm-999"})


def test_command_wants_one_folder(capsys: pytest.CaptureFixture[str]):
    assert main([]) == 2
    assert "FOLDER" in capsys.readouterr().err


@pytest.mark.parametrize("name", CLIENTS)
def test_canary_sings_in_its_own_cage_only(name: str):
    own = _client_text(name)
    others = [_client_text(other) for other in CLIENTS if other != name] + [" ".join(map(_text, pictures()))]
    assert own.count(CLIENTS[name].canary) >= 2
    assert not [text for text in others if CLIENTS[name].canary in text]


def _client_text(name: str) -> str:
    folder = files("thesaury.sandbox.clients") / "data" / name
    return "".join((folder / file).read_text(encoding="utf-8") for file in ("assets.csv", "vocabulary.ttl")).casefold()


@pytest.mark.parametrize("name", CLIENTS)
def test_client_has_a_homonym_and_a_forbidden_term(name: str):
    client, own = CLIENTS[name], vocabulary(name)
    theirs = {text.casefold() for _, _, text in vocabulary().labels("prefLabel", "altLabel")}
    assert client.homonym in {text for _, _, text in own.labels("prefLabel", "altLabel")} & theirs
    assert client.forbidden in {text for concept, _, text in own.labels("prefLabel") if concept in own.deprecated}
    assert 25 <= len(own.scheme) <= 40


@pytest.mark.parametrize("name", CLIENTS)
def test_client_is_written_with_a_picture_for_each_row(name: str, tmp_path: Path):
    asset = {"brackwater": "bw-06", "cafe_orso": "or-03"}[name]
    pack = write_client(name, tmp_path, assets={asset})
    rows = list(csv.DictReader(io.StringIO(pack.assets.read_text(encoding="utf-8"))))
    assert [row["id"] for row in rows] == [asset]
    assert "scene" not in rows[0]
    assert (tmp_path / rows[0]["file"]).read_bytes().startswith(b"\xff\xd8")


def test_unknown_client_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="brackwater, cafe_orso"):
        write_client("nobody", tmp_path)
