"""What every keeper of models promises; each one's test inherits it and gives it `models`, empty, that keeps the newest three."""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pytest

from thesaury.model.errors import BadInput, Usage
from thesaury.ports.models import KeptModel, ModelNote, Models

NOTE = ModelNote(
    "learned/1",
    "iptc@1 stw@2",
    240,
    "2026-01-02T03:04:05+00:00",
    {"F1@5": 0.41, "nDCG@10": 1 / 3},
    "240 reviews. Besser “ü”.",
)


def keep(models: Models, *contents: bytes, choose: bool = False) -> list[KeptModel]:
    return [models.put(content, NOTE, choose) for content in contents]


def here(models: Models) -> list[int]:
    """The models whose content is here, and whole."""
    found = [kept for kept in models.all() if kept.bytes]
    assert all(len(models.content(kept.number)) == kept.bytes for kept in found)
    return [kept.number for kept in found]


def refused(ask: Callable[[], object]) -> str:
    with pytest.raises(Usage) as error:
        ask()
    assert error.value.message
    return error.value.message


class ModelsSuite:
    def test_at_first_there_is_none_and_the_default_speaks(self, models: Models):
        assert (models.all(), models.chosen()) == ([], None)
        models.choose(None)
        assert models.chosen() is None

    def test_a_model_is_read_again_as_it_was(self, models: Models):
        content = bytes(range(256)) * 9
        kept = models.put(content, NOTE, choose=False)
        assert (kept.number, kept.note, kept.bytes, kept.chosen) == (1, NOTE, len(content), False)
        assert len(kept.digest) == 64
        assert models.all() == [kept]
        assert models.content(1) == content

    def test_numbers_go_on_and_equal_contents_are_models_of_their_own(self, models: Models):
        one, two, three = keep(models, b"a", b"a", b"b")
        assert [kept.number for kept in models.all()] == [1, 2, 3]
        assert one.digest == two.digest != three.digest

    def test_figures_may_be_any_mapping(self, models: Models):
        kept = models.put(b"a", replace(NOTE, figures=MappingProxyType({"b": 2.0, "a": 1.0})), choose=False)
        assert dict(models.all()[0].note.figures) == dict(kept.note.figures) == {"a": 1.0, "b": 2.0}
        assert list(models.all()[0].note.figures) == ["b", "a"]

    @pytest.mark.parametrize("figure", [float("nan"), float("inf")])
    def test_a_figure_that_is_no_number_and_an_empty_model_are_refused(self, models: Models, figure: float):
        with pytest.raises(BadInput):
            models.put(b"a", replace(NOTE, figures={"F1@5": figure}), choose=True)
        with pytest.raises(BadInput):
            models.put(b"", NOTE, choose=True)
        assert (models.all(), models.chosen()) == ([], None)

    def test_a_model_is_chosen_as_it_is_kept_or_later_and_the_default_again(self, models: Models):
        _, second, third = [*keep(models, b"a"), *keep(models, b"b", choose=True), *keep(models, b"c")]
        assert (second.chosen, third.chosen) == (True, False)
        assert models.chosen() == second
        models.choose(3)
        models.choose(3)
        assert [kept.chosen for kept in models.all()] == [False, False, True]
        assert models.chosen() == replace(third, chosen=True)
        models.choose(None)
        assert models.chosen() is None
        assert not any(kept.chosen for kept in models.all())

    def test_what_is_not_there_is_refused_with_what_there_is(self, models: Models):
        assert "none" in refused(lambda: models.content(1))
        keep(models, b"a", b"b", choose=True)
        for number in (0, -1, 3):
            for ask in (models.choose, models.content):
                assert "1, 2" in refused(lambda ask=ask, number=number: ask(number))
        chosen = models.chosen()
        assert chosen is not None
        assert chosen.number == 2

    def test_older_contents_go_and_their_notes_stay(self, models: Models):
        keep(models, b"a", b"b", b"c", b"d", b"e")
        assert here(models) == [3, 4, 5]
        assert [(kept.number, kept.note, kept.bytes) for kept in models.all()][:2] == [(1, NOTE, 0), (2, NOTE, 0)]
        for ask in (models.choose, models.content):
            assert "3, 4, 5" in refused(lambda ask=ask: ask(2))
        assert models.chosen() is None

    def test_the_two_that_were_chosen_last_stay(self, models: Models):
        keep(models, b"a", b"b", choose=True)
        keep(models, b"c", b"d", b"e", b"f", b"g")
        assert here(models) == [1, 2, 5, 6, 7]
        models.choose(1)
        models.choose(None)
        keep(models, b"h")
        assert here(models) == [1, 2, 6, 7, 8]
        models.choose(8)
        assert here(models) == [1, 2, 6, 7, 8]  # nothing goes before something new comes
        keep(models, b"i", b"j")
        assert here(models) == [1, 8, 9, 10]
        assert models.content(1) == b"a"
        models.choose(1)
        chosen = models.chosen()
        assert chosen is not None
        assert chosen.number == 1
