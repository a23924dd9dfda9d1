"""Which documents are cited, by which reports, and where."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

import pandas as pd
from sqlite_utils import Database

from db.cited import same_number
from db.errors import NothingMatchesError
from db.folding import fold
from db.frames import query, typed
from db.frames import rows as as_rows
from db.observing import matching_districts

_COLUMNS = [
    *("id", "type", "number", "date", "year", "issuer", "title", "mentions", "reports", "first_cited", "last_cited"),
    *("cited_by", "other_dates", "held_report_id"),
]


def citations(
    database: Database,
    kind: str | None,
    issuer: str | None,
    number: str | None,
    year: int | None,
    report: str | None,
    district: str | None,
) -> pd.DataFrame:
    """The mentions that match all that is given, in the order of the reports and of their text.

    Types, issuers and districts match without case and diacritics, issuers also in part. ``number`` matches whole
    (``19/QĐ-UBND``) or by its first figures (``19``); ``report`` likewise, the citing report's own number.

    Raises:
        NothingMatchesError: no report is of that district, or has that number.
    """
    frame = query(database, 'SELECT * FROM v_citations ORDER BY report_date, report_number, report_id, "start", id')
    keep = pd.Series(True, index=frame.index)
    if kind:
        keep &= _folded(frame, "type") == fold(kind)
    if issuer:
        wanted = fold(issuer)
        keep &= (_folded(frame, "issuer") + "\n" + _folded(frame, "document_issuer")).map(lambda text: wanted in text)
    if number:
        keep &= frame["number"].map(lambda text: same_number(text, number)) | frame["document_number"].map(
            lambda text: same_number(text, number)
        )
    if year:
        dates = frame["date"].fillna(frame["document_date"]).map(lambda text: str(text or "")[:4])
        keep &= (dates == str(year)) | (frame["year"] == year).fillna(False).astype(bool)
    if report:
        held = query(database, "SELECT number FROM reports WHERE number IS NOT NULL ORDER BY number")["number"]
        if not any(same_number(text, report) for text in held):
            raise NothingMatchesError(
                f"no loaded report has the number {report!r}. See baocao reports for those it has."
            )
        keep &= frame["report_number"].map(lambda text: same_number(text, report))
    if district:
        named = matching_districts(database, [district])
        keep &= frame["district"].isin(named)
    return frame[keep.astype(bool)].reset_index(drop=True)


def cited_documents(mentions: pd.DataFrame) -> pd.DataFrame:
    """The documents that ``mentions`` mean, those cited most first.

    ``cited_by`` is a list of {report_id, report, file, district, period, page, text, citation_id}; ``other_dates`` are
    dates that some mentions give instead of the one that most give.
    """
    rows: list[dict[str, Any]] = []
    for number, group in mentions.groupby("cited_document_id", sort=True):
        members = as_rows(group)
        first = members[0]
        dates = sorted(str(date) for date in group["report_date"].dropna())
        rows.append(
            {
                "id": number,
                "type": first["document_type"],
                "number": first["document_number"],
                "date": first["document_date"],
                "issuer": first["document_issuer"],
                "year": _year(members),
                "title": first["document_title"],
                "mentions": len(members),
                "reports": group["report_id"].nunique(),
                "first_cited": dates[0] if dates else None,
                "last_cited": dates[-1] if dates else None,
                "held_report_id": first["held_report_id"],
                "cited_by": [_place(member) for member in members],
                "other_dates": sorted({m["date"] for m in members if m["date"]} - {first["document_date"]}),
            }
        )
    rows.sort(key=_cited_most)
    return typed(pd.DataFrame(rows, columns=_COLUMNS))


def _cited_most(row: dict[str, Any]) -> tuple[Any, ...]:
    return (-row["reports"], -row["mentions"], fold(row["type"] or ""), row["number"] or "", row["id"])


def _place(member: dict[str, Any]) -> dict[str, Any]:
    return {
        "report_id": int(member["report_id"]),
        "report": member["report_number"],
        "file": PurePath(member["source_path"]).name,
        "district": member["district"],
        "period": member["period"],
        "page": None if pd.isna(member["page"]) else int(member["page"]),
        "text": member["text"],
        "citation_id": int(member["id"]),
    }


def _year(members: list[dict[str, Any]]) -> int | None:
    dated = [int(str(m["document_date"])[:4]) for m in members if m["document_date"]]
    years = dated or [int(m["year"]) for m in members if not pd.isna(m["year"])]
    return years[0] if years else None


def _folded(frame: pd.DataFrame, column: str) -> pd.Series[str]:
    return frame[column].map(lambda text: fold(text or ""))
