"""The kinds of findings: their sentences in English and Vietnamese, and what they mean (``finding_kinds.csv``)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from db.audit.finding import Finding

_MISSING_VI = {"number": "số", "date": "ngày, năm"}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of finding: ``title`` for lists, ``message`` with places to fill, ``meaning`` with its severities."""

    code: str
    title_en: str
    title_vi: str
    message_en: str
    message_vi: str
    meaning_en: str
    meaning_vi: str


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its code, in the order of the file."""
    with resources.files("db").joinpath("data", "finding_kinds.csv").open(encoding="utf-8") as file:
        return {row["kind"]: Kind(*row.values()) for row in csv.DictReader(file)}


def messages(finding: Finding) -> tuple[str, str]:
    """What ``finding`` says, in English and in Vietnamese."""
    kind = kinds()[finding.kind]
    values = dict.fromkeys(("period", "before", "basis", "missing", "register", "slip", "times"), "")
    values |= dict(finding.values) | {"subject": finding.subject, "arithmetic": finding.arithmetic}
    slip = values.pop("slip")
    values["slip_en"] = f" One slip would explain it: {slip}." if slip else ""
    values["slip_vi"] = f" Có thể chỉ là lỗi ghi số: {slip}." if slip else ""
    values["missing_vi"] = _MISSING_VI.get(values["missing"], "")
    # Not str.format on anything printed: a report's words may hold braces, and they only ever enter as values.
    return kind.message_en.format_map(values), kind.message_vi.format_map(values)
