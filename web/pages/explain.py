"""The way of one value: printed words, sentence, indicator, period and role, with the rule and words behind each."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db.errors import NothingMatchesError
from pipeline.i18n import period_in
from web.http.request import HttpProblem, language_of, reading, render
from web.presentation.rows import row_view


def show(request: Request) -> Response:
    """How a row was read, and each data point from it."""
    table, number = request.path_params["table"], request.path_params["id"]
    language = language_of(request)
    with reading(request) as archive:
        try:
            explanation = archive.reports.explain(table, number)
        except NothingMatchesError:
            raise HttpProblem(404, "explain.gone") from None
    points = [
        {
            "point": point,
            "period": period_in(language, point.period),
            "rule": "" if point.rule is None else point.rule.vietnamese if language == "vi" else point.rule.english,
        }
        for point in explanation.points
    ]
    return render(
        request,
        "explain.html",
        {"explanation": explanation, "view": row_view(explanation.row, language), "points": points},
    )


ROUTES = [Route("/explain/{table}/{id:int}", show)]
