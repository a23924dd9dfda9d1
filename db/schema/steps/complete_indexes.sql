-- Some databases that were made before 0.1 lack three of these indexes, and have one more.
-- Released: this file is never changed. A change of the schema is a new step.
DROP INDEX IF EXISTS idx_citations_cited_document_id;
CREATE INDEX IF NOT EXISTS "idx_citations_cited_document_id_date" ON "citations" ("cited_document_id", "date");
CREATE INDEX IF NOT EXISTS "idx_reports_district" ON "reports" ("district");
CREATE INDEX IF NOT EXISTS idx_reports_commune ON reports (commune, district) WHERE commune IS NOT NULL;
