"""Checks of cited documents: conflicting dates, issuers or titles, dates after the report, missing numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sqlite_utils import Database

from db.audit.context import AuditContext
from db.audit.mentions import (
    Mention,
    alike,
    bare_title,
    likeness,
    long_enough,
    mentions_of_documents,
    mentions_of_report,
    outcome_of,
    rows_of,
    same_number_documents,
)
from db.audit.model import Outcome, Severity
from db.audit.plugins import audit_check
from db.citations.identity import year_of
from db.citations.scope import Scope, level_of
from db.sql.folding import fold

_NOWHERE = Scope(None, None, "")


def check_citations(database: Database, report_id: int) -> Iterator[Outcome]:
    """Every mention of one report, each with the mentions of the same document in all reports."""
    own = mentions_of_report(database, report_id)
    documents = sorted({mention.document_id for mention in own if mention.document_id is not None})
    co_mentions: dict[int, list[Mention]] = {}
    for mention in mentions_of_documents(database, documents):
        co_mentions.setdefault(mention.document_id or 0, []).append(mention)
    seen: set[tuple[str, str | None]] = set()
    for mention in own:
        others = co_mentions.get(mention.document_id or 0, [])
        yield from _alone(mention, others)
        form = (mention.key, f"{mention.date}|{fold(mention.issuer or '')}|{fold(mention.title or '')}")
        if form in seen or not mention.number:
            continue
        seen.add(form)
        yield from _dates(mention, others)
        yield from _titles(mention, others)
        yield from _issuers(database, mention)


def _alone(mention: Mention, co_mentions: Sequence[Mention]) -> Iterator[Outcome]:
    """What a mention contradicts by itself: the day of its report, the year of its number, the body of its symbol."""
    if mention.date and mention.report_date:
        if mention.date > mention.report_date:
            arithmetic = f"{mention.date} > {mention.report_date}"
            values = {"date": mention.date, "report_date": mention.report_date}
            yield outcome_of("cited_before_issued", "high", mention, None, arithmetic, values)
        else:
            yield Outcome("cited_before_issued", rows_of(mention))
    in_number = year_of({"number": mention.number, "date": None, "year": None})
    if in_number and mention.date:
        if abs(int(in_number) - int(mention.date[:4])) >= 1:
            arithmetic = f"{mention.number}: {in_number} ≠ {mention.date[:4]}"
            yield outcome_of("citation_dates", "medium", mention, None, arithmetic, {"dates": mention.date})
        else:
            yield Outcome("citation_dates", rows_of(mention))
    yield from _symbol(mention)
    yield from _incomplete(mention, co_mentions)


#: Only the Government issues a nghị định (Luật Ban hành VBQPPL 2015, Điều 4): letters of another body in its symbol are
#: a slip. Letters of no known body are left alone: they may be misread.
_DECREE_OF_WRONG_BODY = re.compile(
    r"/NĐ-(?:"
    r"TTg"  # the Prime Minister, who signs decrees and issues decisions
    r"|UBND|HĐND"  # a People's Committee or Council
    r"|QH\d*"  # the National Assembly
    r"|B[A-ZĐ]{2,}"  # a ministry
    r")$"
)


def _symbol(mention: Mention) -> Iterator[Outcome]:
    """The issuer that is printed, or that the type implies, against the letters of the number."""
    if mention.number and _DECREE_OF_WRONG_BODY.search(mention.number):
        arithmetic = f"{mention.number} ↔ Chính phủ"
        yield outcome_of("citation_issuers", "medium", mention, None, arithmetic, {"issuers": mention.issuer or ""})
        return
    if not mention.number or not mention.issuer or "/" not in mention.number or "issuer" in (mention.inherited or ""):
        return
    by_symbol = level_of(None, mention.number, None, _NOWHERE)
    by_issuer = level_of(None, None, mention.issuer, _NOWHERE)
    council = re.search(r"HĐND", mention.number) is not None
    committee = re.search(r"-UBND", mention.number) is not None
    words = fold(mention.issuer)
    wrong_body = (council and words.startswith(("ubnd", "uy ban nhan dan"))) or (
        committee and not council and words.startswith(("hdnd", "hoi dong nhan dan"))
    )
    if (by_symbol and by_issuer and by_symbol != by_issuer) or wrong_body:
        arithmetic = f"{mention.number} ↔ {mention.issuer}"
        yield outcome_of("citation_issuers", "medium", mention, None, arithmetic, {"issuers": mention.issuer})
    else:
        yield Outcome("citation_issuers", rows_of(mention))


#: Programmes that go by their number: Đề án 06, Chương trình 135.
_BY_NUMBER = re.compile(r"(?:Đề án|Chương trình|Dự án) \d+[a-z]?")


def _incomplete(mention: Mention, co_mentions: Sequence[Mention]) -> Iterator[Outcome]:
    """A mention that nobody could look up: no number where the day is given, or a number without any year."""
    if _BY_NUMBER.fullmatch(mention.name):
        return
    if not mention.numbered and not mention.number:
        if mention.date and mention.issuer and not mention.title:
            yield outcome_of("citation_incomplete", "low", mention, None, "", {"missing": "number"})
        return
    blank = "blank" in (mention.doubts or "")
    known = year_of({"number": mention.number, "date": mention.date, "year": mention.year})
    if blank or (mention.number and not known and not any(_has_year(co_mention) for co_mention in co_mentions)):
        missing = "number" if blank else "date"
        yield outcome_of("citation_incomplete", "low", mention, None, "", {"missing": missing})
    else:
        yield Outcome("citation_incomplete", rows_of(mention))


def _has_year(mention: Mention) -> bool:
    return bool(year_of({"number": mention.number, "date": mention.date, "year": mention.year}))


def _dates(mention: Mention, co_mentions: Iterable[Mention]) -> Iterator[Outcome]:
    """Another day for the same document; reported on the mention whose date is rarer."""
    dated = [co_mention for co_mention in co_mentions if co_mention.date]
    if not mention.date or not dated:
        return
    other = next((co_mention for co_mention in dated if co_mention.date != mention.date), None)
    if other is None:
        yield Outcome("citation_dates", rows_of(mention))
        return
    same = sum(co_mention.reports for co_mention in dated if co_mention.date == mention.date)
    against = sum(co_mention.reports for co_mention in dated if co_mention.date == other.date)
    if same > against:
        return  # said where the rarer day is cited; of two that stand alone, in the later report
    if same == against and _place(mention) < _place(other):
        return
    arithmetic = f"{mention.date} ≠ {other.date}"
    yield outcome_of("citation_dates", "high", mention, other, arithmetic, {"dates": f"{mention.date}, {other.date}"})


def _place(mention: Mention) -> tuple[str, str, int]:
    """The order of reports, whatever the order of loading; within one, of the text."""
    return mention.report_date or "", mention.sha256, mention.start


def _titles(mention: Mention, co_mentions: Iterable[Mention]) -> Iterator[Outcome]:
    others = [co_mention for co_mention in co_mentions if long_enough(co_mention.title)]
    if not long_enough(mention.title) or not others:
        return
    other = min(others, key=lambda co_mention: (likeness(mention.title, co_mention.title), co_mention.id))
    if alike(mention.title, other.title):
        yield Outcome("citation_titles", rows_of(mention))
    elif (mention.report_date or "", mention.id) > (other.report_date or "", other.id):
        arithmetic = f"“{mention.title}” ≠ “{other.title}”"
        yield outcome_of("citation_titles", "medium", mention, other, arithmetic, {})


def _issuers(database: Database, mention: Mention) -> Iterator[Outcome]:
    """Documents of the same number that are the same document by day and title, and differ in issuer or year."""
    for other in same_number_documents(database, mention):
        if (other.report_date or "", other.id) > (mention.report_date or "", mention.id):
            continue  # said of the later mention
        same_title = long_enough(mention.title) and bare_title(mention.title) == bare_title(other.title)
        one_place = mention.district is not None and mention.district == other.district
        if mention.date and mention.date == other.date and _other_level(mention, other) and (same_title or one_place):
            arithmetic = f"{mention.issuer} ≠ {other.issuer}"
            severity: Severity = "medium" if same_title else "low"
            values = {"issuers": f"{mention.issuer}, {other.issuer}"}
            yield outcome_of("citation_issuers", severity, mention, other, arithmetic, values)
            return
        one_scope = mention.key.rpartition("|")[2] == other.key.rpartition("|")[2]
        if same_title and mention.date and other.date and mention.date != other.date and one_scope:
            arithmetic = f"{mention.date} ≠ {other.date}"
            dates = {"dates": f"{mention.date}, {other.date}"}
            yield outcome_of("citation_dates", "medium", mention, other, arithmetic, dates)
            return


def _other_level(mention: Mention, other: Mention) -> bool:
    """Whether the printed issuers are of two levels: the province's committee and the district's."""
    if not mention.issuer or not other.issuer:
        return False
    levels = {level_of(None, None, item.issuer, _NOWHERE) for item in (mention, other)}
    return len(levels) == 2 and None not in levels


@audit_check()
def cited_documents(context: AuditContext) -> Iterator[Outcome]:
    """Mentions of one document in all reports, against each other."""
    yield from check_citations(context.database, context.report.id)
