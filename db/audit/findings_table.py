"""Writes and reads the table ``findings``, and the verdicts of people on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Literal

import pandas as pd
from sqlite_utils import Database

from db.audit.model import SEVERITIES, Finding, finding_kinds, messages
from db.errors import NothingMatchesError
from db.schema.tables import FINDING
from db.sql.clock import now
from db.sql.frames import query

#: What a person says of a finding: that it is no mistake, or that it is one.
Verdict = Literal["dismissed", "confirmed"]
_COLUMNS = tuple(name for name in FINDING if name != "id")


def write_findings(database: Database, findings: Iterable[Finding], audited: Sequence[int] | None) -> None:
    """Put ``findings`` in place of those of the ``audited`` reports (None: of all), in the caller's transaction."""
    if audited is None:
        database.conn.execute("DELETE FROM findings")
    for number in audited or ():
        database.conn.execute("DELETE FROM findings WHERE report_id = ? OR other_report_id = ?", [number, number])
    marks = ", ".join(f":{name}" for name in _COLUMNS)
    database.conn.executemany(
        f"INSERT INTO findings ({', '.join(_COLUMNS)}) VALUES ({marks}) ON CONFLICT (key) DO NOTHING",
        [_row(finding) for finding in sorted(findings, key=_order)],
    )


def note_audit(database: Database, started_at: str, reports: int) -> None:
    """The whole archive was audited: what is stored at this moment has been checked. In the caller's transaction."""
    database.conn.execute(
        "INSERT INTO audits (started_at, finished_at, reports, findings) "
        "VALUES (?, ?, ?, (SELECT count(*) FROM findings))",
        [started_at, now(), reports],
    )


def _order(finding: Finding) -> tuple[object, ...]:
    return finding.report_id, SEVERITIES.index(finding.severity), list(finding_kinds()).index(finding.kind), finding.key


def _row(finding: Finding) -> dict[str, object]:
    english, vietnamese = messages(finding)
    return {
        "report_id": finding.report_id,
        "kind": finding.kind,
        "severity": finding.severity,
        "message": english,
        "evidence": json.dumps([item.plain() for item in finding.evidence], ensure_ascii=False, separators=(",", ":")),
        "message_vi": vietnamese,
        "subject": finding.subject,
        "arithmetic": finding.arithmetic,
        "other_report_id": finding.other_report_id,
        "key": finding.key,
    }


def findings(
    database: Database,
    kind: str | None = None,
    severity: str | None = None,
    report_ids: Sequence[int] | None = None,
    dismissed: bool = False,
) -> pd.DataFrame:
    """The findings as written, the gravest first; ``severity`` is the least that is shown, ``dismissed`` adds those."""
    conditions, values = ["TRUE"], list[object]()
    if kind:
        conditions.append("kind = ?")
        values.append(kind)
    if severity:
        shown = SEVERITIES[: SEVERITIES.index(severity) + 1]
        conditions.append(f"severity IN ({', '.join('?' * len(shown))})")
        values += shown
    if report_ids is not None:
        marks = ", ".join("?" * len(report_ids))
        conditions.append(f"(report_id IN ({marks}) OR other_report_id IN ({marks}))")
        values += [*report_ids, *report_ids]
    if not dismissed:
        conditions.append("dismissed_why IS NULL")
    order = "CASE severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, report_date, report_id, kind, id"
    return query(database, f"SELECT * FROM v_findings WHERE {' AND '.join(conditions)} ORDER BY {order}", values)


_SAID = {"dismissed": "set aside", "confirmed": "confirmed"}


def dismiss(database: Database, key: str, who: str, why: str, verdict: Verdict = "dismissed") -> str:
    """Set a finding aside, for this and every later audit, or confirm it; returns its whole key.

    In the caller's transaction. What is confirmed stays a finding, and needs no reason.

    Raises:
        NothingMatchesError: no finding, or more than one, has a key that begins so.
        ValueError: no reason is given, or something was said of it before: the earlier reason is not overwritten.
    """
    if not why.strip() and verdict == "dismissed":
        raise ValueError("a finding is dismissed with a reason: --why “…”.")
    rows = database.conn.execute(
        "SELECT key, kind, message FROM findings WHERE substr(key, 1, ?) = ?", [len(key), key]
    ).fetchall()
    if len(rows) != 1:
        raise NothingMatchesError(
            f"{'no finding has' if not rows else f'{len(rows)} findings have'} a key that begins with {key!r}. "
            "Keys are printed by baocao audit."
        )
    whole, kind, message = rows[0]
    earlier = database.conn.execute(
        "SELECT who, at, why, verdict FROM dismissals WHERE finding_key = ?", [whole]
    ).fetchone()
    if earlier is not None:
        raise ValueError(
            f"it was {_SAID[earlier[3]]} by {earlier[0]} on {earlier[1][:10]}: {earlier[2]} — to give another reason, "
            f"first take that back: baocao dismiss {whole[:8]} --undo"
        )
    database.conn.execute(
        "INSERT INTO dismissals (finding_key, kind, message, who, at, why, verdict) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [whole, kind, message, who, now(), why.strip(), verdict],
    )
    return str(whole)


def restore(database: Database, key: str) -> None:
    """Take back what was said of a finding.

    Raises:
        NothingMatchesError: nothing with that key was dismissed.
    """
    restored = database.conn.execute(
        "DELETE FROM dismissals WHERE substr(finding_key, 1, ?) = ? RETURNING id", [len(key), key]
    ).fetchall()
    if not restored:
        raise NothingMatchesError(f"no dismissed finding has a key that begins with {key!r}: baocao audit --dismissed.")
