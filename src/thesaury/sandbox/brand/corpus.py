"""The demo brand as a corpus for measuring search: one document an asset, with only what its records say."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from thesaury.sandbox.brand import licensed, usage
from thesaury.sandbox.brand.drawing import write_whole
from thesaury.sandbox.brand.pack import gold
from thesaury.sandbox.brand.shoots import Picture, Words, pictures

CONCEPTS = "https://vocabulary.fennmoor.example/concept/"


def documents() -> Iterator[dict[str, Any]]:
    """Every asset as a BEIR document, by asset id.

    `title` is the main title of its first record, `text` all further words in all languages, also those of a second record and of a
    sidecar, with brand and campaign where a record names them; a bare file has neither. `metadata` holds `language`, `tags`,
    `concepts` (the IRIs a careful person would give), `records` (`connection/external id` in the demo's workspace), and `brand`,
    `campaign`, `market` where a record names them.
    """
    return (_document(picture) for picture in pictures())


def assets_by_record() -> dict[str, str]:
    """The asset id behind `connection/external id` of every record of the demo's workspace."""
    return {key: picture.asset for picture in pictures() for key in _keys(picture)}


def write_corpus(folder: Path) -> Path:
    """Writes `corpus.jsonl` into the folder, whole or not at all, and says where it lies."""
    lines = (json.dumps(document, ensure_ascii=False) + "\n" for document in documents())
    path = folder / "corpus.jsonl"
    write_whole(path, "".join(lines).encode())
    return path


def main(arguments: list[str]) -> int:
    """Writes the corpus into the folder named on the command line; returns the exit code (2 for wrong use)."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m thesaury.sandbox.brand.corpus FOLDER\n")
        return 2
    sys.stdout.write(f"{write_corpus(Path(arguments[0]))}\n")
    return 0


def _document(picture: Picture) -> dict[str, Any]:
    said = [words for words in (_first(picture), picture.sidecar, picture.portal) if words]
    titles = [title for words in said for title, _ in words.texts.values()]
    texts = [text for words in said for text in (*_sentences(words), *words.tags)]
    origin = _origin(picture)
    further = [*_context(picture), *(origin[name] for name in ("brand", "campaign") if name in origin)]
    return {
        "_id": picture.asset,
        "title": titles[0] if titles else "",
        "text": ". ".join(dict.fromkeys([*texts[1:], *further])) if said else "",
        "metadata": {
            "language": picture.words.language,
            "tags": list(dict.fromkeys(tag for words in said for tag in words.tags)),
            "concepts": [CONCEPTS + name for name in gold()[picture.asset]],
            "records": _keys(picture),
            **origin,
        },
    }


def _first(picture: Picture) -> Words | None:
    return None if picture.bare else picture.words


def _sentences(words: Words) -> list[str]:
    return [part.rstrip(".") for title, text in words.texts.values() for part in (title, text)]


def _context(picture: Picture) -> list[str]:
    """What the first record says beside the caption; a purchase names its project, and nothing of why it was bought."""
    shoot = picture.shoot
    if picture.purchase:
        return [shoot.title, *shoot.project.values()]
    return [part.rstrip(".") for part in (picture.product, picture.use, shoot.title, shoot.context) if part]


def _origin(picture: Picture) -> dict[str, Any]:
    """Brand, campaign and markets: a purchase names none, a file neither when it is bare nor its markets ever."""
    if picture.bare or (picture.purchase and not picture.portal):
        return {}
    shoot = picture.shoot
    named = {"brand": shoot.brand, "campaign": shoot.campaign, "market": list(shoot.markets)}
    return {name: value for name, value in named.items() if value and (name != "market" or picture.in_dam("portal"))}


def _keys(picture: Picture) -> list[str]:
    return [f"{dam}/{_external(dam, picture, identifier)}" for dam, identifier in usage.records(picture)]


def _external(dam: str, picture: Picture, identifier: str) -> str:
    """The connectors' external id: a bought picture goes by its content element, not by its purchase."""
    return str(licensed.transaction(picture)["content_element"]["uuid"]) if dam == "licensed" else identifier


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
