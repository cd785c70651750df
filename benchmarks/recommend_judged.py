"""Judged briefs of the demo brand through the recommender, beside searches for their text, and without one part after the other.

Makes the demo's workspace anew, which takes a minute or more; then the same with the model of ../shared, where it is there.
"""

from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from benchmarks import Skipped, needs_shared
from thesaury.bootstrap import init_workspace, open_workspace
from thesaury.bootstrap.judging import respondents
from thesaury.cli.demo import load_demo
from thesaury.evaluation.briefs import JudgedBriefs
from thesaury.evaluation.leaving import Left, Way
from thesaury.evaluation.recommending import evaluate_recommending
from thesaury.pipeline import sync
from thesaury.ports.progress import unheard

_JUDGED = Path(__file__).parents[1] / "tests" / "data" / "recommendation" / "demo"
_MODEL = "all-MiniLM-L6-v2"

Figures = dict[str, dict[str, object]]


def run() -> dict[str, Figures]:
    """Figures by way and by what is left out, without a model and with MiniLM, which knows English alone."""
    with TemporaryDirectory() as named:
        root = Path(named) / "workspace"
        init_workspace(root).close()
        load_demo(root, unheard)
        made = {"without a model": measured(root, (left for left in Left if left is not Left.VECTORS))}
        with suppress(Skipped):
            made["with MiniLM"] = measured(with_model(root, needs_shared() / "models" / _MODEL), Left)
        return made


def measured(root: Path, parts: Iterable[Left]) -> Figures:
    """Every way of answering, and recommendations without each of these parts."""
    judged = JudgedBriefs(_JUDGED)
    with closing(open_workspace(root)) as workspace:
        respond = respondents(workspace, judged)
        ways = {str(way): evaluate_recommending(judged, respond.asked(way)) for way in Way}
        without = {
            f"without {left}": evaluate_recommending(judged, respond.asked(Way.RECOMMENDER, left))
            for left in parts
            if left is not Left.NOTHING
        }
    return ways | without


def with_model(root: Path, model: Path) -> Path:
    """A copy of the workspace with a model in its settings: its sync looks at every asset with it."""
    other = root.with_name("with-model")
    copytree(root, other)
    with (other / "thesaury.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'embedding_model = "{model}"\n')
    with closing(open_workspace(other)) as workspace:
        sync(workspace)
    return other
