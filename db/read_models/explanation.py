"""The way of one value: from its glyphs on the page to its data points, with the rule and words of each step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from db.errors import NothingMatchesError
from db.read_models.page_rows import PageRow, row
from db.schema.operations import REVIEWED_TABLES
from db.sql.folding import phrase_key
from db.sql.rows import query_rows
from extractors.temporal.reference import RuleText, rule_texts
from extractors.text.sentences import sentence_ends, sentence_start

#: How far a sentence is looked for on either side of its value, in characters.
MAX_SENTENCE_CHARS = 600


@dataclass(frozen=True, slots=True)
class ExplainedPoint:
    """A data point of a row. ``rule`` says in English and Vietnamese what ``method`` means; both are empty and None for
    a point that a version before 0.1 stored.

    ``matched_by`` is how the phrase was matched to the catalogue (exact, fuzzy, assigned, unmatched), ``score`` how
    well, from 0 to 100.
    """

    id: int
    phrase: str
    indicator: str
    code: str | None
    matched_by: str | None
    score: float | None
    measure: str
    value: str
    unit: str
    period: str | None
    role: str
    basis: str | None
    district: str | None
    method: str
    rule: RuleText | None
    cue: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person changed: ``extracted`` became ``corrected``; ``status`` is active, undone or lost."""

    field: str
    extracted: str | None
    corrected: str | None
    status: str
    who: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A row, where it is printed and how it was read. ``text_source``: text, legacy or ocr, of its page."""

    row: PageRow
    report: str
    section: str | None
    text_source: str | None
    sentence: str
    points: tuple[ExplainedPoint, ...]
    corrections: tuple[Correction, ...]


def explain(database: Database, table: str, number: int) -> Explanation:
    """The way of the row ``number`` of ``table``; of ``observations``: of that data point and the row it is from.

    Raises:
        NothingMatchesError: there is no such row, or no such table.
    """
    point = None
    if table == "observations":
        source = query_rows(database, "SELECT source_table, source_id FROM observations WHERE id = ?", [number])
        if not source or source[0]["source_id"] is None:
            raise NothingMatchesError(f"observations-{number}: there is no such row.")
        point, table, number = number, str(source[0]["source_table"]), int(source[0]["source_id"])
    found = row(database, table, number)
    if found is None:
        names = ", ".join((*REVIEWED_TABLES, "observations"))
        raise NothingMatchesError(f"{table}-{number}: there is no such row. Rows are called TABLE-ID, of {names}.")
    place = query_rows(
        database,
        "SELECT coalesce(r.number, r.source_path) AS report, s.path AS section, p.text_source FROM reports r "
        "LEFT JOIN sections s ON s.id = ? LEFT JOIN pages p ON p.report_id = r.id AND p.page = ? WHERE r.id = ?",
        [found.fields.get("section_id"), found.page, found.report_id],
    )[0]
    points = _points(database, table, number)
    return Explanation(
        row=found,
        sentence=_sentence(database, found),
        points=tuple(item for item in points if point in (None, item.id)),
        corrections=_corrections(database, table, number, [item.id for item in points]),
        **place,
    )


def _points(database: Database, table: str, number: int) -> list[ExplainedPoint]:
    rows = query_rows(
        database,
        "SELECT o.*, i.name AS indicator, i.code FROM observations o JOIN indicators i ON i.id = o.indicator_id "
        "WHERE o.source_table = ? AND o.source_id = ? ORDER BY o.id",
        [table, number],
    )
    return [_point(database, item) for item in rows]


def _point(database: Database, item: dict[str, Any]) -> ExplainedPoint:
    matches = database.conn.execute(
        "SELECT how, score FROM indicator_phrases WHERE key = ? AND indicator_id = ?",
        [phrase_key(item["indicator_text"] or ""), item["indicator_id"]],
    ).fetchone()
    matched_by, score = matches or (None, None)
    method = item["method"] or ""
    return ExplainedPoint(
        id=item["id"],
        phrase=item["indicator_text"],
        indicator=item["indicator"],
        code=item["code"],
        matched_by=matched_by,
        score=score,
        measure=item["measure"],
        value=item["value_text"],
        unit=item["unit"],
        period=item["period"],
        role=item["role"],
        basis=item["basis"],
        district=item["district"],
        method=method,
        rule=rule_texts().get(method),
        cue=item["cue"],
    )


def _sentence(database: Database, found: PageRow) -> str:
    """The sentence that holds the row, of the text of its report; the words of the row where that is not stored."""
    stored = database.conn.execute("SELECT text FROM report_texts WHERE report_id = ?", [found.report_id]).fetchone()
    text, end = (stored[0] if stored else None), found.fields.get("end")
    if not text or found.start is None or end is None:
        return found.text
    first = sentence_start(text, max(0, found.start - MAX_SENTENCE_CHARS), found.start)
    furthest = min(len(text), end + MAX_SENTENCE_CHARS)
    return " ".join(text[first : next(sentence_ends(text, end, furthest), furthest)].split())


def _corrections(database: Database, table: str, number: int, points: list[int]) -> tuple[Correction, ...]:
    of_points = f" OR (table_name = 'observations' AND row_id IN ({', '.join('?' * len(points))}))" if points else ""
    rows = query_rows(
        database,
        "SELECT field, extracted, corrected, status, who, at, why FROM corrections "
        f"WHERE (table_name = ? AND row_id = ?){of_points} ORDER BY id",
        [table, number, *points],
    )
    return tuple(Correction(**item) for item in rows)
