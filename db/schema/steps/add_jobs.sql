-- What is read by content and version, how often it was begun, how it ended.
-- Released: this file is never changed. A change of the schema is a new step.
CREATE TABLE IF NOT EXISTS "jobs" (
   "sha256" TEXT,
   "extractor_version" TEXT,
   "source_path" TEXT NOT NULL,
   "state" TEXT NOT NULL,
   "attempts" INTEGER NOT NULL,
   "error_kind" TEXT,
   "error" TEXT,
   "run_id" INTEGER,
   "updated_at" TEXT,
   PRIMARY KEY ("sha256", "extractor_version")
);
