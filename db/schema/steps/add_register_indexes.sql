-- Types and issuers by name; documents that mentions may disagree on.
-- Released: this file is never changed. A change of the schema is a new step.
CREATE INDEX IF NOT EXISTS "idx_cited_documents_type" ON "cited_documents" ("type");
CREATE INDEX IF NOT EXISTS "idx_cited_documents_issuer" ON "cited_documents" ("issuer");
CREATE INDEX IF NOT EXISTS idx_documents_repeated ON cited_documents (id, scope) WHERE mentions > 1;
