"""What a percentage in running text stands right behind: it speaks of that figure, whatever its phrase says."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable

from sqlite_utils import Database

from db.audit.facts import Fact
from db.folding import fold

#: The phrase of a figure that is only said to be a plan.
_PLAN_PHRASE = re.compile(r"(?:tổng )?(?:kế hoạch|KH|dự toán|chỉ tiêu)", re.IGNORECASE)


class Nearby:
    """The figures of a report by place: what a percentage in running text stands right behind."""

    def __init__(self, database: Database, report_id: int) -> None:
        """Read the figures of one report."""
        rows = database.conn.execute(
            'SELECT "end", id, indicator FROM figures WHERE report_id = ? AND how <> ? ORDER BY "end"',
            [report_id, "cell"],
        ).fetchall()
        self.ends = [row[0] for row in rows]
        self.ids = [row[1] for row in rows]
        self.phrases = [row[2] for row in rows]

    def is_clear(self, fact: Fact) -> bool:
        """Whether a percentage is of its indicator: no figure of another one stands right before it."""
        if fact.table != "percentages" or fact.how == "cell" or fact.start is None:
            return True
        index = bisect.bisect_right(self.ends, fact.start) - 1
        if index < 0 or fact.start - self.ends[index] > _CLAUSE:
            return True
        phrase = self.phrases[index]
        return not phrase or bool(_PLAN_PHRASE.match(phrase)) or fold(phrase) == fold(fact.phrase)

    def before(self, fact: Fact) -> int | None:
        """The figure that ends right before ``fact``, within a clause's length; None for a cell, or where none does."""
        if fact.how == "cell" or fact.start is None:
            return None
        index = bisect.bisect_right(self.ends, fact.start) - 1
        return self.ids[index] if index >= 0 and fact.start - self.ends[index] <= _CLAUSE else None


#: How far, in characters, a percentage may stand behind the figure that it speaks of.
_CLAUSE = 40


def speaks_of(own: Fact, nearby: Nearby, facts: Iterable[Fact]) -> bool:
    """Whether ``own`` can be of ``facts``: no figure of something else stands right before it."""
    figure = nearby.before(own)
    return figure is None or any(fact.table == "figures" and fact.row_id == figure for fact in facts)
