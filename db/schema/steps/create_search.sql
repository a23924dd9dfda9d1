-- Full text of the pages, until widen_search.
-- Released: this file is never changed. A change of the schema is a new step.
CREATE VIRTUAL TABLE "pages_fts" USING FTS5 (
    "text",
    tokenize='unicode61 remove_diacritics 2',
    content="pages"
);
INSERT INTO "pages_fts" (rowid, "text")
    SELECT rowid, "text" FROM "pages";
CREATE TRIGGER "pages_ai" AFTER INSERT ON "pages" BEGIN
  INSERT INTO "pages_fts" (rowid, "text") VALUES (new.rowid, new."text");
END;

CREATE TRIGGER "pages_ad" AFTER DELETE ON "pages" BEGIN
  INSERT INTO "pages_fts" ("pages_fts", rowid, "text") VALUES('delete', old.rowid, old."text");
END;

CREATE TRIGGER "pages_au" AFTER UPDATE ON "pages" BEGIN
  INSERT INTO "pages_fts" ("pages_fts", rowid, "text") VALUES('delete', old.rowid, old."text");
  INSERT INTO "pages_fts" (rowid, "text") VALUES (new.rowid, new."text");
END;
