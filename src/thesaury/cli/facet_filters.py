"""The option `--filter facet=value`, as several commands have it."""

from typing import Annotated

import typer

from thesaury.model.errors import Usage

FilterOption = Annotated[
    list[str] | None, typer.Option("--filter", "-f", help="facet=value, such as source=studio; may be given again.")
]


def filters_of(given: list[str] | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The filters as a question has them. Raises Usage, with the right names, for what is none."""
    from thesaury.search.documents import FACETS

    chosen: dict[str, list[str]] = {}
    for text in given or ():
        facet, equals, value = text.partition("=")
        if not equals or facet not in FACETS:
            raise Usage(f"--filter {text!r} has to look like facet=value, with one of the facets {', '.join(FACETS)}.")
        chosen.setdefault(facet, []).append(value)
    return tuple((facet, tuple(values)) for facet, values in chosen.items())
