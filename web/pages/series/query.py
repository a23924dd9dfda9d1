"""The state of a series page, which is its query: read from a request, and written into links."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request

from db.text import parse_period
from db.types import MEASURES, SeriesFilter
from pipeline.charts.series_chart import ChartKind
from web.http.request import link

_MAX_INDICATORS, _MAX_PHRASE_CHARS = 12, 200


@dataclass(frozen=True, slots=True)
class SeriesQuery:
    """What was asked; ``kind`` of chart is None where the page may choose."""

    asked: SeriesFilter
    measure: str | None = None
    kind: ChartKind | None = None

    def to(self, path: str = "/series", /, **changed: Any) -> str:
        """A link with this state, but for what is ``changed`` (fields of :class:`SeriesFilter`, measure, kind)."""
        of_asked = {name: value for name, value in changed.items() if name not in ("measure", "kind")}
        asked = replace(self.asked, **of_asked)
        return link(
            path,
            indicator=asked.indicators,
            district=asked.districts,
            from_=asked.period_from,
            to=asked.period_to,
            measure=changed.get("measure", self.measure),
            kind=changed.get("kind", self.kind),
        )

    def without(self, field: str, value: str) -> str:
        """A link with this state, without one of its indicators or districts."""
        return self.to(**{field: tuple(one for one in getattr(self.asked, field) if one != value)})

    def with_(self, field: str, value: str, instead_of: str | None = None) -> str:
        """A link with one more indicator or district, or one in the place of another."""
        others = tuple(one for one in getattr(self.asked, field) if one not in (value, instead_of))
        return self.to(**{field: (*others, value)})

    @property
    def fault(self) -> tuple[str, dict[str, str]] | None:
        """What is wrong with the periods: a message and what fills it; None where nothing is."""
        read = []
        for text in (self.asked.period_from, self.asked.period_to):
            try:
                read.append(parse_period(text) if text else None)
            except ValueError:
                return "series.wrong_period", {"period": text or ""}
        first, last = read
        if first and last and first.start > last.end:
            return "series.wrong_order", {"first": first.text, "last": last.text}
        return None


def query_of(request: Request) -> SeriesQuery:
    """The state of ``request``: words without odd spaces, no word twice, a measure and a kind only if known."""
    query = request.query_params
    measure, kind = query.get("measure"), query.get("kind")
    asked = SeriesFilter(
        _words(query.getlist("indicator")),
        _words(query.getlist("district")),
        " ".join(query.get("from", "").split())[:20] or None,
        " ".join(query.get("to", "").split())[:20] or None,
    )
    chart: ChartKind | None = "bars" if kind == "bars" else "lines" if kind == "lines" else None
    return SeriesQuery(asked, measure if measure in MEASURES else None, chart)


def _words(given: list[str]) -> tuple[str, ...]:
    cleaned = (" ".join(words.replace("\0", " ").split())[:_MAX_PHRASE_CHARS] for words in given)
    return tuple(dict.fromkeys(words for words in cleaned if words))[:_MAX_INDICATORS]
