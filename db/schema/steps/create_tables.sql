-- Every table of the first release.
-- Released: this file is never changed. A change of the schema is a new step.
CREATE TABLE IF NOT EXISTS "reports" (
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
CREATE TABLE IF NOT EXISTS "report_texts" (
   "report_id" INTEGER PRIMARY KEY REFERENCES "reports"("id") ON DELETE CASCADE,
   "text" TEXT
);
CREATE TABLE IF NOT EXISTS "pages" (
   "id" INTEGER PRIMARY KEY,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "page" INTEGER,
   "text" TEXT,
   "text_source" TEXT,
   "width" REAL,
   "height" REAL
);
CREATE TABLE IF NOT EXISTS "cited_documents" (
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
CREATE TABLE IF NOT EXISTS "indicators" (
   "id" INTEGER PRIMARY KEY,
   "code" TEXT,
   "name" TEXT NOT NULL,
   "group" TEXT,
   "unit" TEXT,
   "key" TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS "sections" (
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
CREATE TABLE IF NOT EXISTS "footnotes" (
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
CREATE TABLE IF NOT EXISTS "tables" (
   "id" INTEGER PRIMARY KEY,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "page" INTEGER,
   "title" TEXT,
   "n_rows" INTEGER,
   "n_columns" INTEGER,
   "continues_id" INTEGER REFERENCES "tables"("id"),
   "boxes" TEXT
);
CREATE TABLE IF NOT EXISTS "cells" (
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
CREATE TABLE IF NOT EXISTS "citations" (
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
CREATE TABLE IF NOT EXISTS "figures" (
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
CREATE TABLE IF NOT EXISTS "percentages" (
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
CREATE TABLE IF NOT EXISTS "ratios" (
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
CREATE TABLE IF NOT EXISTS "observations" (
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
CREATE TABLE IF NOT EXISTS "equations" (
   "id" INTEGER PRIMARY KEY,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "kind" TEXT,
   "how" TEXT,
   "complete" INTEGER,
   "result_table" TEXT,
   "result_id" INTEGER,
   "operands" TEXT
);
CREATE TABLE IF NOT EXISTS "files" (
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
