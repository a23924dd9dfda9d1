"""The steps that bring a database file to the present schema. Released steps are frozen: literal SQL, never changed.

A change of the schema is a new step at the end: a function here, its SQL in ``steps/NAME.sql`` where it is more than a
column. Steps make tables, columns and indexes. Views hold nothing and are made anew after the steps; what is computed
from rows (full text, the register) is renewed by ``db.maintenance.derived``, so that no old step runs new code.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib import resources

from sqlite_utils import Database, Migrations

from db.schema.views import VIEWS

migrations = Migrations("baocao")


def upgrade(database: Database) -> list[str]:
    """Apply the pending steps, in the caller's transaction; returns their names."""
    names = [step.name for step in migrations.pending(database)]
    # A view that names a column of another table would stand in the way of a change of that table.
    for name in database.view_names():
        database.execute(f'DROP VIEW "{name}"')
    migrations.apply(database)
    for name, sql in VIEWS.items():
        database.create_view(name, sql)
    return names


@migrations()
def create_tables(db: Database) -> None:
    """Every table of the first release."""
    _run(db, "create_tables")


@migrations()
def create_indexes(db: Database) -> None:
    """What is looked up by: the report, the register, the series, the number of a document."""
    _run(db, "create_indexes")


@migrations()
def create_views(_db: Database) -> None:
    """Views are made after the steps."""


@migrations()
def complete_early_tables(db: Database) -> None:
    """Ids of pages, and columns that the first databases lacked: later steps need them."""
    if "id" not in db.table("pages").columns_dict:
        _run(db, "complete_early_tables")
    _add_columns(db, "tables", {"continues_id": "INTEGER REFERENCES tables(id)"})
    for name in ("citations", "figures", "percentages", "ratios"):
        _add_columns(db, name, {"confidence": "REAL"})
    _add_columns(db, "citations", {"document_key": "TEXT"})
    db.execute('CREATE INDEX IF NOT EXISTS "idx_tables_continues_id" ON "tables" ("continues_id")')
    db.execute('CREATE INDEX IF NOT EXISTS "idx_citations_document_key" ON "citations" ("document_key")')


@migrations()
def create_search(db: Database) -> None:
    """The full text of the pages, as it was until ``widen_search``."""
    _run(db, "create_search")


@migrations()
def add_sureness(db: Database) -> None:
    """How a row was read, its doubts and letters, and the commune of a report."""
    _add_columns(db, "reports", {"commune": "TEXT"})
    for name in ("citations", "figures", "percentages", "ratios"):
        _add_columns(db, name, {"how": "TEXT", "doubts": "TEXT", "letters": "REAL"})


@migrations()
def add_audit(db: Database) -> None:
    """Equations, what the audit found, and what people said of it."""
    _run(db, "add_audit")


@migrations()
def add_register_counts(db: Database) -> None:
    """How often and by whom each document is cited, counted as reports are stored."""
    counts = {"mentions": "INTEGER", "reports": "INTEGER", "first_cited": "TEXT", "last_cited": "TEXT"}
    _add_columns(db, "cited_documents", counts)
    _run(db, "add_register_counts")


@migrations()
def widen_search(db: Database) -> None:
    """Full text of pages, citations and indicators, as written and without diacritics: see ``db.search.index``."""
    _run(db, "widen_search")


@migrations()
def renew_views(_db: Database) -> None:
    """Views are made after the steps."""


@migrations()
def add_reviews(db: Database) -> None:
    """Verdicts of readers, and the order in which the least certain rows are shown to them."""
    _run(db, "add_reviews")


@migrations()
def leave_out_rejected(_db: Database) -> None:
    """Views are made after the steps: a rejected row is no data point, and no citation."""


@migrations()
def add_runs(db: Database) -> None:
    """Each load, how far it has come, and the files that failed in it."""
    _run(db, "add_runs")


@migrations()
def add_jobs(db: Database) -> None:
    """What is read by content and version, how often it was begun, and how it ended."""
    _run(db, "add_jobs")


@migrations()
def add_register_indexes(db: Database) -> None:
    """Types and issuers of cited documents by name, and documents that mentions may disagree on."""
    _run(db, "add_register_indexes")


@migrations()
def add_text_keys(db: Database) -> None:
    """The key by which reports are known that have the same text in other bytes."""
    _add_columns(db, "reports", {"text_key": "TEXT"})
    _run(db, "add_text_keys")


@migrations()
def name_documents(db: Database) -> None:
    """The name of a document that is known by its name."""
    _add_columns(db, "cited_documents", {"name": "TEXT"})


@migrations()
def add_verdicts_and_audits(db: Database) -> None:
    """That a finding is confirmed; and when the whole archive was audited."""
    _add_columns(db, "dismissals", {"verdict": "TEXT NOT NULL DEFAULT 'dismissed'"})
    _run(db, "add_verdicts_and_audits")


@migrations()
def complete_indexes(db: Database) -> None:
    """Three indexes that some databases lack which were made before 0.1, and one that they have too many.

    The views have ``ocr_confidence`` and ``extraction_method`` from here on.
    """
    _run(db, "complete_indexes")


@migrations()
def add_time_references(db: Database) -> None:
    """Data points say by which rule their period and role were read, and from which words."""
    columns = {"method": "TEXT", "cue": "TEXT", "cue_start": "INTEGER", "cue_end": "INTEGER"}
    _add_columns(db, "observations", columns)


def _add_columns(db: Database, table: str, columns: dict[str, str]) -> None:
    """Add the columns (name: declaration) that a table lacks."""
    present = db.table(table).columns_dict
    for name, declaration in columns.items():
        if name not in present:
            db.execute(f'ALTER TABLE "{table}" ADD COLUMN "{name}" {declaration}')


def _run(db: Database, step: str) -> None:
    """Run the statements of ``steps/STEP.sql`` one by one: ``executescript`` would end the transaction."""
    script = resources.files("db.schema").joinpath("steps", f"{step}.sql").read_text(encoding="utf-8")
    for statement in _statements(script):
        db.execute(statement)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
