"""The audit of the bundled samples finds what was planted in them, and nothing else (samples/README.md lists it)."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

import corpus
from db import make_bundle, open_archive
from db.archive import Archive
from db.audit import audit
from db.audit.model import finding_kinds
from extractors.extraction import extract
from pipeline.workers.contract import contract_object
from tests.made_pdfs import ROOT

SAMPLES = ROOT / "samples"
#: Kind and file of each planted defect; a percentage that is wrong in the text and in the annex counts twice.
PLANTED = {
    ("percent_mismatch", "2022-vinh-trach"): 2,
    ("parts_sum", "2023-vinh-trach"): 1,
    ("plan_differs", "2023-an-son"): 1,
    ("citation_dates", "2023-H1-an-son"): 1,
    ("cited_before_issued", "2022-H1-vinh-trach"): 1,
    ("shares_sum", "2021-yen-lam"): 1,
    ("value_differs", "2022-yen-lam"): 1,
    ("growth_contradicts", "2022-yen-lam"): 1,
    ("cumulative_falls", "2022-yen-lam"): 1,
    ("unit_jump", "2022-yen-lam"): 1,
    ("impossible_share", "2022-H1-yen-lam"): 2,
    ("self_comparison", "2022-H1-yen-lam"): 1,
    ("citation_issuers", "2022-H1-yen-lam"): 1,
    ("citation_titles", "2022-yen-lam"): 1,
    ("citation_incomplete", "2021-yen-lam"): 1,
    ("register_conflict", "2021-yen-lam"): 1,
    # citations without a date
    ("citation_incomplete", "2021-vinh-trach"): 1,
    ("citation_incomplete", "2022-H1-vinh-trach"): 1,
    ("citation_incomplete", "2023-H1-an-son"): 1,
    ("citation_incomplete", "2023-an-son"): 1,
    ("citation_incomplete", "2023-huyen-uy-vinh-trach"): 1,
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = open_archive(tmp_path_factory.mktemp("samples") / "a.db", write=True)
    for path in sorted(SAMPLES.glob("*.pdf")):
        document = corpus.read_pdf(path)
        bundle = make_bundle(contract_object(document, extract(document)), path.stem.encode().hex(), "1")
        archive.ingest.store_report(bundle, path.stem, "t")
    return archive


def test_all_that_is_planted_is_found_and_nothing_else(shelf: Archive) -> None:
    rows = list(csv.DictReader((SAMPLES / "register.csv").open(encoding="utf-8")))
    names = ("type", "number", "date", "issuer", "title")
    known = [dict(zip(names, row.values(), strict=True)) for row in rows]
    shelf.citations.import_register(known, "register.csv", "Nam Hải")
    stems = dict(shelf.database.conn.execute("SELECT id, source_path FROM reports"))
    found = audit(shelf.database).findings.values()
    assert Counter((finding.kind, stems[finding.report_id]) for finding in found) == Counter(PLANTED)
    assert {kind for kind, _ in PLANTED} == set(finding_kinds())


def test_each_finding_leads_to_its_printed_places(shelf: Archive) -> None:
    for finding in audit(shelf.database).findings.values():
        for proof in finding.evidence:
            assert proof.page
            assert proof.boxes not in (None, "[]")
            text = shelf.database.conn.execute("SELECT text FROM report_texts WHERE report_id = ?", [proof.report_id])
            assert text.fetchone()[0][proof.start : proof.end] == proof.text


def test_series_line_up_under_varied_wording(shelf: Archive) -> None:
    series = shelf.series.compare(["revenue"], ["Yên Lâm"], measure="value")
    years = {row["period"]: row["value"] for row in series.to_dict("records") if row["status"] == "ok"}
    assert years["2021"] == pytest.approx(76.35)
    assert years["2022"] == pytest.approx(84.62)
    criteria = shelf.series.compare(["new_rural_criteria_met"])
    assert criteria["district"].str.startswith("xã ").all()
