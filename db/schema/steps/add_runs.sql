-- Each load, and the files that failed in it.
-- Released: this file is never changed. A change of the schema is a new step.
CREATE TABLE IF NOT EXISTS "runs" (
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
CREATE TABLE IF NOT EXISTS "run_failures" (
   "id" INTEGER PRIMARY KEY,
   "run_id" INTEGER REFERENCES "runs"("id") ON DELETE CASCADE,
   "source_path" TEXT,
   "error_kind" TEXT,
   "error" TEXT
);
CREATE INDEX IF NOT EXISTS "idx_run_failures_run_id" ON "run_failures" ("run_id");
