"""The two languages of a panel: of its labels, and of what it shows of assets. The door reads them; here they are declared."""

from typing import Annotated

from fastapi import Query
from fastapi.params import Depends


def _locales(
    uiLocale: Annotated[str, Query(max_length=35, description="The language of labels, as a BCP 47 tag: en, de.")] = "",  # noqa: N803
    dataLocale: Annotated[  # noqa: N803
        str, Query(max_length=35, description="The language of titles and concepts, where the workspace has it.")
    ] = "",
) -> None:
    """Both may be left out: then labels are in English, or as the browser asks, and names as labels."""


LOCALES = Depends(_locales)
"""A dependency of all operations."""
