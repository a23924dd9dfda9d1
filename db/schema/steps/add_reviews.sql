-- Verdicts of readers, and the order of the review queue.
-- Released: this file is never changed. A change of the schema is a new step.
CREATE TABLE IF NOT EXISTS "reviews" (
   "id" INTEGER PRIMARY KEY,
   "sha256" TEXT,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE SET NULL,
   "table_name" TEXT,
   "row_id" INTEGER,
   "verdict" TEXT,
   "corrections" TEXT,
   "page" INTEGER,
   "start" INTEGER,
   "end" INTEGER,
   "printed" TEXT,
   "status" TEXT,
   "who" TEXT,
   "at" TEXT
);
CREATE INDEX IF NOT EXISTS "idx_reviews_sha256" ON "reviews" ("sha256");
CREATE INDEX IF NOT EXISTS "idx_reviews_report_id" ON "reviews" ("report_id");
CREATE UNIQUE INDEX IF NOT EXISTS idx_reviews_active ON reviews (table_name, row_id) WHERE status = 'active';
CREATE INDEX IF NOT EXISTS "idx_citations_confidence_id" ON "citations" ("confidence", "id");
CREATE INDEX IF NOT EXISTS "idx_figures_confidence_id" ON "figures" ("confidence", "id");
CREATE INDEX IF NOT EXISTS "idx_percentages_confidence_id" ON "percentages" ("confidence", "id");
CREATE INDEX IF NOT EXISTS "idx_ratios_confidence_id" ON "ratios" ("confidence", "id");
