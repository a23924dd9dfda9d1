"""Which files of a shelf are loaded, and what is said of the others."""

from __future__ import annotations

from pathlib import Path

from pipeline.load.discovery import discover


def test_a_link_to_a_folder_elsewhere_is_told(tmp_path: Path) -> None:
    shelf, other = tmp_path / "shelf", tmp_path / "other"
    (shelf / "in").mkdir(parents=True)
    other.mkdir()
    for folder in (shelf, shelf / "in", other):
        (folder / "a.pdf").write_bytes(b"%PDF-1.4")
    (shelf / "away").symlink_to(other)
    found = discover([str(shelf)])
    assert [file.relative_to(tmp_path).as_posix() for file in found.files] == ["shelf/a.pdf", "shelf/in/a.pdf"]
    (said,) = found.problems
    assert said.startswith(f"{shelf / 'away'}: is a link to another folder, and is not followed.")


def test_a_link_within_the_shelf_or_round_in_a_circle_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "again").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    found = discover([str(tmp_path)])
    assert [file.name for file in found.files] == ["a.pdf"]
    assert found.problems == ()


def test_a_shelf_that_is_itself_a_link_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "shelf" / "in").mkdir(parents=True)
    (tmp_path / "shelf" / "in" / "a.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "link").symlink_to(tmp_path / "shelf")
    found = discover([str(tmp_path / "link")])
    assert (len(found.files), found.problems) == (1, ())
