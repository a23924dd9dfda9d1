"""The two joins that everyone needs: from a value, and from a mention, to the printed words and their place."""

from __future__ import annotations

_OBSERVATIONS = """
SELECT o.id, o.report_id, o.district, o.province, o.period, o.period_start, o.period_end,
       i.code AS indicator_code, i.name AS indicator, i."group" AS indicator_group, o.indicator_text,
       o.measure, o.basis, o.role, o.value, o.value_text, o.unit, f.base_value, f.base_unit,
       o.source_table, o.source_id,
       coalesce(f.page, p.page) AS page, coalesce(f."start", p."start") AS "start", coalesce(f."end", p."end") AS "end",
       coalesce(f.text, p.text) AS text, coalesce(f.boxes, p.boxes) AS boxes,
       coalesce(f.confidence, p.confidence) AS confidence,
       coalesce(sf.path, sp.path) AS section, r.number AS report_number, r.date AS report_date, r.source_path
FROM observations o
JOIN reports r ON r.id = o.report_id
JOIN indicators i ON i.id = o.indicator_id
LEFT JOIN figures f ON o.source_table = 'figures' AND f.id = o.source_id
LEFT JOIN percentages p ON o.source_table = 'percentages' AND p.id = o.source_id
LEFT JOIN sections sf ON sf.id = f.section_id
LEFT JOIN sections sp ON sp.id = p.section_id
"""

_CITATIONS = """
SELECT c.id, c.report_id, r.number AS report_number, r.district, r.province, r.period, r.date AS report_date,
       s.path AS section, c.page, c."start", c."end", c.text, c.type, c.number, c.date, c.year, c.issuer, c.title,
       c.pinpoint, c.numbered, c.in_footnote, c.boxes, c.confidence, c.cited_document_id, d.type AS document_type,
       d.number AS document_number, d.date AS document_date, d.issuer AS document_issuer, d.title AS document_title,
       d.scope AS document_scope, d.held_report_id, r.source_path
FROM citations c
JOIN reports r ON r.id = c.report_id
LEFT JOIN sections s ON s.id = c.section_id
LEFT JOIN cited_documents d ON d.id = c.cited_document_id
"""

VIEWS = {"v_observations": _OBSERVATIONS.strip(), "v_citations": _CITATIONS.strip()}
