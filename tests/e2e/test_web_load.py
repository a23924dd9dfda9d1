"""Load in the browser: files are sent, read by the same job as on the command line, and watched; nothing is trusted."""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from playwright.sync_api import expect
from starlette.testclient import TestClient

from db import open_archive
from tests.made_pdfs import copies, make_pdf
from tests.web_room import SAMPLES, BrowserPage, change, client, served, settings
from web.jobs.load_queue import Loads
from web.uploads.filenames import shown_name, stored_name

PDF = b"%PDF-1.7\n" + b"x" * 2000


def token(room: TestClient) -> str:
    told = re.search(r'name="csrf" value="(\w+)"', room.get("/load").text)
    assert told
    return told[1]


def runs(archive: Path) -> list[dict[str, Any]]:
    with open_archive(archive) as opened:
        return [opened.runs.get(row["id"]) for row in opened.runs.frame().to_dict("records")]


def failures(archive: Path, run: int) -> list[tuple[str, str]]:
    with open_archive(archive) as opened:
        found = opened.runs.failures(run).to_dict("records")
    return [(row["source_path"], row["error_kind"]) for row in found]


def send(room: TestClient, *files: tuple[str, bytes], **headers: str) -> Any:
    sent = [("files", (name, content, "text/html")) for name, content in files]
    return room.post("/load", data={"csrf": token(room)}, files=sent, headers=headers)


def stored(folder: Path) -> list[str]:
    return sorted(place.name for place in folder.rglob("*") if place.is_file())


def ended(archive: Path, run: int = 1, patience: float = 120.0) -> dict[str, Any]:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        with open_archive(archive) as opened:
            found = opened.runs.get(run)
        if found["status"] not in ("queued", "running"):
            return found
        time.sleep(0.2)
    raise AssertionError(found)


@pytest.fixture
def empty_archive(tmp_path: Path) -> Path:
    with open_archive(tmp_path / "archive.db", write=True) as archive:
        archive.maintenance.table_names()
    return tmp_path / "archive.db"


def test_a_reader_loads_files_and_sees_what_became_of_them(
    empty_archive: Path, tmp_path: Path, browser_page: BrowserPage
) -> None:
    page, broken = browser_page.page, tmp_path / 'không phải <b>"PDF".pdf'
    broken.write_bytes(b"<html>")
    damaged = tmp_path / "hỏng.pdf"
    damaged.write_bytes(PDF)
    with served(settings(empty_archive, tmp_path)) as address:
        page.goto(f"{address}/load")
        page.set_input_files("#files", [SAMPLES / "2021-yen-lam.pdf", broken, damaged])
        expect(page.locator("#chosen")).to_contain_text("3 tệp")
        assert Axe().run(page).response["violations"] == []
        page.get_by_role("button", name="Nạp vào kho").click()
        page.wait_for_url("**/load/1")
        expect(page.locator("#failures h3").first).to_have_text('không phải <b>"PDF".pdf')
        expect(page.locator("h1 .run-state")).to_have_text("đã xong", timeout=120_000)
        expect(page.locator("#state .now")).to_contain_text("2/2")
        expect(page.locator("#failures .card")).to_have_count(2)
        assert Axe().run(page).response["violations"] == []
        expect(page.locator("#failures .card").last).to_contain_text("Tệp hỏng")
        expect(page.locator(".loaded tbody tr")).to_have_count(1)
        expect(page.locator(".loaded")).to_contain_text(re.compile(r"Đã đọc được [1-9]\d* số liệu, [1-9]\d* tỷ lệ %"))
        assert page.locator(".loaded a").first.get_attribute("href") == "/reports/1/pages/1"
        page.get_by_role("main").get_by_role("button", name="Soát số liệu").click()
        page.wait_for_url("**/findings")
        expect(page.locator(".audit")).to_contain_text("Lần soát cuối", timeout=60_000)
        expect(page.locator(".late")).to_have_count(0)
        page.goto(f"{address}/load")
        expect(page.locator(".runs tbody tr")).to_have_count(1)
        page.goto(f"{address}/reports")
        expect(page.locator("table.list tbody tr")).to_have_count(1)
    with open_archive(empty_archive) as archive:
        (path,) = archive.reports.frame()["source_path"]
    assert Path(path).name == "2021-yen-lam.pdf"
    assert Path(path).is_relative_to(tmp_path / "uploads")


def test_reports_that_came_by_no_load_on_record_are_told(
    own_archive: Path, empty_archive: Path, tmp_path: Path
) -> None:
    change(own_archive, "DELETE FROM runs")
    assert "15 báo cáo trong kho được nạp từ trước" in client(settings(own_archive, tmp_path)).get("/load").text


def test_files_are_dropped(empty_archive: Path, tmp_path: Path, browser_page: BrowserPage) -> None:
    page = browser_page.page
    with served(settings(empty_archive, tmp_path)) as address:
        page.goto(f"{address}/load")
        bag = page.evaluate_handle(
            "() => { const bag = new DataTransfer(); "
            "for (const name of ['a.pdf', 'b.pdf']) bag.items.add(new File(['%PDF'], name)); return bag; }"
        )
        page.dispatch_event("#drop", "dragover", {"dataTransfer": bag})
        expect(page.locator("#drop")).to_have_class(re.compile("over"))
        page.dispatch_event("#drop", "drop", {"dataTransfer": bag})
        expect(page.locator(".picked li")).to_have_count(2)
        page.get_by_role("button", name="Bỏ chọn").click()
        expect(page.locator(".picked")).to_be_hidden()


def test_what_is_refused_is_said_before_anything_is_left(
    empty_archive: Path, tmp_path: Path, browser_page: BrowserPage
) -> None:
    page, text = browser_page.page, tmp_path / "a.txt"
    text.write_text("a")
    browser_page.expected = ("status of 400",)
    with served(settings(empty_archive, tmp_path)) as address:
        page.goto(f"{address}/load")
        page.set_input_files("#files", [text])
        page.get_by_role("button", name="Nạp vào kho").click()
        expect(page.locator(".upload > .wrong")).to_contain_text("a.txt: Không phải tệp PDF")
    assert runs(empty_archive) == []


def test_a_form_without_scripts_is_taken_and_each_refusal_has_its_reason(empty_archive: Path, tmp_path: Path) -> None:
    room = client(settings(empty_archive, tmp_path, upload_limit=5000, upload_files=4))
    late = b"junk " * 50 + PDF
    answer = send(room, ("a.pdf", PDF), ("b.pdf", b""), ("c.docx", b"PK" * 3000), ("d.pdf", late), ("e.pdf", PDF))
    assert (answer.status_code, answer.headers["location"]) == (303, "/load/1")
    assert failures(empty_archive, 1) == [("b.pdf", "empty"), ("c.docx", "not_pdf"), ("e.pdf", "too_many")]
    (run,) = runs(empty_archive)
    assert [Path(path).name for path in run["paths"]] == ["a.pdf", "d.pdf"]
    assert stored(tmp_path / "uploads") == ["a.pdf", "d.pdf"]
    assert send(room, ("big.pdf", PDF + b"x" * 5000)).status_code == 400
    assert send(room).status_code == 400
    assert stored(tmp_path / "uploads") == ["a.pdf", "d.pdf"]
    assert len(runs(empty_archive)) == 1


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../../etc/passwd", "passwd.pdf"),
        ("..\\..\\windows\\Báo cáo.PDF", "Báo cáo.pdf"),
        ("/absolute/a.pdf", "a.pdf"),
        (".hidden.pdf", "hidden.pdf"),
        ("..", "report.pdf"),
        (".pdf", "report.pdf"),
        ("con.pdf", "_con.pdf"),
        ("LPT1.2023.pdf", "_LPT1.2023.pdf"),
        ("contract.pdf", "contract.pdf"),
        ("a\x00b\u202efdp.exe", "abfdp.exe.pdf"),
        ("Bo\u0301.pdf", "Bó.pdf"),
        ("<script>alert(1)</script>.pdf", "script_.pdf"),
        ('=cmd|"x"!A1.pdf', "=cmd__x_!A1.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
    ],
)
def test_names_are_made_fit(given_name: str, kept: str) -> None:
    assert stored_name(given_name) == kept


@given(st.text(max_size=200))
def test_every_name_is_fit_to_be_a_file(name: str) -> None:
    kept = stored_name(name)
    assert kept.endswith(".pdf")
    assert len(kept) <= 100
    assert len(kept.encode()) <= 255
    assert not kept.startswith((".", " "))
    assert not set(kept) & set('/\\:*?"<>|\0\n')
    assert stored_name(kept) == kept
    assert len(shown_name(name)) <= 100


def test_links_in_the_folder_of_uploads_lead_nowhere(empty_archive: Path, tmp_path: Path) -> None:
    room, uploads, outside = client(settings(empty_archive, tmp_path)), tmp_path / "uploads", tmp_path / "outside"
    send(room, ("a.pdf", PDF))
    (placed,) = uploads.rglob("a.pdf")
    outside.mkdir()
    (outside / "kept.txt").write_text("kept")
    placed.unlink()
    placed.symlink_to(outside / "kept.txt")
    send(room, ("a.pdf", PDF))
    assert (outside / "kept.txt").read_text() == "kept"
    assert placed.read_bytes() == PDF
    shutil.rmtree(placed.parent.parent)
    placed.parent.parent.symlink_to(outside)
    assert send(room, ("a.pdf", PDF)).status_code == 500
    assert stored(outside) == ["kept.txt"]


@pytest.mark.parametrize("proof", ["none", "wrong", "after the file", "wrong header", "read only"])
def test_nothing_is_stored_for_a_form_that_is_not_ours(empty_archive: Path, tmp_path: Path, proof: str) -> None:
    room = client(settings(empty_archive, tmp_path, read_only=proof == "read only"))
    ours = token(room)
    fields = {"none": "", "wrong": "0" * 64, "after the file": "", "wrong header": "", "read only": ours}[proof]
    first = f'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{fields}\r\n' if fields else ""
    last = f'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{ours}\r\n' if proof == "after the file" else ""
    file = '--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n' + PDF.decode() + "\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    if proof == "wrong header":
        headers["X-CSRF"] = "0"
    answer = room.post("/load", content=f"{first}{file}{last}--x--\r\n", headers=headers)
    assert answer.status_code == 403
    assert stored(tmp_path / "uploads") == []
    assert runs(empty_archive) == []


def test_a_token_in_the_header_is_enough(empty_archive: Path, tmp_path: Path) -> None:
    room = client(settings(empty_archive, tmp_path))
    answer = room.post("/load", files=[("files", ("a.pdf", PDF))], headers={"X-CSRF": token(room)})
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"--x\r\nContent-Dispo", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data; boundary=x"),
        (b"a=b", "application/x-www-form-urlencoded"),
        (b"", "multipart/form-data"),
        (b"--x--\r\n", "multipart/form-data; boundary=" + "x" * 999),
    ],
)
def test_a_broken_form_is_refused(empty_archive: Path, tmp_path: Path, content: bytes, kind: str) -> None:
    room = client(settings(empty_archive, tmp_path))
    answer = room.post("/load", content=content, headers={"Content-Type": kind, "X-CSRF": token(room)})
    assert answer.status_code == 400
    assert stored(tmp_path / "uploads") == []


def test_a_room_that_only_shows_lists_loads_and_has_no_form(empty_archive: Path, tmp_path: Path) -> None:
    with open_archive(empty_archive, write=True) as archive:
        archive.runs.start(['shelf/"<script>alert(1)'], {}, 3)
        archive.runs.end(1, "interrupted")
    room = client(settings(empty_archive, tmp_path, read_only=True))
    told = room.get("/load").text
    assert 'type="file"' not in told
    assert "dòng lệnh" in told
    told = room.get("/load/1").text
    assert str(escape('"<script>alert(1)')) in told
    assert "/load/1/again" not in told
    for path in ("/load/1/again", "/load/1/stop"):
        assert room.post(path, data={"csrf": token(room)}).status_code == 403


def test_loads_wait_for_each_other_and_for_the_next_start(empty_archive: Path, tmp_path: Path) -> None:
    """Queued while nothing ran, taken up at the start; one that cannot begin does not hold up the next."""
    make_pdf(tmp_path / "a.pdf", pages=1)
    with open_archive(empty_archive, write=True) as archive:
        gone = archive.runs.queue([str(tmp_path / "gone.pdf")], {})
        fine = archive.runs.queue([str(tmp_path / "a.pdf")], {})
    loads = Loads(empty_archive)
    loads.start()
    try:
        assert ended(empty_archive, fine)["loaded"] == 1
    finally:
        loads.close()
    assert ended(empty_archive, gone)["status"] == "failed"


@pytest.mark.skipif(os.name == "nt", reason="no such signals there")
def test_a_load_is_stopped_and_goes_on(empty_archive: Path, tmp_path: Path, browser_page: BrowserPage) -> None:
    page, shelf = browser_page.page, tmp_path / "shelf"
    shelf.mkdir()
    # So many that the load is not through when the button is pressed, however busy the machine is.
    copies(make_pdf(shelf / "0.pdf", pages=12), 299)
    with open_archive(empty_archive, write=True) as archive:
        archive.runs.queue([str(shelf)], {})
    with served(settings(empty_archive, tmp_path)) as address:
        page.goto(f"{address}/load/1")
        # Not before it runs: the page is loaded anew when a load begins, and a press at that moment would be lost.
        expect(page.locator("h1 .run-state")).to_have_text("đang nạp", timeout=60_000)
        expect(page.locator("#state .counts dd").first).to_have_text(re.compile("^ *[1-9]"), timeout=60_000)
        page.wait_for_load_state("load")
        page.get_by_role("button", name="Dừng nạp").click()
        expect(page.locator("h1 .run-state")).to_have_text("đã dừng", timeout=60_000)
        done = ended(empty_archive, 1)
        assert 0 < done["loaded"] < 300
        page.get_by_role("button", name="Nạp tiếp").click()
        page.wait_for_url("**/load/2")
        expect(page.locator("h1 .run-state")).to_have_text("đã xong", timeout=120_000)
    rest = ended(empty_archive, 2)
    assert (rest["loaded"] + done["loaded"], rest["files_done"]) == (300, 300)


def test_what_changed_is_sent_and_nothing_else(empty_archive: Path, tmp_path: Path) -> None:
    """The fragments: counts while a load runs, the page anew at its end, no failures that are shown already."""
    with open_archive(empty_archive, write=True) as archive:
        archive.runs.start(["a"], {}, 3)
        archive.runs.note_failure(1, "/x/hỏng.pdf", "damaged", "/x/hỏng.pdf: cannot be parsed.")
    room = client(settings(empty_archive, tmp_path))
    assert "0/3" in room.get("/load/1/state?seen=running").text
    assert "hỏng.pdf" in room.get("/load/1/failures?seen=0").text
    assert room.get("/load/1/failures?seen=1").status_code == 204
    with open_archive(empty_archive, write=True) as archive:
        archive.runs.end(1, "done")
    assert room.get("/load/1/state?seen=running").headers["hx-refresh"] == "true"
    assert room.get("/load/99").status_code == 404
