"""Safe by default: who may ask, what a page may load, and what strangers' texts and names become."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.made_pdfs import make_pdf
from tests.web_room import change, client, settings
from web.auth.sessions import IDLE, LONGEST, Sessions, hash_password, is_right
from web.http.guard import host_name
from web.http.request import back_to
from web.page_images.renderer import Pictures, Renderer, RenderError, Wanted

NASTY = """<script>alert(1)</script>'"; DROP TABLE reports; -- =HYPERLINK("http://x")"""
PAGES = (
    *(
        "/",
        "/reports",
        "/reports/1/pages/1",
        "/reports/failed",
        "/review",
        "/series",
        "/documents",
        "/findings",
        "/load",
    ),
    *("/search?q=x", "/login"),
)


def token_of(room: TestClient, path: str = "/") -> str:
    found = re.search(r'name="csrf" value="(\w+)"', room.get(path).text)
    assert found
    return found[1]


@pytest.mark.parametrize("path", [*PAGES, "/nothing", "/static/base.css"])
def test_every_answer_has_the_policy(samples_archive: Path, tmp_path: Path, path: str) -> None:
    answer = client(settings(samples_archive, tmp_path)).get(path)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_script_or_style_written_into_it(samples_archive: Path, tmp_path: Path, path: str) -> None:
    told = client(settings(samples_archive, tmp_path)).get(path).text
    assert not re.search(r"<script(?![^>]* src=)", told)
    assert not re.search(r"\s(?:style|on\w+)=", told)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', told)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:8765", 200),
        ("localhost:1", 200),
        ("[::1]:8765", 200),
        ("attacker.example", 403),
        ("127.0.0.1.attacker.example", 403),
        ("", 403),
    ],
)
def test_only_its_own_names_are_answered(samples_archive: Path, tmp_path: Path, host: str, status: int) -> None:
    """A name that somebody points at this machine (DNS rebinding) is another site's."""
    assert client(settings(samples_archive, tmp_path)).get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(("host", "name"), [("[::1]:80", "[::1]"), ("A.b:1", "a.b"), ("x", "x"), ("[::1", "[::1]")])
def test_a_host_is_read_without_its_port(host: str, name: str) -> None:
    assert host_name(host) == name


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://attacker.example"},
        {"origin": "http://127.0.0.1:9"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_from_another_site_is_refused(own_archive: Path, tmp_path: Path, headers: dict[str, str]) -> None:
    room = client(settings(own_archive, tmp_path))
    data = {"csrf": token_of(room), "language": "en", "to": "/"}
    assert room.post("/language", data=data, headers=headers).status_code == 403
    assert room.post("/language", data=data).status_code == 303


@pytest.mark.parametrize("path", ["/language", "/reader", "/review/undo", "/review/figures/1"])
def test_a_form_without_its_token_is_refused(own_archive: Path, tmp_path: Path, path: str) -> None:
    room = client(settings(own_archive, tmp_path))
    token = token_of(room)
    for wrong in ({}, {"csrf": ""}, {"csrf": "0" * 64}):
        assert room.post(path, data=wrong).status_code == 403
    room.cookies.clear()
    assert room.post(path, data={"csrf": token}).status_code == 403


@pytest.mark.parametrize(
    "path", ["//attacker.example/", "/\\attacker.example", "http://attacker.example", "javascript:x", "", None, "/a\nb"]
)
def test_nobody_is_sent_away_to_another_site(path: str | None) -> None:
    assert back_to(path) == "/"


def test_a_password_is_asked_for_and_sessions_end(samples_archive: Path, tmp_path: Path) -> None:
    room = client(settings(samples_archive, tmp_path, password_hash=hash_password("đúng mật khẩu")))
    answer = room.get("/reports?year=2023")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?to=%2Freports%3Fyear%3D2023")
    assert room.get("/reports/1/original.pdf").status_code == 303
    assert room.get("/static/base.css").status_code == 200
    data = {"csrf": token_of(room, "/login"), "to": "/reports?year=2023"}
    assert room.post("/login", data=data | {"password": "sai"}).status_code == 401
    answer = room.post("/login", data=data | {"password": "đúng mật khẩu"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/reports?year=2023")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert room.get("/reports").status_code == 200
    assert room.post("/logout", data={"csrf": data["csrf"]}).status_code == 303
    assert room.get("/reports").status_code == 303


def test_a_password_is_kept_as_a_hash_alone() -> None:
    hashed = hash_password("mật khẩu dài")
    assert "mật" not in hashed
    assert hashed.startswith("$argon2id$")
    assert is_right(hashed, "mật khẩu dài")
    assert not is_right(hashed, "mat khau dai")
    assert not is_right("no hash", "x")


def test_a_session_ends_when_unused_and_after_a_day() -> None:
    sessions = Sessions()
    token = sessions.begin(0.0)
    assert sessions.holds(token, IDLE - 1)
    assert not sessions.holds(token, 2 * IDLE + 1)
    token = sessions.begin(0.0)
    step = IDLE / 2
    assert all(sessions.holds(token, moment * step) for moment in range(1, int(LONGEST / step)))
    assert not sessions.holds(token, LONGEST)
    assert not sessions.holds("x", 0.0)
    assert not sessions.holds(None, 0.0)


def test_wrong_passwords_are_answered_ever_more_slowly() -> None:
    sessions = Sessions()
    assert [sessions.failed() > 0 for _ in range(5)] == [False, False, False, True, True]
    sessions.begin()
    assert sessions.failed() == 0


def test_what_documents_and_files_say_is_text_everywhere(own_archive: Path, tmp_path: Path) -> None:
    for name in ("number", "title", "district", "province", "issuer", "signer", "period", "place"):
        change(own_archive, f"UPDATE reports SET {name} = ? WHERE id = 1", NASTY)
    change(
        own_archive, "UPDATE reports SET source_path = ?, warnings = ? WHERE id = 1", f"/x/{NASTY}.pdf", '["<script>"]'
    )
    change(own_archive, "UPDATE pages SET text = ? WHERE report_id = 1", NASTY)
    for table, names in {
        "citations": ("text", "type", "number", "issuer", "title"),
        "figures": ("text", "unit", "indicator"),
        "percentages": ("text", "basis", "indicator"),
        "ratios": ("text", "what", "subject"),
        "observations": ("district", "basis", "indicator_text", "unit"),
    }.items():
        for name in names:
            change(own_archive, f"UPDATE {table} SET {name} = ? WHERE report_id = 1", NASTY)
    for name in ("type", "number", "issuer", "title"):
        change(own_archive, f"UPDATE cited_documents SET {name} = ?", NASTY)
    change(own_archive, "UPDATE indicators SET name = name || ?", NASTY)
    change(own_archive, "UPDATE findings SET subject = ?, message = ?, message_vi = ?, arithmetic = ?", *[NASTY] * 4)
    change(
        own_archive,
        "INSERT INTO files (source_path, status, error_kind, error) VALUES (?, 'failed', 'damaged', ?)",
        *(f"/x/{NASTY}.pdf", NASTY),
    )
    room = client(settings(own_archive, tmp_path))
    paths = [*PAGES, "/documents/1", f"/search?q={NASTY}", f"/series?indicator={NASTY}", f"/reports?q={NASTY}"]
    paths += re.findall(r'href="(/findings/\w+)"', room.get("/findings").text)[:3]
    met = 0
    for path in paths:
        told = room.get(path).text
        assert "<script>alert" not in told, path
        assert not re.search(r'="[^"]*\'";', told), path
        met += "&lt;script&gt;alert(1)" in told
    assert met >= 8


def test_a_number_beyond_all_rows_is_no_fault(samples_archive: Path, tmp_path: Path) -> None:
    room = TestClient(
        client(settings(samples_archive, tmp_path)).app, base_url="http://127.0.0.1", raise_server_exceptions=False
    )
    answer = room.get("/reports/1/pages/99999999999999999999999")
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_a_page_that_takes_for_ever_costs_its_process_and_not_the_room(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf")
    slow = Renderer(patience=0.0)
    with pytest.raises(RenderError, match="took too long"):
        slow.png(Wanted(path, 1, 1.0))
    renderer = Renderer()
    assert renderer.png(Wanted(path, 1, 1.0)).startswith(b"\x89PNG")
    with pytest.raises(RenderError, match="cannot be drawn"):
        renderer.png(Wanted(path, 2, 1.0))
    (tmp_path / "b.pdf").write_bytes(b"no pdf")
    with pytest.raises(RenderError, match="is no PDF"):
        renderer.png(Wanted(tmp_path / "b.pdf", 1, 1.0))
    renderer._process.kill()
    with pytest.raises(RenderError, match="crashed"):
        renderer.png(Wanted(path, 1, 1.0))
    assert renderer.png(Wanted(path, 1, 1.0)).startswith(b"\x89PNG")
    renderer.close()
    slow.close()


def test_the_cache_of_pictures_stays_within_its_size(tmp_path: Path) -> None:
    class Still(Renderer):
        def png(self, wanted: Wanted) -> bytes:
            return b"x" * 1000

    pictures = Pictures(tmp_path / "cache", Still(), size=5000)
    for number in range(250):
        pictures.png(f"{number:064x}", Wanted(tmp_path, 1, 1.0))
    held = list((tmp_path / "cache").glob("*/*.png"))
    assert 1 <= len(held) <= 5 + 100
    assert pictures.png(f"{249:064x}", Wanted(tmp_path / "gone", 1, 1.0)) == b"x" * 1000
