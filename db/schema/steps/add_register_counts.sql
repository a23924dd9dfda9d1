-- How often and by which reports each document is cited.
-- Released: this file is never changed. A change of the schema is a new step.
CREATE TABLE IF NOT EXISTS cited_by (cited_document_id INTEGER NOT NULL REFERENCES cited_documents(id) ON DELETE CASCADE, report_id INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE, mentions INTEGER NOT NULL, PRIMARY KEY (cited_document_id, report_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS "idx_cited_by_report_id" ON "cited_by" ("report_id");
INSERT INTO cited_by SELECT cited_document_id, report_id, count(*) FROM citations WHERE cited_document_id IS NOT NULL GROUP BY 1, 2;

UPDATE cited_documents SET
  mentions = (SELECT coalesce(sum(b.mentions), 0) FROM cited_by b WHERE b.cited_document_id = cited_documents.id),
  reports = (SELECT count(*) FROM cited_by b WHERE b.cited_document_id = cited_documents.id),
  first_cited = (SELECT min(r.date) FROM cited_by b JOIN reports r ON r.id = b.report_id
                 WHERE b.cited_document_id = cited_documents.id),
  last_cited = (SELECT max(r.date) FROM cited_by b JOIN reports r ON r.id = b.report_id
                WHERE b.cited_document_id = cited_documents.id);
DROP INDEX IF EXISTS idx_citations_cited_document_id;
CREATE INDEX IF NOT EXISTS "idx_citations_cited_document_id_date" ON "citations" ("cited_document_id", "date");
CREATE INDEX IF NOT EXISTS "idx_reports_district" ON "reports" ("district");
CREATE INDEX IF NOT EXISTS idx_reports_commune ON reports (commune, district) WHERE commune IS NOT NULL;
CREATE INDEX IF NOT EXISTS idx_documents_most_cited ON cited_documents (reports DESC, mentions DESC, type, number, id);
