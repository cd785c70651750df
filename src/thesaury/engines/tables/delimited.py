"""CSV and TSV: which delimiter, and the rows."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from thesaury.engines.tables.opening import Heard, lines, unheard
from thesaury.model.errors import BadInput
from thesaury.ports.opening import Opening

DELIMITERS = ",;\t|"
_SAMPLE = 50


def rows(path: Path, opening: Opening, heard: Heard = unheard) -> Iterator[tuple[int, list[str]]]:
    """Every row with the line it begins on, cells stripped. Raises Unreachable, or BadInput with the line."""
    delimiter = _delimiter(list(islice(lines(path, opening), _SAMPLE)), path)
    reader = csv.reader(lines(path, opening, heard), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadInput(f"{path.name}, line {line}: {_reason(error)}") from error
        yield line, [cell.strip() for cell in cells]


def _reason(error: csv.Error) -> str:
    said = str(error)
    if "unexpected end" in said or "field larger" in said:
        return 'a cell opens with a quote (") that is never closed. Close it, or double the quotes that belong to the text.'
    if "expected after" in said:
        return 'a quoted cell goes on after its closing quote ("). Double the quotes that belong to the text.'
    return f"the row cannot be read ({said}). Correct it, or save the table again as CSV."


def _delimiter(sample: Sequence[str], path: Path) -> str:
    """The delimiter that cuts most lines of the sample into the same number of cells; the more cells the better."""
    ranked = {delimiter: _regularity(sample, delimiter) for delimiter in DELIMITERS}
    if ".tsv" in path.suffixes and ranked["\t"][0]:
        return "\t"
    best = max(DELIMITERS, key=lambda delimiter: ranked[delimiter])
    if 2 * ranked[best][0] >= sum(not line.isspace() for line in sample):
        return best
    unused = (delimiter for delimiter in "\t|;" if not any(delimiter in line for line in sample))
    return next(unused, best)


def _regularity(sample: Sequence[str], delimiter: str) -> tuple[int, int]:
    """How many rows agree on the commonest number of cells above one, and that number."""
    widths: Counter[int] = Counter()
    with suppress(csv.Error):  # what is wrong is said when the rows are read, with its line
        widths.update(len(cells) for cells in csv.reader(sample, delimiter=delimiter) if len(cells) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))
