CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE TABLE "reports" (
   "id" INTEGER PRIMARY KEY,
   "sha256" TEXT NOT NULL,
   "source_path" TEXT NOT NULL,
   "number" TEXT,
   "type" TEXT,
   "issuer" TEXT,
   "place" TEXT,
   "date" TEXT,
   "title" TEXT,
   "addressee" TEXT,
   "signer" TEXT,
   "signer_title" TEXT,
   "commune" TEXT,
   "district" TEXT,
   "province" TEXT,
   "period" TEXT,
   "period_start" TEXT,
   "period_end" TEXT,
   "page_count" INTEGER,
   "extractor_version" TEXT NOT NULL,
   "signing_capacity" TEXT,
   "recipients" TEXT,
   "warnings" TEXT,
   "document_key" TEXT,
   "loaded_at" TEXT,
   "text_key" TEXT
);
CREATE TABLE "report_texts" (
   "report_id" INTEGER PRIMARY KEY REFERENCES "reports"("id") ON DELETE CASCADE,
   "text" TEXT
);
CREATE TABLE "pages" (
   "id" INTEGER PRIMARY KEY,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "page" INTEGER,
   "text" TEXT,
   "text_source" TEXT,
   "width" REAL,
   "height" REAL
);
CREATE TABLE "cited_documents" (
   "id" INTEGER PRIMARY KEY,
   "type" TEXT,
   "number" TEXT,
   "date" TEXT,
   "year" INTEGER,
   "issuer" TEXT,
   "title" TEXT,
   "scope" TEXT,
   "key" TEXT NOT NULL,
   "held_report_id" INTEGER REFERENCES "reports"("id") ON DELETE SET NULL
, "mentions" INTEGER, "reports" INTEGER, "first_cited" TEXT, "last_cited" TEXT);
CREATE TABLE "indicators" (
   "id" INTEGER PRIMARY KEY,
   "code" TEXT,
   "name" TEXT NOT NULL,
   "group" TEXT,
   "unit" TEXT,
   "key" TEXT NOT NULL
);
CREATE TABLE "sections" (
   "id" INTEGER PRIMARY KEY,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "parent_id" INTEGER REFERENCES "sections"("id"),
   "label" TEXT,
   "path" TEXT,
   "title" TEXT,
   "level" INTEGER,
   "page" INTEGER,
   "start" INTEGER,
   "end" INTEGER,
   "run_in" INTEGER
);
CREATE TABLE "footnotes" (
   "id" INTEGER PRIMARY KEY,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "mark" TEXT,
   "page" INTEGER,
   "start" INTEGER,
   "end" INTEGER,
   "text" TEXT,
   "anchor" INTEGER,
   "boxes" TEXT
);
CREATE TABLE "tables" (
   "id" INTEGER PRIMARY KEY,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "page" INTEGER,
   "title" TEXT,
   "n_rows" INTEGER,
   "n_columns" INTEGER,
   "continues_id" INTEGER REFERENCES "tables"("id"),
   "boxes" TEXT
);
CREATE TABLE "cells" (
   "id" INTEGER PRIMARY KEY,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "table_id" INTEGER REFERENCES "tables"("id"),
   "page" INTEGER,
   "row" INTEGER,
   "column" INTEGER,
   "start" INTEGER,
   "end" INTEGER,
   "text" TEXT,
   "is_header" INTEGER,
   "boxes" TEXT
);
CREATE TABLE "citations" (
   "id" INTEGER PRIMARY KEY,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "section_id" INTEGER REFERENCES "sections"("id"),
   "page" INTEGER,
   "start" INTEGER,
   "end" INTEGER,
   "text" TEXT,
   "type" TEXT,
   "number" TEXT,
   "date" TEXT,
   "year" INTEGER,
   "issuer" TEXT,
   "title" TEXT,
   "pinpoint" TEXT,
   "numbered" INTEGER,
   "inherited" TEXT,
   "in_footnote" INTEGER,
   "boxes" TEXT,
   "confidence" REAL,
   "how" TEXT,
   "doubts" TEXT,
   "letters" REAL,
   "cited_document_id" INTEGER REFERENCES "cited_documents"("id"),
   "document_key" TEXT
);
CREATE TABLE "figures" (
   "id" INTEGER PRIMARY KEY,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "section_id" INTEGER REFERENCES "sections"("id"),
   "page" INTEGER,
   "start" INTEGER,
   "end" INTEGER,
   "text" TEXT,
   "value" REAL,
   "value_max" REAL,
   "unit" TEXT,
   "base_value" REAL,
   "base_unit" TEXT,
   "indicator" TEXT,
   "parent" TEXT,
   "kind" TEXT,
   "value_text" TEXT,
   "value_max_text" TEXT,
   "boxes" TEXT,
   "confidence" REAL,
   "how" TEXT,
   "doubts" TEXT,
   "letters" REAL
);
CREATE TABLE "percentages" (
   "id" INTEGER PRIMARY KEY,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "section_id" INTEGER REFERENCES "sections"("id"),
   "page" INTEGER,
   "start" INTEGER,
   "end" INTEGER,
   "text" TEXT,
   "value" REAL,
   "value_max" REAL,
   "relation" TEXT,
   "direction" TEXT,
   "basis" TEXT,
   "indicator" TEXT,
   "permille" INTEGER,
   "value_text" TEXT,
   "value_max_text" TEXT,
   "figure_id" INTEGER REFERENCES "figures"("id"),
   "boxes" TEXT,
   "confidence" REAL,
   "how" TEXT,
   "doubts" TEXT,
   "letters" REAL
);
CREATE TABLE "ratios" (
   "id" INTEGER PRIMARY KEY,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "section_id" INTEGER REFERENCES "sections"("id"),
   "page" INTEGER,
   "start" INTEGER,
   "end" INTEGER,
   "text" TEXT,
   "num" REAL,
   "den" REAL,
   "what" TEXT,
   "subject" TEXT,
   "boxes" TEXT,
   "confidence" REAL,
   "how" TEXT,
   "doubts" TEXT,
   "letters" REAL
);
CREATE TABLE "observations" (
   "id" INTEGER PRIMARY KEY,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "district" TEXT,
   "province" TEXT,
   "period" TEXT,
   "period_start" TEXT,
   "period_end" TEXT,
   "indicator_id" INTEGER REFERENCES "indicators"("id"),
   "indicator_text" TEXT,
   "measure" TEXT,
   "basis" TEXT,
   "role" TEXT,
   "value" REAL,
   "unit" TEXT,
   "value_text" TEXT,
   "source_table" TEXT,
   "source_id" INTEGER
);
CREATE TABLE "equations" (
   "id" INTEGER PRIMARY KEY,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "kind" TEXT,
   "how" TEXT,
   "complete" INTEGER,
   "result_table" TEXT,
   "result_id" INTEGER,
   "operands" TEXT
);
CREATE TABLE "files" (
   "id" INTEGER PRIMARY KEY,
   "source_path" TEXT NOT NULL,
   "sha256" TEXT,
   "status" TEXT NOT NULL,
   "error_kind" TEXT,
   "error" TEXT,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE SET NULL,
   "started_at" TEXT,
   "finished_at" TEXT
);
CREATE UNIQUE INDEX "idx_reports_sha256"
    ON "reports" ("sha256");
CREATE INDEX "idx_reports_document_key"
    ON "reports" ("document_key");
CREATE UNIQUE INDEX "idx_pages_report_id_page"
    ON "pages" ("report_id", "page");
CREATE UNIQUE INDEX "idx_cited_documents_key"
    ON "cited_documents" ("key");
CREATE INDEX "idx_cited_documents_number"
    ON "cited_documents" ("number");
CREATE UNIQUE INDEX "idx_indicators_key"
    ON "indicators" ("key");
CREATE INDEX "idx_sections_report_id"
    ON "sections" ("report_id");
CREATE INDEX "idx_sections_parent_id"
    ON "sections" ("parent_id");
CREATE INDEX "idx_footnotes_report_id"
    ON "footnotes" ("report_id");
CREATE INDEX "idx_tables_report_id"
    ON "tables" ("report_id");
CREATE INDEX "idx_tables_continues_id"
    ON "tables" ("continues_id");
CREATE INDEX "idx_cells_report_id"
    ON "cells" ("report_id");
CREATE INDEX "idx_cells_table_id"
    ON "cells" ("table_id");
CREATE INDEX "idx_citations_report_id"
    ON "citations" ("report_id");
CREATE INDEX "idx_citations_section_id"
    ON "citations" ("section_id");
CREATE INDEX "idx_figures_report_id"
    ON "figures" ("report_id");
CREATE INDEX "idx_figures_section_id"
    ON "figures" ("section_id");
CREATE INDEX "idx_percentages_report_id"
    ON "percentages" ("report_id");
CREATE INDEX "idx_percentages_section_id"
    ON "percentages" ("section_id");
CREATE INDEX "idx_percentages_figure_id"
    ON "percentages" ("figure_id");
CREATE INDEX "idx_ratios_report_id"
    ON "ratios" ("report_id");
CREATE INDEX "idx_ratios_section_id"
    ON "ratios" ("section_id");
CREATE INDEX "idx_observations_report_id"
    ON "observations" ("report_id");
CREATE INDEX "idx_observations_indicator_id"
    ON "observations" ("indicator_id");
CREATE INDEX "idx_equations_report_id"
    ON "equations" ("report_id");
CREATE INDEX "idx_observations_indicator_id_district_period"
    ON "observations" ("indicator_id", "district", "period");
CREATE INDEX "idx_observations_source_table_source_id"
    ON "observations" ("source_table", "source_id");
CREATE INDEX "idx_citations_number"
    ON "citations" ("number");
CREATE INDEX "idx_citations_document_key"
    ON "citations" ("document_key");
CREATE INDEX "idx_files_source_path"
    ON "files" ("source_path");
CREATE INDEX "idx_files_report_id"
    ON "files" ("report_id");
CREATE VIEW "v_observations" AS SELECT o.id, o.report_id, o.district, o.province, o.period, o.period_start, o.period_end,
       i.code AS indicator_code, i.name AS indicator, i."group" AS indicator_group, o.indicator_text,
       o.measure, o.basis, o.role, o.value, o.value_text, o.unit, f.base_value, f.base_unit,
       o.source_table, o.source_id,
       coalesce(f.page, p.page, t.page) AS page, coalesce(f."start", p."start", t."start") AS "start",
       coalesce(f."end", p."end", t."end") AS "end",
       coalesce(f.text, p.text, t.text) AS text, coalesce(f.boxes, p.boxes, t.boxes) AS boxes,
       coalesce(f.value_max_text, p.value_max_text) AS value_max_text,
       coalesce(f.confidence, p.confidence, t.confidence) AS confidence, coalesce(f.how, p.how, t.how) AS how,
       coalesce(f.doubts, p.doubts, t.doubts) AS doubts, coalesce(f.letters, p.letters, t.letters) AS letters, f.parent,
       coalesce(sf.path, sp.path, st.path) AS section, r.number AS report_number, r.date AS report_date, r.source_path
FROM observations o
JOIN reports r ON r.id = o.report_id
JOIN indicators i ON i.id = o.indicator_id
LEFT JOIN figures f ON o.source_table = 'figures' AND f.id = o.source_id
LEFT JOIN percentages p ON o.source_table = 'percentages' AND p.id = o.source_id
LEFT JOIN ratios t ON o.source_table = 'ratios' AND t.id = o.source_id
LEFT JOIN sections sf ON sf.id = f.section_id
LEFT JOIN sections sp ON sp.id = p.section_id
LEFT JOIN sections st ON st.id = t.section_id;
CREATE VIEW "v_citations" AS SELECT c.id, c.report_id, r.number AS report_number, r.district, r.province, r.period, r.date AS report_date,
       s.path AS section, c.page, c."start", c."end", c.text, c.type, c.number, c.date, c.year, c.issuer, c.title,
       c.pinpoint, c.numbered, c.in_footnote, c.boxes, c.confidence, c.how, c.doubts, c.letters,
       c.cited_document_id, d.type AS document_type,
       d.number AS document_number, d.date AS document_date, d.issuer AS document_issuer, d.title AS document_title,
       d.scope AS document_scope, d.held_report_id, r.source_path
FROM citations c
JOIN reports r ON r.id = c.report_id
LEFT JOIN sections s ON s.id = c.section_id
LEFT JOIN cited_documents d ON d.id = c.cited_document_id;
CREATE TABLE "findings" (
   "id" INTEGER PRIMARY KEY,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "kind" TEXT,
   "severity" TEXT,
   "message" TEXT,
   "evidence" TEXT,
   "message_vi" TEXT,
   "subject" TEXT,
   "arithmetic" TEXT,
   "other_report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "key" TEXT
);
CREATE INDEX "idx_findings_report_id"
    ON "findings" ("report_id");
CREATE INDEX "idx_findings_other_report_id"
    ON "findings" ("other_report_id");
CREATE INDEX "idx_findings_kind"
    ON "findings" ("kind");
CREATE UNIQUE INDEX "idx_findings_key"
    ON "findings" ("key");
CREATE TABLE "dismissals" (
   "id" INTEGER PRIMARY KEY,
   "finding_key" TEXT,
   "kind" TEXT,
   "message" TEXT,
   "who" TEXT,
   "at" TEXT,
   "why" TEXT
);
CREATE UNIQUE INDEX "idx_dismissals_finding_key"
    ON "dismissals" ("finding_key");
CREATE TABLE "corrections" (
   "id" INTEGER PRIMARY KEY,
   "sha256" TEXT,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE SET NULL,
   "table_name" TEXT,
   "row_id" INTEGER,
   "field" TEXT,
   "extracted" TEXT,
   "corrected" TEXT,
   "page" INTEGER,
   "start" INTEGER,
   "end" INTEGER,
   "printed" TEXT,
   "status" TEXT,
   "who" TEXT,
   "at" TEXT,
   "why" TEXT
);
CREATE INDEX "idx_corrections_sha256"
    ON "corrections" ("sha256");
CREATE INDEX "idx_corrections_table_name_row_id"
    ON "corrections" ("table_name", "row_id");
CREATE TABLE "assignments" (
   "id" INTEGER PRIMARY KEY,
   "phrase_key" TEXT,
   "phrase" TEXT,
   "indicator_key" TEXT,
   "who" TEXT,
   "at" TEXT,
   "why" TEXT
);
CREATE UNIQUE INDEX "idx_assignments_phrase_key"
    ON "assignments" ("phrase_key");
CREATE TABLE "indicator_phrases" (
   "id" INTEGER PRIMARY KEY,
   "key" TEXT,
   "folded" TEXT,
   "indicator_id" INTEGER REFERENCES "indicators"("id") ON DELETE CASCADE,
   "how" TEXT,
   "score" REAL
);
CREATE INDEX "idx_indicator_phrases_indicator_id"
    ON "indicator_phrases" ("indicator_id");
CREATE INDEX "idx_indicator_phrases_folded"
    ON "indicator_phrases" ("folded");
CREATE UNIQUE INDEX "idx_indicator_phrases_key_indicator_id"
    ON "indicator_phrases" ("key", "indicator_id");
CREATE TABLE "known_documents" (
   "id" INTEGER PRIMARY KEY,
   "type" TEXT,
   "number" TEXT,
   "date" TEXT,
   "year" INTEGER,
   "issuer" TEXT,
   "title" TEXT,
   "key" TEXT,
   "source" TEXT,
   "imported_at" TEXT
);
CREATE INDEX "idx_known_documents_key"
    ON "known_documents" ("key");
CREATE TABLE cited_by (cited_document_id INTEGER NOT NULL REFERENCES cited_documents(id) ON DELETE CASCADE, report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE, mentions INTEGER NOT NULL, PRIMARY KEY (cited_document_id, report_id)) WITHOUT ROWID;
CREATE INDEX "idx_cited_by_report_id"
    ON "cited_by" ("report_id");
CREATE INDEX "idx_citations_cited_document_id_date"
    ON "citations" ("cited_document_id", "date");
CREATE INDEX "idx_reports_district"
    ON "reports" ("district");
CREATE INDEX idx_reports_commune ON reports (commune, district) WHERE commune IS NOT NULL;
CREATE INDEX idx_documents_most_cited ON cited_documents (reports DESC, mentions DESC, type, number, id);
CREATE VIRTUAL TABLE pages_fts USING fts5(exact, folded, content='', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE citations_fts USING fts5(exact, folded, content='', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE indicator_phrases_fts USING fts5(exact, folded, content='', tokenize = "unicode61 remove_diacritics 0");
CREATE VIEW "v_related_reports" AS SELECT a.id AS report_id, b.id AS other_report_id, 'same_text' AS relation, b.number AS other_number,
       b.source_path AS other_path
FROM reports a JOIN reports b ON b.text_key = a.text_key AND b.id <> a.id
UNION ALL
SELECT a.id, b.id, 'version', b.number, b.source_path
FROM reports a JOIN reports b ON b.number = a.number AND b.date = a.date AND b.issuer IS a.issuer AND b.id <> a.id
WHERE a.text_key IS NOT b.text_key;
CREATE VIEW "v_series" AS SELECT o.district, o.province, i.code AS indicator_code, i.name AS indicator, o.measure, o.basis, o.role, o.period,
       o.period_start, o.period_end, o.value, o.unit, f.base_value, f.base_unit, r.number AS report_number,
       r.date AS report_date, coalesce(f.page, p.page, t.page) AS page, o.id AS observation_id, o.report_id
FROM observations o
JOIN reports r ON r.id = o.report_id
JOIN indicators i ON i.id = o.indicator_id
LEFT JOIN figures f ON o.source_table = 'figures' AND f.id = o.source_id
LEFT JOIN percentages p ON o.source_table = 'percentages' AND p.id = o.source_id
LEFT JOIN ratios t ON o.source_table = 'ratios' AND t.id = o.source_id
WHERE i.code IS NOT NULL AND o.period IS NOT NULL;
CREATE VIEW "v_register" AS SELECT d.id, d.type, d.number, d.date, d.year, d.issuer, d.title, d.scope, d.mentions, d.reports, d.first_cited,
       d.last_cited, d.held_report_id, h.number AS held_number, h.source_path AS held_path,
       EXISTS (SELECT 1 FROM known_documents k WHERE k.key = d.key) AS in_register,
       (SELECT count(DISTINCT c.date) FROM citations c WHERE c.cited_document_id = d.id) AS dates
FROM cited_documents d
LEFT JOIN reports h ON h.id = d.held_report_id;
CREATE VIEW "v_findings" AS SELECT f.id, f.key, f.kind, f.severity, f.subject, f.message, f.message_vi, f.arithmetic, f.evidence, f.report_id,
       r.number AS report_number, r.date AS report_date, r.district, r.period, r.source_path, f.other_report_id,
       o.number AS other_report_number, d.who AS dismissed_by, d.at AS dismissed_at, d.why AS dismissed_why
FROM findings f
JOIN reports r ON r.id = f.report_id
LEFT JOIN reports o ON o.id = f.other_report_id
LEFT JOIN dismissals d ON d.finding_key = f.key;
CREATE VIEW "v_corrections" AS SELECT c.id, c.status, c.table_name, c.row_id, c.field, c.extracted, c.corrected, c.page, c.printed, c.who, c.at, c.why,
       c.report_id, r.number AS report_number, r.source_path, c.sha256
FROM corrections c
LEFT JOIN reports r ON r.id = c.report_id;
CREATE VIEW "v_unmatched_indicators" AS SELECT i.id, i.name AS phrase, count(*) AS observations, count(DISTINCT o.report_id) AS reports
FROM indicators i JOIN observations o ON o.indicator_id = i.id
WHERE i.code IS NULL
GROUP BY i.id;
CREATE TABLE "runs" (
   "id" INTEGER PRIMARY KEY,
   "status" TEXT NOT NULL,
   "started_at" TEXT,
   "finished_at" TEXT,
   "updated_at" TEXT,
   "pid" INTEGER,
   "host" TEXT,
   "paths" TEXT,
   "options" TEXT,
   "files_total" INTEGER NOT NULL DEFAULT 0,
   "files_done" INTEGER NOT NULL DEFAULT 0,
   "loaded" INTEGER NOT NULL DEFAULT 0,
   "skipped" INTEGER NOT NULL DEFAULT 0,
   "duplicates" INTEGER NOT NULL DEFAULT 0,
   "failed" INTEGER NOT NULL DEFAULT 0,
   "pages" INTEGER NOT NULL DEFAULT 0,
   "pages_done" INTEGER NOT NULL DEFAULT 0,
   "seconds" REAL NOT NULL DEFAULT 0,
   "message" TEXT
);
CREATE TABLE "run_failures" (
   "id" INTEGER PRIMARY KEY,
   "run_id" INTEGER REFERENCES "runs"("id") ON DELETE CASCADE,
   "source_path" TEXT,
   "error_kind" TEXT,
   "error" TEXT
);
CREATE INDEX "idx_run_failures_run_id"
    ON "run_failures" ("run_id");
CREATE TABLE "jobs" (
   "sha256" TEXT,
   "extractor_version" TEXT,
   "source_path" TEXT NOT NULL,
   "state" TEXT NOT NULL,
   "attempts" INTEGER NOT NULL,
   "error_kind" TEXT,
   "error" TEXT,
   "run_id" INTEGER,
   "updated_at" TEXT,
   PRIMARY KEY ("sha256", "extractor_version")
);
CREATE INDEX "idx_reports_text_key"
    ON "reports" ("text_key");
CREATE INDEX "idx_reports_number_date"
    ON "reports" ("number", "date");
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (1, 'baocao', 'create_tables', '2026-12-01 03:26:55.143237+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (2, 'baocao', 'create_indexes', '2026-12-01 03:26:55.198776+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (3, 'baocao', 'create_views', '2026-12-01 03:26:55.200046+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (4, 'baocao', 'create_search', '2026-12-01 03:26:55.223700+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (5, 'baocao', 'add_sureness', '2026-12-01 03:26:55.252515+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (6, 'baocao', 'add_audit', '2026-12-01 03:26:55.327829+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (7, 'baocao', 'add_register_counts', '2026-12-01 03:26:55.403834+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (8, 'baocao', 'widen_search', '2026-12-01 03:26:55.432683+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (9, 'baocao', 'renew_views', '2026-12-01 03:26:55.463787+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (10, 'baocao', 'add_runs', '2026-12-01 03:26:55.495282+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (11, 'baocao', 'add_jobs', '2026-12-01 03:26:55.496380+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (12, 'baocao', 'add_text_keys', '2026-12-01 03:26:55.526266+00:00');
