"""Models as they are kept."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.enrichment.learning.collection import CONCEPTS, asset, concept, examples, lookout, trained
from thesaury.enrichment.learning.annotator import LearnedAnnotator
from thesaury.enrichment.learning.default import FILE, default_model
from thesaury.enrichment.learning.model import NAME, HeldBack, Model, read_model
from thesaury.model.errors import BadInput


def model() -> Model:
    judged = trained().judged
    held_back = HeldBack(judged.assets, judged.concepts, judged.scores, judged.right)
    return Model(trained().ranker, trained().experience, held_back)


MODEL = model()
ASSETS = [one.asset for one in examples(60, seed=9)]


def arrays(**changed: np.ndarray | None) -> bytes:
    """The archive of the model with some arrays changed or left out."""
    with np.load(BytesIO(MODEL.content)) as file:
        kept = {name: file[name] for name in file.files} | changed
    buffer = BytesIO()
    np.savez_compressed(buffer, **{name: array for name, array in kept.items() if array is not None})
    return buffer.getvalue()


def test_a_model_read_again_suggests_the_same():
    again = read_model(MODEL.content)
    one, other = (LearnedAnnotator(lookout(), each).suggest(ASSETS) for each in (MODEL, again))
    assert one == other
    assert any(suggestion.reasons for found in one for suggestion in found)


def test_equal_models_have_equal_bytes_and_versions():
    again = read_model(MODEL.content)
    assert again.content == MODEL.content
    assert again.version == MODEL.version
    assert model().content == MODEL.content


def test_the_embedding_model_it_learned_with_is_kept_and_its_columns_are_wanted():
    assert read_model(MODEL.content).embedder == ""
    with pytest.raises(BadInput, match="columns"):
        read_model(Model(MODEL.ranker, MODEL.experience, embedder="some#1").content)
    assert Model(MODEL.ranker, MODEL.experience, embedder="some#1").version != MODEL.version


def test_no_time_is_kept():
    with ZipFile(BytesIO(MODEL.content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_versions_tell_what_was_learned_and_not_how_it_was_packed():
    loose = BytesIO()
    with np.load(BytesIO(MODEL.content)) as file:
        np.savez(loose, **{name: file[name] for name in reversed(file.files)})
    assert read_model(loose.getvalue()).version == MODEL.version
    assert MODEL.version.startswith(f"{NAME}#")
    assert len({MODEL.version, Model(MODEL.ranker).version, default_model().version}) == 3


def test_what_was_held_back_comes_back():
    again = read_model(MODEL.content).held_back
    assert again
    assert MODEL.held_back
    for name in ("assets", "concepts", "scores", "right"):
        assert getattr(again, name).tolist() == getattr(MODEL.held_back, name).tolist()
    assert read_model(default_model().content).held_back is None


@pytest.mark.parametrize("foreign", [b"", b"no archive", b"PK\x03\x04", b"\x93NUMPY\x01\x00", MODEL.content[:-40]])
def test_what_is_no_model_is_refused(foreign: bytes):
    with pytest.raises(BadInput, match="no whole model"):
        read_model(foreign)


def test_an_array_of_numbers_is_no_model():
    buffer = BytesIO()
    np.save(buffer, np.arange(3))
    with pytest.raises(BadInput, match="no whole model"):
        read_model(buffer.getvalue())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(MODEL.content) - 1), st.integers(1, 255))
def test_a_changed_byte_is_noticed_or_changes_nothing(place: int, change: int):
    damaged = bytearray(MODEL.content)
    damaged[place] ^= change
    try:
        again = read_model(bytes(damaged))
    except BadInput:
        return
    assert again.version == MODEL.version


def text(written: str) -> np.ndarray:
    return np.frombuffer(written.encode(), np.uint8)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": text("learned/0")}, "is of learned/0"),
        ({"name": None}, "no whole model"),
        ({"first": text("tree\n")}, "trees are incomplete"),
        ({"first": text(MODEL.ranker.second.text)}, "columns"),
        ({"second": np.array([255, 254], np.uint8)}, "no whole model"),
        ({"said": np.zeros(0)}, "calibration"),
        ({"iris": text("3")}, "no whole model"),
        ({"iris": text("[]")}, "no whole model"),
        ({"words": text("{")}, "no whole model"),
        ({"iris": None}, "columns"),
        ({"weights": np.ones(1)}, "do not fit"),
        ({"rates": np.ones((2, 2))}, "do not fit"),
        ({"basis": np.ones((1, 1))}, "do not fit"),
        ({"carried.indices": np.full_like(np.load(BytesIO(MODEL.content))["carried.indices"], 99)}, "no whole model"),
        ({"vectors.indptr": np.zeros(2, np.int32)}, "no whole model"),
        ({"held back.right": None}, "no whole model"),
    ],
)
def test_a_model_whose_parts_do_not_fit_is_refused(changed: dict[str, np.ndarray | None], why: str):
    with pytest.raises(BadInput, match=why):
        read_model(arrays(**changed))


def test_pickled_objects_are_never_loaded():
    with pytest.raises(BadInput, match="no whole model"):
        read_model(arrays(words=np.array([{"run": "me"}], dtype=object)))


def test_the_shipped_model_loads_and_is_what_it_was():
    assert default_model() is default_model()
    assert default_model().experience is None
    assert read_model(FILE.read_bytes()).version == default_model().version


def test_the_shipped_model_is_sensible_about_plain_english():
    vocabulary = (
        *CONCEPTS,
        concept("urn:t:museum", "museum"),
        concept("urn:t:moma", "Museum of Modern Art"),
        replace(concept("urn:t:arts", "the arts"), alternative=()),
    )
    found = LearnedAnnotator(lookout(vocabulary), default_model()).suggest(
        [
            asset("1", "Fishing boats in the harbour", "Two boats leave the harbour at dawn; a gull looks on."),
            asset("2", "Annual report", "Nothing of the sea at all."),
            asset("3", "The Museum of Modern Art at night"),
        ]
    )
    concepts = [[suggestion.concept for suggestion in part] for part in found]
    assert concepts[0][:2] == ["urn:t:harbour", "urn:t:boat"] or concepts[0][:2] == ["urn:t:boat", "urn:t:harbour"]
    assert "urn:t:gull" in concepts[0]
    assert concepts[1] == []
    assert concepts[2][0] == "urn:t:moma"
    assert found[0][0].score > 0.3
