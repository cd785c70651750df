"""`evaluate recommend`: judged briefs through the recommender of a workspace, beside a plain search for their text."""

from pathlib import Path
from typing import Annotated

import typer

from thesaury.cli.output import QuietOption, WorkspaceOption, print_json, progress_shown, say, workspace_at
from thesaury.evaluation.leaving import Left, Way


def recommend(
    dataset: Annotated[
        Path, typer.Option(help="A folder with queries.jsonl, assets.jsonl, rights.jsonl and qrels/relevance.tsv.")
    ],
    by: Annotated[
        Way,
        typer.Option(
            help="recommender; search: for the text of each brief; usable-search: with rights asked first; any-word: by words alone;"
            " best: the best order of what is permitted."
        ),
    ] = Way.RECOMMENDER,
    without: Annotated[Left, typer.Option(help="Leave one part of a recommendation out.")] = Left.NOTHING,
    out: Annotated[Path | None, typer.Option(help="Where to write the run, as JSON Lines.")] = None,
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
) -> None:
    """Ask a workspace for every judged brief, compare, and print one JSON object of figures.

    The workspace has to hold the assets that were judged; for the briefs of the demo brand the one that `thesaury demo` makes.

    Example: thesaury evaluate recommend --dataset tests/data/recommendation/demo --workspace thesaury-demo/workspace
    """
    from thesaury.bootstrap.judging import respondents
    from thesaury.evaluation.briefs import JudgedBriefs
    from thesaury.evaluation.recommending import evaluate_recommending

    judged = JudgedBriefs(dataset)
    judged.check()
    try:
        with progress_shown(quiet) as progress, workspace_at(workspace) as opened:
            respond = respondents(opened, judged)
            model = respond.understanding.embedder
            if model is None:
                say("without an embedding model: by words and concepts alone", quiet=quiet)
            figures = evaluate_recommending(judged, respond.asked(by, without), out, progress)
    except KeyboardInterrupt:
        say("stopped; nothing was written, and the same command begins anew")
        raise
    print_json({**figures, "by": by, "without": without, "embedding_model": model.name if model else None})
