"""A real Wagtail as the suite of publishing targets sees it, with our app and without."""

from base64 import b64encode
from collections.abc import Iterable, Mapping

from tests.fakes.secrets import FakeSecrets
from tests.fakes.tools import lent
from tests.hosts.between import Between
from tests.hosts.wagtail import Wagtail
from thesaury.connectors.manifest import manifests
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.connection import Connection
from thesaury.ports.publishing_target import Package, PublishingTarget
from thesaury.ports.source import Tools

FAST = {"requests_per_second": "10000", "retry_attempts": "2", "retry_first_seconds": "0.01"}


def told(wagtail: Wagtail, address: str = "", key: str = "", **more: str) -> tuple[Connection, Tools]:
    settings = {"base_url": address or wagtail.address, "channel": "website", **FAST, **more}
    connection = Connection("cms", "wagtail", tuple(settings.items()))
    secrets = FakeSecrets()
    secrets.put("cms", {"token": key or wagtail.key})
    return connection, lent(secrets=secrets)


def opened(wagtail: Wagtail, address: str = "", key: str = "", **more: str) -> PublishingTarget:
    target: PublishingTarget = manifests()["wagtail"].factory("target")(*told(wagtail, address, key, **more))
    return target


class WagtailSite:
    """What the suite does and sees in a Wagtail, in its own process."""

    faults = True
    many = 210

    def __init__(self, wagtail: Wagtail, way: Between) -> None:
        self.wagtail, self.way = wagtail, way
        way.begin()
        self._addresses: dict[str, set[str]] = {}
        wagtail.do("reset")
        forget_circuits()

    def target(self) -> PublishingTarget:
        return opened(self.wagtail, self.way.address)

    def fill(self, target: PublishingTarget, packages: Iterable[Package]) -> None:
        made = list(packages)
        told = [{"asset_ref": one.asset} for one in made]
        self.wagtail.do("fill", told=told, content=b64encode(made[0].content()).decode())

    def objects(self, asset: str) -> int:
        return sum(image["asset_ref"] == asset for image in self.wagtail.do("images"))

    def served(self, external_id: str) -> list[bytes]:
        known = self._addresses.setdefault(external_id, set())
        if there := self.wagtail.do("image", id=external_id):
            known.add(self.wagtail.do("render", id=external_id))
            known |= {*there["files"], *(self.wagtail.do("image", id=external_id)["files"])}
        replies = [self.wagtail.get(path) for path in known]
        return [reply.content for reply in replies if reply.status_code == 200]

    def remove_as_editor(self, external_id: str) -> None:
        self.wagtail.do("remove_image", id=external_id)

    def page(self, external_id: str, title: str, live: bool = True) -> str:
        page: str = self.wagtail.do("page", title=title, lead=external_id, live=live)
        return page

    def clear_page(self, page: str) -> None:
        self.wagtail.do("edit_page", id=page)

    def writes(self) -> int:
        return self.way.writes

    def cut(self, after: int) -> None:
        self.way.lose(after)

    def answer(self, status: int, times: int) -> None:
        self.way.answer(status, times)

    def vanish(self) -> None:
        self.way.vanish()


class AppBench(WagtailSite):
    hierarchy = True
    languages = ("en", "de", "fr")

    def texts(self, external_id: str) -> Mapping[str, str] | None:
        there = self.wagtail.do("image", id=external_id)
        return there and there["texts"]

    def carried(self, external_id: str) -> set[str]:
        return set(self.wagtail.do("image", id=external_id)["concepts"])

    def labels(self, iri: str) -> Mapping[str, str] | None:
        there = self.wagtail.do("concept", uri=iri)
        return there and there["labels"]

    def above(self, iri: str) -> str:
        return str(self.wagtail.do("concept", uri=iri)["parent"])

    def write_as_editor(self, external_id: str, texts: Mapping[str, str]) -> None:
        form = {"title@en": "title", "alt@en": "description"}
        for name, text in texts.items():
            if name in form:
                self.wagtail.do("write_image", id=external_id, **{form[name]: text})
            else:
                self.wagtail.do("write_texts", id=external_id, **{name: text})

    def tag_as_editor(self, external_id: str, add: str = "", remove: str = "") -> None:
        self.wagtail.do("tag_image", id=external_id, add=add, remove=remove)


class BareBench(WagtailSite):
    """Without our app: the fields of its own image model."""

    hierarchy = False
    languages = ()
    many = 41

    def texts(self, external_id: str) -> Mapping[str, str] | None:
        there = self.wagtail.do("image", id=external_id)
        names = {"title": "title", "alt": "description", "credit": "credit"}
        return there and {name: there[field] for name, field in names.items() if there[field]}

    def carried(self, external_id: str) -> set[str]:
        return set(self.wagtail.do("image", id=external_id)["concept_uris"].split())

    def tag_as_editor(self, external_id: str, add: str = "", remove: str = "") -> None:
        carried = self.carried(external_id) - {remove} | ({add} if add else set())
        self.wagtail.do("write_image", id=external_id, concept_uris="\n".join(carried))

    def write_as_editor(self, external_id: str, texts: Mapping[str, str]) -> None:
        self.wagtail.do(
            "write_image", id=external_id, **{{"alt": "description"}.get(k, k): v for k, v in texts.items()}
        )
