-- Equations, findings, what people said, wordings of indicators, the imported register.
-- Released: this file is never changed. A change of the schema is a new step.
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
DROP TABLE IF EXISTS "findings";  -- never filled before
CREATE INDEX IF NOT EXISTS "idx_equations_report_id" ON "equations" ("report_id");
CREATE TABLE IF NOT EXISTS "findings" (
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
CREATE INDEX IF NOT EXISTS "idx_findings_report_id" ON "findings" ("report_id");
CREATE INDEX IF NOT EXISTS "idx_findings_other_report_id" ON "findings" ("other_report_id");
CREATE INDEX IF NOT EXISTS "idx_findings_kind" ON "findings" ("kind");
CREATE UNIQUE INDEX IF NOT EXISTS "idx_findings_key" ON "findings" ("key");
CREATE TABLE IF NOT EXISTS "dismissals" (
   "id" INTEGER PRIMARY KEY,
   "finding_key" TEXT,
   "kind" TEXT,
   "message" TEXT,
   "who" TEXT,
   "at" TEXT,
   "why" TEXT
);
CREATE UNIQUE INDEX IF NOT EXISTS "idx_dismissals_finding_key" ON "dismissals" ("finding_key");
CREATE TABLE IF NOT EXISTS "corrections" (
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
CREATE INDEX IF NOT EXISTS "idx_corrections_sha256" ON "corrections" ("sha256");
CREATE INDEX IF NOT EXISTS "idx_corrections_table_name_row_id" ON "corrections" ("table_name", "row_id");
CREATE TABLE IF NOT EXISTS "assignments" (
   "id" INTEGER PRIMARY KEY,
   "phrase_key" TEXT,
   "phrase" TEXT,
   "indicator_key" TEXT,
   "who" TEXT,
   "at" TEXT,
   "why" TEXT
);
CREATE UNIQUE INDEX IF NOT EXISTS "idx_assignments_phrase_key" ON "assignments" ("phrase_key");
CREATE TABLE IF NOT EXISTS "indicator_phrases" (
   "id" INTEGER PRIMARY KEY,
   "key" TEXT,
   "folded" TEXT,
   "indicator_id" INTEGER REFERENCES "indicators"("id") ON DELETE CASCADE,
   "how" TEXT,
   "score" REAL
);
CREATE INDEX IF NOT EXISTS "idx_indicator_phrases_indicator_id" ON "indicator_phrases" ("indicator_id");
CREATE INDEX IF NOT EXISTS "idx_indicator_phrases_folded" ON "indicator_phrases" ("folded");
CREATE UNIQUE INDEX IF NOT EXISTS "idx_indicator_phrases_key_indicator_id" ON "indicator_phrases" ("key", "indicator_id");
CREATE TABLE IF NOT EXISTS "known_documents" (
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
CREATE INDEX IF NOT EXISTS "idx_known_documents_key" ON "known_documents" ("key");
