"""What narrows a term beside its channels and regions: caps, pages, industries and languages."""

from collections.abc import Callable, Iterator

from thesaury.connectors.smintio.crosswalk import Meaning, crosswalk, uncovered
from thesaury.connectors.smintio.term_spans import Spans, keys
from thesaury.model.licensing import Limit

_NAMED = (("industry", "industries"), ("language", "languages"))


def limits(spans: Spans) -> tuple[Limit, ...]:
    """The caps, one of each kind: the lowest that `usage_limits` state; of sizes and circulations that are allowed side by side the
    largest. `max` None: a cap is stated without its number, which may be lower than any that is known."""
    found: dict[str, list[float | None]] = {}
    for kind, most in [*_stated(spans), *_largest(spans, "sizes"), *_largest(spans, "placements")]:
        found.setdefault(kind, []).append(most)
    return tuple(Limit(kind, _known(caps, min)) for kind, caps in found.items())


def scope(spans: Spans) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The industries, languages and pages the term is for; a kind with its `any`, or without a key that is known, has no entry."""
    walk = crosswalk()
    found = []
    for kind, name in _NAMED:
        told = [walk.named[name].get(key, "") for key in uncovered(keys(spans, f"allowed_{name}"))]
        found.append((kind, tuple(filter(None, told))))
    found.append(("page", tuple(meaning.page for meaning in _allowed(spans, "placements") if meaning.page)))
    return tuple((kind, names) for kind, names in found if names)


def _known(caps: list[float | None], choose: Callable[[list[float]], float]) -> float | None:
    """The number chosen, None as soon as one of them is not known."""
    known = [cap for cap in caps if cap is not None]
    return choose(known) if len(known) == len(caps) else None


def _stated(spans: Spans) -> Iterator[tuple[str, float | None]]:
    for key in keys(spans, "usage_limits"):
        if limit := crosswalk().meaning("usage_limits", key).limit:
            yield limit


def _largest(spans: Spans, name: str) -> Iterator[tuple[str, float | None]]:
    """Of each family of keys (`page_`, `ad_` ...) the largest that is allowed."""
    families: dict[tuple[str, str], list[float | None]] = {}
    for key in uncovered(keys(spans, f"allowed_{name}")):
        if limit := crosswalk().meaning(name, key).limit:
            families.setdefault((key.partition("_")[0], limit[0]), []).append(limit[1])
    for (_, kind), caps in families.items():
        yield kind, _known(caps, max)


def _allowed(spans: Spans, name: str) -> list[Meaning]:
    return [crosswalk().meaning(name, key) for key in uncovered(keys(spans, f"allowed_{name}"))]
