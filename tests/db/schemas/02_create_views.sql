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
   "loaded_at" TEXT
);
CREATE TABLE "report_texts" (
   "report_id" INTEGER PRIMARY KEY REFERENCES "reports"("id") ON DELETE CASCADE,
   "text" TEXT
);
CREATE TABLE "pages" (
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "page" INTEGER,
   "text" TEXT,
   "text_source" TEXT,
   "width" REAL,
   "height" REAL,
   PRIMARY KEY ("report_id", "page")
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
);
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
   "boxes" TEXT
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
   "boxes" TEXT
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
   "boxes" TEXT
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
CREATE TABLE "findings" (
   "id" INTEGER PRIMARY KEY,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "kind" TEXT,
   "severity" TEXT,
   "message" TEXT,
   "evidence" TEXT
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
CREATE INDEX "idx_cells_report_id"
    ON "cells" ("report_id");
CREATE INDEX "idx_cells_table_id"
    ON "cells" ("table_id");
CREATE INDEX "idx_citations_report_id"
    ON "citations" ("report_id");
CREATE INDEX "idx_citations_section_id"
    ON "citations" ("section_id");
CREATE INDEX "idx_citations_cited_document_id"
    ON "citations" ("cited_document_id");
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
CREATE INDEX "idx_findings_report_id"
    ON "findings" ("report_id");
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
       coalesce(f.page, p.page) AS page, coalesce(f."start", p."start") AS "start", coalesce(f."end", p."end") AS "end",
       coalesce(f.text, p.text) AS text, coalesce(f.boxes, p.boxes) AS boxes,
       coalesce(sf.path, sp.path) AS section, r.number AS report_number, r.date AS report_date, r.source_path
FROM observations o
JOIN reports r ON r.id = o.report_id
JOIN indicators i ON i.id = o.indicator_id
LEFT JOIN figures f ON o.source_table = 'figures' AND f.id = o.source_id
LEFT JOIN percentages p ON o.source_table = 'percentages' AND p.id = o.source_id
LEFT JOIN sections sf ON sf.id = f.section_id
LEFT JOIN sections sp ON sp.id = p.section_id;
CREATE VIEW "v_citations" AS SELECT c.id, c.report_id, r.number AS report_number, r.district, r.province, r.period, r.date AS report_date,
       s.path AS section, c.page, c."start", c."end", c.text, c.type, c.number, c.date, c.year, c.issuer, c.title,
       c.pinpoint, c.numbered, c.in_footnote, c.boxes, c.cited_document_id, d.type AS document_type,
       d.number AS document_number, d.date AS document_date, d.issuer AS document_issuer, d.title AS document_title,
       d.scope AS document_scope, d.held_report_id, r.source_path
FROM citations c
JOIN reports r ON r.id = c.report_id
LEFT JOIN sections s ON s.id = c.section_id
LEFT JOIN cited_documents d ON d.id = c.cited_document_id;
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (1, 'baocao', 'create_tables', '2026-12-01 03:25:21.086815+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (2, 'baocao', 'create_indexes', '2026-12-01 03:25:21.119230+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (3, 'baocao', 'create_views', '2026-12-01 03:25:21.120443+00:00');
