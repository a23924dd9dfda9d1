"""Columns of loads, audits, corrections and reviews: no load replaces these rows. Part of the public contract."""

from __future__ import annotations

#: Each audit of the whole archive, when it began and ended (UTC): what is loaded later has not been checked.
AUDIT = {"id": int, "started_at": str, "finished_at": str, "reports": int, "findings": int}
#: One load: how far it has come, how it ended. ``paths`` and ``options`` are JSON, as the user gave them.
RUN = {
    "id": int,
    "status": str,
    "started_at": str,
    "finished_at": str,
    "updated_at": str,
    "pid": int,
    "host": str,
    "paths": str,
    "options": str,
    "files_total": int,
    "files_done": int,
    "loaded": int,
    "skipped": int,
    "duplicates": int,
    "failed": int,
    "pages": int,
    "pages_done": int,
    "seconds": float,
    "message": str,
}
RUN_FAILURE = {"id": int, "run_id": int, "source_path": str, "error_kind": str, "error": str}
#: Reading one content with one version of the extractors: the key, how often it was begun, how it ended.
JOB = {
    "sha256": str,
    "extractor_version": str,
    "source_path": str,
    "state": str,
    "attempts": int,
    "error_kind": str,
    "error": str,
    "run_id": int,
    "updated_at": str,
}


#: What people said: these tables outlive every load. ``who``, ``at`` (UTC) and ``why`` stand in each.
DISMISSAL = {"id": int, "finding_key": str, "kind": str, "message": str, "who": str, "at": str, "why": str}
#: ``dismissed``: it is no mistake, and is shown no more; ``confirmed``: it is one, and is shown as such.
DISMISSAL_VERDICT = {"verdict": str}
#: ``extracted`` is what the program had read in the ``field``, ``corrected`` what counts now; the place on the page
#: (``sha256``, ``start``, ``end``, ``printed``) is what the row is found by when the report is extracted anew.
CORRECTION = {
    "id": int,
    "sha256": str,
    "report_id": int,
    "table_name": str,
    "row_id": int,
    "field": str,
    "extracted": str,
    "corrected": str,
    "page": int,
    "start": int,
    "end": int,
    "printed": str,
    "status": str,
    "who": str,
    "at": str,
    "why": str,
}
#: What a reader said of a row of ``figures``, ``percentages``, ``ratios`` or ``citations``: that it is read rightly
#: (accepted), was corrected (``corrections``: JSON, their ids), or is none (rejected: it counts no more). Found again
#: after an extraction as a correction is.
REVIEW = {
    "id": int,
    "sha256": str,
    "report_id": int,
    "table_name": str,
    "row_id": int,
    "verdict": str,
    "corrections": str,
    "page": int,
    "start": int,
    "end": int,
    "printed": str,
    "status": str,
    "who": str,
    "at": str,
}
#: The tables whose rows are reviewed.
REVIEWED_TABLES = ("citations", "figures", "percentages", "ratios")
#: Phrases that an archivist gave an indicator: the next load follows.
ASSIGNMENT = {"id": int, "phrase_key": str, "phrase": str, "indicator_key": str, "who": str, "at": str, "why": str}
#: The imported catalogue of documents (``baocao register import``).
KNOWN_DOCUMENT = {
    "id": int,
    "type": str,
    "number": str,
    "date": str,
    "year": int,
    "issuer": str,
    "title": str,
    "key": str,
    "source": str,
    "imported_at": str,
}
