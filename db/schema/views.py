"""The views: joins that lead from a value or a mention to its report and its place on the page."""

from __future__ import annotations


def not_rejected(table: str, row: str) -> str:
    """The condition that no reader rejected ``row`` of ``table`` (both SQL): what was rejected counts no more."""
    return (
        f"NOT EXISTS (SELECT 1 FROM reviews x WHERE x.table_name = {table} AND x.row_id = {row} "
        "AND x.verdict = 'rejected' AND x.status = 'active')"
    )


_OF_POINT = not_rejected("o.source_table", "o.source_id")
_OF_CITATION = not_rejected("'citations'", "c.id")

_OBSERVATIONS = f"""
SELECT o.id, o.report_id, o.district, o.province, o.period, o.period_start, o.period_end,
       i.code AS indicator_code, i.name AS indicator, i."group" AS indicator_group, o.indicator_text,
       o.measure, o.basis, o.role, o.value, o.value_text, o.unit, f.base_value, f.base_unit,
       o.source_table, o.source_id, o.method, o.cue, o.cue_start, o.cue_end,
       coalesce(f.page, p.page, t.page) AS page, coalesce(f."start", p."start", t."start") AS "start",
       coalesce(f."end", p."end", t."end") AS "end",
       coalesce(f.text, p.text, t.text) AS text, coalesce(f.boxes, p.boxes, t.boxes) AS boxes,
       coalesce(f.value_max_text, p.value_max_text) AS value_max_text,
       coalesce(f.confidence, p.confidence, t.confidence) AS confidence, coalesce(f.how, p.how, t.how) AS how,
       coalesce(f.doubts, p.doubts, t.doubts) AS doubts, coalesce(f.letters, p.letters, t.letters) AS letters, f.parent,
       coalesce(sf.path, sp.path, st.path) AS section, r.number AS report_number, r.date AS report_date, r.source_path,
       coalesce(f.how, p.how, t.how) AS extraction_method, coalesce(f.letters, p.letters, t.letters) AS ocr_confidence
FROM observations o
JOIN reports r ON r.id = o.report_id
JOIN indicators i ON i.id = o.indicator_id
LEFT JOIN figures f ON o.source_table = 'figures' AND f.id = o.source_id
LEFT JOIN percentages p ON o.source_table = 'percentages' AND p.id = o.source_id
LEFT JOIN ratios t ON o.source_table = 'ratios' AND t.id = o.source_id
LEFT JOIN sections sf ON sf.id = f.section_id
LEFT JOIN sections sp ON sp.id = p.section_id
LEFT JOIN sections st ON st.id = t.section_id
WHERE {_OF_POINT}
"""

_CITATIONS = f"""
SELECT c.id, c.report_id, r.number AS report_number, r.district, r.province, r.period, r.date AS report_date,
       s.path AS section, c.page, c."start", c."end", c.text, c.type, c.number, c.date, c.year, c.issuer, c.title,
       c.pinpoint, c.numbered, c.in_footnote, c.boxes, c.confidence, c.how, c.doubts, c.letters,
       c.cited_document_id, d.type AS document_type,
       d.number AS document_number, d.date AS document_date, d.issuer AS document_issuer, d.title AS document_title,
       d.scope AS document_scope, d.held_report_id, r.source_path,
       c.how AS extraction_method, c.letters AS ocr_confidence
FROM citations c
JOIN reports r ON r.id = c.report_id
LEFT JOIN sections s ON s.id = c.section_id
LEFT JOIN cited_documents d ON d.id = c.cited_document_id
WHERE {_OF_CITATION}
"""

#: One number a row as series want it: results and estimates of listed indicators, the unit converted.
_SERIES = f"""
SELECT o.district, o.province, i.code AS indicator_code, i.name AS indicator, o.measure, o.basis, o.role, o.period,
       o.period_start, o.period_end, o.value, o.unit, f.base_value, f.base_unit, r.number AS report_number,
       r.date AS report_date, coalesce(f.page, p.page, t.page) AS page, o.id AS observation_id, o.report_id
FROM observations o
JOIN reports r ON r.id = o.report_id
JOIN indicators i ON i.id = o.indicator_id
LEFT JOIN figures f ON o.source_table = 'figures' AND f.id = o.source_id
LEFT JOIN percentages p ON o.source_table = 'percentages' AND p.id = o.source_id
LEFT JOIN ratios t ON o.source_table = 'ratios' AND t.id = o.source_id
WHERE i.code IS NOT NULL AND o.period IS NOT NULL AND {_OF_POINT}
"""

_REGISTER = """
SELECT d.id, d.type, d.number, d.date, d.year, d.issuer, d.title, d.name, d.scope, d.mentions, d.reports, d.first_cited,
       d.last_cited, d.held_report_id, h.number AS held_number, h.source_path AS held_path,
       EXISTS (SELECT 1 FROM known_documents k WHERE k.key = d.key) AS in_register,
       (SELECT count(DISTINCT c.date) FROM citations c WHERE c.cited_document_id = d.id) AS dates
FROM cited_documents d
LEFT JOIN reports h ON h.id = d.held_report_id
"""

_FINDINGS = """
SELECT f.id, f.key, f.kind, f.severity, f.subject, f.message, f.message_vi, f.arithmetic, f.evidence, f.report_id,
       r.number AS report_number, r.date AS report_date, r.district, r.period, r.source_path, f.other_report_id,
       o.number AS other_report_number, d.who AS dismissed_by, d.at AS dismissed_at, d.why AS dismissed_why,
       s.who AS confirmed_by, s.at AS confirmed_at, s.why AS confirmed_why
FROM findings f
JOIN reports r ON r.id = f.report_id
LEFT JOIN reports o ON o.id = f.other_report_id
LEFT JOIN dismissals d ON d.finding_key = f.key AND d.verdict = 'dismissed'
LEFT JOIN dismissals s ON s.finding_key = f.key AND s.verdict = 'confirmed'
"""

_CORRECTIONS = """
SELECT c.id, c.status, c.table_name, c.row_id, c.field, c.extracted, c.corrected, c.page, c.printed, c.who, c.at, c.why,
       c.report_id, r.number AS report_number, r.source_path, c.sha256
FROM corrections c
LEFT JOIN reports r ON r.id = c.report_id
"""

#: Indicators that no entry of the list matches: what an archivist may assign, those in most reports first.
_UNMATCHED = """
SELECT i.id, i.name AS phrase, count(*) AS observations, count(DISTINCT o.report_id) AS reports
FROM indicators i JOIN observations o ON o.indicator_id = i.id
WHERE i.code IS NULL
GROUP BY i.id
"""

#: ``same_text``: the same letters and digits in other bytes. ``version``: the same number, issuer and date, and other
#: text: a corrected re-issue, or one report read from two scans.
_RELATED = """
SELECT a.id AS report_id, b.id AS other_report_id, 'same_text' AS relation, b.number AS other_number,
       b.source_path AS other_path
FROM reports a JOIN reports b ON b.text_key = a.text_key AND b.id <> a.id
UNION ALL
SELECT a.id, b.id, 'version', b.number, b.source_path
FROM reports a JOIN reports b ON b.number = a.number AND b.date = a.date AND b.issuer IS a.issuer AND b.id <> a.id
WHERE a.text_key IS NOT b.text_key
"""

VIEWS = {
    "v_related_reports": _RELATED.strip(),
    "v_observations": _OBSERVATIONS.strip(),
    "v_citations": _CITATIONS.strip(),
    "v_series": _SERIES.strip(),
    "v_register": _REGISTER.strip(),
    "v_findings": _FINDINGS.strip(),
    "v_corrections": _CORRECTIONS.strip(),
    "v_unmatched_indicators": _UNMATCHED.strip(),
}
