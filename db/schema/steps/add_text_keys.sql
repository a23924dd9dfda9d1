-- Reports with the same text in other bytes.
-- Released: this file is never changed. A change of the schema is a new step.
CREATE INDEX IF NOT EXISTS "idx_reports_text_key" ON "reports" ("text_key");
CREATE INDEX IF NOT EXISTS "idx_reports_number_date" ON "reports" ("number", "date");
