-- Pages had no id in the first databases.
-- Released: this file is never changed. A change of the schema is a new step.
CREATE TABLE "pages_with_id" (
   "id" INTEGER PRIMARY KEY,
   "report_id" INTEGER REFERENCES "reports"("id") ON DELETE CASCADE,
   "page" INTEGER,
   "text" TEXT,
   "text_source" TEXT,
   "width" REAL,
   "height" REAL
);
INSERT INTO "pages_with_id" (report_id, page, text, text_source, width, height)
SELECT report_id, page, text, text_source, width, height FROM "pages" ORDER BY report_id, page;
DROP TABLE "pages";
ALTER TABLE "pages_with_id" RENAME TO "pages";
CREATE UNIQUE INDEX IF NOT EXISTS "idx_pages_report_id_page" ON "pages" ("report_id", "page");
