"""`evaluate rights`: licence texts through the parser and the decision, with figures where people gave labels."""

from pathlib import Path
from typing import Annotated

import typer

from thesaury.cli.output import print_json


def rights(
    texts: Annotated[
        Path, typer.Option(help="JSON Lines: id, text, context, questions, and labels where there are any.")
    ],
    out: Annotated[Path | None, typer.Option(help="Where to write the predictions, as JSON Lines.")] = None,
) -> None:
    """Read licence texts, decide the questions asked of them, compare, and print one JSON object of figures. Not legal advice.

    Example: thesaury evaluate rights --texts dev.jsonl --out predictions.jsonl
    """
    from thesaury.evaluation.rights import evaluate_rights

    print_json(evaluate_rights(texts, out))
