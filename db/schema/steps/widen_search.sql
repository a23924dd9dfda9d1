-- Full text of pages, citations and indicators, with and without diacritics.
-- Released: this file is never changed. A change of the schema is a new step.
DROP TABLE "pages_fts";
DROP TRIGGER IF EXISTS "pages_ai";
DROP TRIGGER IF EXISTS "pages_ad";
DROP TRIGGER IF EXISTS "pages_au";
CREATE VIRTUAL TABLE pages_fts USING fts5(exact, folded, content='', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE citations_fts USING fts5(exact, folded, content='', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE indicator_phrases_fts USING fts5(exact, folded, content='', tokenize = "unicode61 remove_diacritics 0");
