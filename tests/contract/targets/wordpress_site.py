"""A real WordPress as the suite of targets looks at it: by its own interface, its files and what visitors get."""

import shutil
from collections.abc import Iterable, Mapping
from html import unescape
from itertools import count
from typing import Any

from tests.fakes.secrets import FakeSecrets
from tests.fakes.tools import lent
from tests.hosts.between import Between
from tests.hosts.wordpress import Site as Running
from thesaury.connectors.wordpress.target import WordPressTarget, open_target
from thesaury.model.connection import Connection
from thesaury.ports.publishing_target import Package, PublishingTarget

_NUMBERS = count()
_PLAIN = ("credit", "copyright", "licence", "usage", "allowed_until")
_EMPTIED = (
    "DELETE FROM wp_posts", "DELETE FROM wp_postmeta", "DELETE FROM wp_term_relationships",
    "DELETE t FROM wp_terms t JOIN wp_term_taxonomy x USING (term_id) WHERE x.taxonomy = 'thesaury_concept'",
    "DELETE FROM wp_term_taxonomy WHERE taxonomy = 'thesaury_concept'", "DELETE FROM wp_termmeta",
)  # fmt: skip


class WordPressSite:
    faults, hierarchy, languages, many = True, True, ("en", "de", "fr", "he"), 130

    def __init__(self, running: Running, way: Between, user: str = "erika") -> None:
        self.running, self.way, self.user = running, way, user
        running.query("; ".join(_EMPTIED))
        shutil.rmtree(running.folder / "site" / "wp-content" / "uploads")
        (running.folder / "site" / "wp-content" / "uploads").mkdir()
        way.begin()
        self._seen: dict[str, set[str]] = {}
        self.name = f"site{next(_NUMBERS)}"  # circuits and paces are kept by name

    def connection(self, **more: str) -> Connection:
        given = {"site": self.way.address, "user": self.user, "channel": "web", "requests_per_second": "1000"}
        quick = {
            "retry_first_seconds": "0.001",
            "retry_attempts": "3",
            "patience_seconds": "2",
            "circuit_failures": "100",
        }
        return Connection(self.name, "wordpress", tuple((given | quick | more).items()))

    def target(self) -> WordPressTarget:
        secrets = FakeSecrets()
        secrets.put(self.name, {"password": self.running.keys[self.user]})
        opened = open_target(self.connection(), lent(secrets))
        assert isinstance(opened, WordPressTarget)
        return opened

    def fill(self, target: PublishingTarget, packages: Iterable[Package]) -> None:
        """Without their files, as rows of the database: to send them takes a tenth of a second each."""
        rows = list(enumerate((package.asset for package in packages), 1001))
        now, texts = "'2026-11-01 10:00:00'", "'', '', '', '', '', ''"
        posts = ", ".join(
            f"({id}, 'attachment', 'inherit', 'image/jpeg', {now}, {now}, {now}, {now}, {texts})" for id, _ in rows
        )
        metas = ", ".join(f"({id}, 'thesaury_asset', '{asset}')" for id, asset in rows)
        self.running.query(
            "INSERT INTO wp_posts (ID, post_type, post_status, post_mime_type, post_date, post_date_gmt, post_modified, post_modified_gmt,"
            f" post_title, post_content, post_excerpt, to_ping, pinged, post_content_filtered) VALUES {posts};"
            f" INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES {metas}"
        )

    def media(self, external_id: str) -> dict[str, Any] | None:
        reply = self.running.rest("GET", f"/wp/v2/media/{external_id}", params={"context": "edit"})
        assert reply.status_code in (200, 404), reply.text
        return reply.json() if reply.status_code == 200 else None

    def texts(self, external_id: str) -> Mapping[str, str] | None:
        one = self.media(external_id)
        if one is None:
            return None
        kept: dict[str, str] = one["meta"]["thesaury_texts"] or {}
        shown = {"title": one["title"]["raw"], "alt": one["alt_text"], "caption": one["caption"]["raw"]}
        told = {name: text for name, text in kept.items() if not name.endswith("@en")}
        told |= {f"{name}@en": unescape(text) for name, text in shown.items()}
        return told | {name: one["meta"][f"thesaury_{name}"] for name in _PLAIN}

    def carried(self, external_id: str) -> set[str]:
        one = self.media(external_id)
        terms = self.running.all("/wp/v2/concepts")
        uris = {term["id"]: term["meta"]["concept_uri"] for term in terms}
        return {uris[id] for id in one["concepts"]} if one else set()

    def objects(self, asset: str) -> int:
        found = self.running.query(
            f"SELECT COUNT(*) FROM wp_postmeta WHERE meta_key='thesaury_asset' AND meta_value='{asset}'"
        )
        return int(found)

    def served(self, external_id: str) -> list[bytes]:
        self._seen.setdefault(external_id, set())
        if one := self.media(external_id):
            sizes = one.get("media_details", {}).get("sizes", {})
            self._seen[external_id] |= {one["source_url"], *(size["source_url"] for size in sizes.values())}
        found = [self.running.get(address) for address in sorted(self._seen[external_id])]
        return [reply.content for reply in found if reply.status_code == 200]

    def labels(self, iri: str) -> Mapping[str, str] | None:
        term = self._term(iri)
        return term["meta"]["concept_labels"] if term else None

    def above(self, iri: str) -> str:
        term = self._term(iri)
        assert term
        above = next((one for one in self.running.all("/wp/v2/concepts") if one["id"] == term["parent"]), None)
        return above["meta"]["concept_uri"] if above else ""

    def _term(self, iri: str) -> dict[str, Any] | None:
        return next((one for one in self.running.all("/wp/v2/concepts") if one["meta"]["concept_uri"] == iri), None)

    def write_as_editor(self, external_id: str, texts: Mapping[str, str]) -> None:
        names = {"title": "title", "alt": "alt_text", "caption": "caption"}
        body = {names[name.partition("@")[0]]: text for name, text in texts.items()}
        assert self.running.rest("POST", f"/wp/v2/media/{external_id}", "erika", json=body).status_code == 200

    def tag_as_editor(self, external_id: str, add: str = "", remove: str = "") -> None:
        one = self.media(external_id)
        assert one
        terms = {term["meta"]["concept_uri"]: term["id"] for term in self.running.all("/wp/v2/concepts")}
        ids = (set(one["concepts"]) | {terms[iri] for iri in (add,) if iri}) - {terms[iri] for iri in (remove,) if iri}
        body = {"concepts": sorted(ids)}
        assert self.running.rest("POST", f"/wp/v2/media/{external_id}", "erika", json=body).status_code == 200

    def remove_as_editor(self, external_id: str) -> None:
        reply = self.running.rest("DELETE", f"/wp/v2/media/{external_id}", "erika", params={"force": "true"})
        assert reply.status_code == 200

    def page(self, external_id: str, title: str, live: bool = True) -> str:
        figure = f'<figure class="wp-block-image"><img alt="" class="wp-image-{external_id}"/></figure>'
        picture = f'<!-- wp:image {{"id":{external_id}}} -->{figure}<!-- /wp:image -->'
        return self.made("pages", title=title, content=picture, status="publish" if live else "draft")

    def made(self, kind: str, **body: Any) -> str:
        reply = self.running.rest("POST", f"/wp/v2/{kind}", "erika", json=body)
        assert reply.status_code == 201, reply.text
        return f"{reply.json()['type']}:{reply.json()['id']}"

    def clear_page(self, page: str) -> None:
        id = page.partition(":")[2]
        assert self.running.rest("POST", f"/wp/v2/pages/{id}", "erika", json={"content": "nothing"}).status_code == 200

    def writes(self) -> int:
        return self.way.writes

    def cut(self, after: int) -> None:
        self.way.lose(after)

    def answer(self, status: int, times: int) -> None:
        self.way.answer(status, times)

    def vanish(self) -> None:
        self.way.vanish()
