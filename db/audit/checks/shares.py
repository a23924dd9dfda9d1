"""Checks of impossible numbers: shares above the whole, ratios above one, self-comparisons."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sqlite_utils import Database

from db.audit.context import AuditContext
from db.audit.facts import Fact, Report
from db.audit.intervals import shown
from db.audit.model import Evidence, Finding, Outcome
from db.audit.plugins import audit_check
from db.schema.views import not_rejected
from extractors.temporal.periods import compared_period

#: What is counted out of a fixed number: criteria met, communes of a district. (120/100 lao động is a plan exceeded.)
_OUT_OF_ALL = re.compile(
    r"^(?:tiêu chí|xã|phường|thị trấn|thôn|bản|làng|khu phố|tổ dân phố|trường|trạm|đơn vị)\b", re.I
)


def check_share(report: Report, fact: Fact) -> Iterator[Outcome]:
    """A share or level of a whole that is above it."""
    if fact.table != "percentages" or fact.measure not in ("share", "level"):
        return
    rows = (("percentages", fact.row_id),)
    if "implausible" not in json.loads(fact.doubts or "[]"):
        yield Outcome("impossible_share", rows)
        return
    severity = "medium" if fact.scanned else "high"
    finding = Finding(
        "impossible_share", severity, report.id, None, fact.phrase, f"{shown(fact.value)} % > 100 %",  # type: ignore[arg-type]  # one of the three
        (fact.evidence("share"),),
    )  # fmt: skip
    yield Outcome("impossible_share", rows, finding)


_KEPT = not_rejected("'ratios'", "ratios.id")


def check_ratios(database: Database, report: Report) -> Iterator[Outcome]:
    """A ratio of things counted out of all there are, with more above the stroke than below."""
    rows = database.conn.execute(
        'SELECT id, num, den, what, coalesce(subject, what), page, "start", "end", text, boxes FROM ratios '
        f"WHERE report_id = ? AND what IS NOT NULL AND {_KEPT}",
        [report.id],
    )
    for number, above, below, what, subject, *place in rows:
        if not _OUT_OF_ALL.match(what):
            continue
        if above <= below:
            yield Outcome("impossible_share", (("ratios", number),))
            continue
        proof = Evidence(*["ratio", report.id, report.number, "ratios", number, *place, report.sha256])
        arithmetic = f"{above:g} > {below:g}"
        finding = Finding("impossible_share", "medium", report.id, None, subject, arithmetic, (proof,))
        yield Outcome("impossible_share", (("ratios", number),), finding)


def check_self_comparison(report: Report, facts: Sequence[Fact]) -> Iterator[Outcome]:
    """A growth rate against the very period that it is of: ``năm 2023 tăng 8% so với năm 2023``."""
    for fact in facts:
        if fact.measure not in ("growth", "percent_of_base") or not fact.is_result or fact.period is None:
            continue
        rows = (("percentages", fact.row_id),)
        if compared_period(fact.basis, fact.period) != fact.period:
            yield Outcome("self_comparison", rows)
            continue
        arithmetic = f"{fact.period} ↔ {fact.basis} = {fact.period}: {shown(Decimal(fact.value))} %"
        values = {"period": fact.period, "basis": fact.basis or ""}
        finding = Finding(
            "self_comparison",
            "medium",
            report.id,
            None,
            fact.phrase,
            arithmetic,
            (fact.evidence("percentage"),),
            values,
        )
        yield Outcome("self_comparison", rows, finding)


@audit_check()
def impossible_shares(context: AuditContext) -> Iterator[Outcome]:
    """Shares and ratios above the whole."""
    yield from check_ratios(context.database, context.report)
    for fact in context.facts:
        yield from check_share(context.report, fact)


@audit_check()
def self_comparisons(context: AuditContext) -> Iterator[Outcome]:
    """Growth rates against the period that they are of."""
    yield from check_self_comparison(context.report, context.facts)
