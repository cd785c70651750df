"""The suite of publishing targets over the CMS in memory."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from tests.contract.publishing_target_suite import PACK, Pictures, PublishingTargetSuite
from tests.fakes.publishing_target import MemoryCms, MemoryTarget
from thesaury.model.publication import PageUse
from thesaury.ports.publishing_target import Package, PublishingTarget


class MemorySite:
    faults, hierarchy, languages, many = True, True, ("en", "de", "fr", "he"), 250

    def __init__(self) -> None:
        self.cms = MemoryCms()

    def target(self) -> MemoryTarget:
        return MemoryTarget(self.cms)

    def fill(self, target: PublishingTarget, packages: Iterable[Package]) -> None:
        for package in packages:
            target.create(package)

    def texts(self, external_id: str) -> Mapping[str, str] | None:
        kept = self.cms.objects.get(external_id)
        return kept.texts if kept else None

    def carried(self, external_id: str) -> set[str]:
        return self.cms.objects[external_id].concepts

    def objects(self, asset: str) -> int:
        return sum(kept.asset == asset for kept in self.cms.objects.values())

    def served(self, external_id: str) -> list[bytes]:
        kept = self.cms.objects.get(external_id)
        return [kept.content] if kept and (kept.live or "grey" in str(kept.tag) or "128" in str(kept.tag)) else []

    def labels(self, iri: str) -> Mapping[str, str] | None:
        topic = self.cms.concepts.get(iri)
        return {label.language: label.text for label in topic.labels} if topic else None

    def above(self, iri: str) -> str:
        return self.cms.concepts[iri].broader

    def write_as_editor(self, external_id: str, texts: Mapping[str, str]) -> None:
        self.cms.objects[external_id].texts.update(texts)

    def tag_as_editor(self, external_id: str, add: str = "", remove: str = "") -> None:
        kept = self.cms.objects[external_id]
        kept.concepts = (kept.concepts | ({add} - {""})) - {remove}

    def remove_as_editor(self, external_id: str) -> None:
        del self.cms.objects[external_id]

    def page(self, external_id: str, title: str, live: bool = True) -> str:
        page = f"p{len(self.cms.pages) + 1}"
        asset = self.cms.objects[external_id].asset
        self.cms.pages[page] = PageUse(asset, external_id, page, f"https://cms.example/{page}", title, live=live)
        return page

    def clear_page(self, page: str) -> None:
        del self.cms.pages[page]

    def writes(self) -> int:
        return len(self.cms.writes)

    def cut(self, after: int) -> None:
        self.cms.lose = after

    def answer(self, status: int, times: int) -> None:
        self.cms.failing = times

    def vanish(self) -> None:
        self.cms.reachable = False


class TestMemoryTarget(PublishingTargetSuite):
    @pytest.fixture
    def site(self) -> MemorySite:
        return MemorySite()


def test_the_fake_drops_fields_and_refuses_assets():
    site, pictures = MemorySite(), Pictures()
    site.cms.drops = {"alt"}
    package = pictures.package("a", site.target().able)
    made = site.target().create(package)
    assert set(package.shown.texts) - set(made.shown.texts) == {"alt@en"}
    assert site.target().put_concepts((PACK, replace(PACK, iri="x"))) == 2
