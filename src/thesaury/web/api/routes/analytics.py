"""Analytics: named questions about use, spend, demand and gaps, answered from the graph."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import PlainTextResponse

from thesaury.analytics.answers import answer_shape, question_shape, table_of
from thesaury.analytics.definitions import definitions
from thesaury.model.access import Permission
from thesaury.pipeline.csv_line import csv_line
from thesaury.web.api.models import analytics as models
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere

_MOST = 2_000
_FORMS: dict[int | str, dict[str, Any]] = {
    200: {
        "model": models.QuestionAnswer,
        "content": {"text/csv": {"schema": {"type": "string"}}},
        "description": "The answer, in the form asked for.",
    }
}


class AskedQuestion(models.Asked):
    """Parameters, how many rows, and in which form."""

    limit: Annotated[int, Query(ge=1, le=_MOST, description="How many rows at most.")] = _MOST
    form: Annotated[models.Form, Query(description="`json`, or `csv` for a table with a column for each label.")] = (
        "json"
    )


def router(desk: Desk) -> APIRouter:
    """Reading figures is for everybody who may read."""
    routes = APIRouter(
        prefix="/analytics", tags=["analytics"], route_class=Operation, dependencies=[may(Permission.READ)]
    )

    @routes.get("/questions", response_model=models.Questions)
    def list_questions() -> dict[str, Any]:
        """List the named questions with their parameters, columns and SPARQL: the twelve, then those that list what is behind them."""
        return {"questions": [question_shape(one.question) for one in definitions().values()]}

    @routes.get("/questions/{name}", response_model=models.QuestionAnswer, responses=_FORMS)
    def ask_question(
        name: Annotated[str, Path(description="The question.")], asked: Annotated[AskedQuestion, Query()]
    ) -> Any:
        """Ask a named question. 422, with a sentence that says what is possible, for a parameter that it does not have or cannot read.

        Figures are those of the last time the graph was brought up to date; `as_of` tells when that was. `cut` says that there are more
        rows than these; with a table it is the header `Thesaury-Cut: true`.
        """
        if name not in definitions():
            raise NotHere("question")
        given = asked.model_dump(exclude={"limit", "form"}, exclude_none=True)
        answer = desk.answering.answer(name, given, asked.limit)
        if asked.form == "csv":
            lines = "".join(csv_line(cells) for cells in table_of(answer))
            cut = {"Thesaury-Cut": "true"} if answer.cut else None
            return PlainTextResponse(lines, headers=cut, media_type="text/csv; charset=utf-8")
        return answer_shape(answer)

    return routes
