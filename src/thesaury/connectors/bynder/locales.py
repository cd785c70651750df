"""Languages: Bynder's locales (`en_US`) and BCP 47 tags (`en-US`), and which label is the best for one of them."""

from collections.abc import Iterable, Mapping, Sequence

from thesaury.connectors.texts import language_tag
from thesaury.model.concept import Label


def locale(tag: str) -> str:
    """A BCP 47 tag as Bynder spells it."""
    return tag.replace("-", "_")


def best(labels: Sequence[Label], language: str) -> str:
    """The label in this language; else in the language without region, else in another region, else without language, else the first."""
    wanted = language_tag(language) or language
    primary = wanted.partition("-")[0]
    ranked: list[Iterable[str]] = [
        (label.text for label in labels if label.language == wanted),
        (label.text for label in labels if label.language == primary),
        (label.text for label in labels if label.language.partition("-")[0] == primary),
        (label.text for label in labels if not label.language),
        (label.text for label in labels),
    ]
    return next((text for texts in ranked for text in texts if text), "")


def spoken(labels: Mapping[str, str]) -> tuple[Label, ...]:
    """Bynder's labels as ours, in order; empty ones are none."""
    return tuple(sorted({Label(text, language_tag(name)) for name, text in labels.items() if text}))


def localised(labels: Sequence[Label], locales: Iterable[str]) -> dict[str, str]:
    """A text for each of the portal's locales in whose language there is a label; without known locales, the labels as they are.

    None is made up: a locale in whose language there is no label is left out.
    """
    known = sorted(set(locales))
    tags = {name: language_tag(name) for name in known}
    if not known:
        return {locale(label.language): label.text for label in labels if label.language}
    said = {name: [one for one in labels if _primary(one.language) == _primary(tag)] for name, tag in tags.items()}
    return {name: best(found, tags[name]) for name, found in said.items() if found}


def _primary(tag: str) -> str:
    return tag.partition("-")[0]
