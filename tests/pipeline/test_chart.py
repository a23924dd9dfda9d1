from __future__ import annotations

import io
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest
from PIL import Image

from db.series.compare import compare
from pipeline.charts.figure import MAX_PANELS, draw
from pipeline.charts.panels import panels, sources
from pipeline.charts.png import to_png
from pipeline.charts.style import COLOURS
from pipeline.errors import InvalidRequestError, MissingPackageError, OutputError
from tests.made_pdfs import environment

SVG = "{http://www.w3.org/2000/svg}"


def points(*rows: dict[str, Any]) -> pd.DataFrame:
    """Rows of v_observations with what each of ``rows`` says, the rest as usual."""
    usual = {
        "indicator": "Tổng thu ngân sách", "indicator_code": None, "measure": "value", "basis": None, "role": "actual",
        "unit": "tỷ đồng", "base_value": None, "base_unit": None, "value_text": "10", "district": "huyện Ấn Thử",
        "province": "tỉnh Bình Thử", "period": "2023", "report_number": "1/BC-UBND", "report_date": "2023-12-01",
        "page": 1, "section": "I", "boxes": "[]", "text": "10 tỷ đồng", "source_path": "/x/a.pdf",
    }  # fmt: skip
    made = [{"id": number, **usual, **row} for number, row in enumerate(rows, 1)]
    return compare(made)


MIXED = (
    {"period": "2021", "value_text": "8.5"},
    {"period": "2023", "value_text": "1234.5", "report_number": "7/BC-UBND"},
    {"period": "2023", "value_text": "1300", "report_number": "8/BC-UBND"},
    {"period": "2023-H1", "value_text": "4"},
    {"period": "2023-9M", "value_text": "7", "role": "estimate"},
    {"period": "2023", "role": "plan", "value_text": "11"},
    {"district": "huyện Đông Mẫu", "period": "2022", "value_text": "3"},
)


def texts(path: Path) -> list[str]:
    """What an svg says in words: its texts, and the titles of its values."""
    root = ElementTree.parse(path).getroot()
    return [" ".join(element.itertext()) for element in root.iter() if element.tag.endswith(("}text", "}title"))]


def test_periods_of_different_lengths_are_kept_apart_and_in_time() -> None:
    (panel,) = panels(points(*MIXED))
    assert [(block.label, block.periods) for block in panel.blocks] == [
        ("year", ("2021", "2022", "2023")),
        ("half.1", ("2023-H1",)),
        ("cumulative.9", ("2023-9M",)),
    ]
    assert panel.kinds == ("plan", "actual")
    assert panel.cells["huyện Ấn Thử", "actual", "2023"].values == (Decimal("1234.5"), Decimal(1300))
    assert ("huyện Ấn Thử", "actual", "2022") not in panel.cells
    assert panel.cells["huyện Ấn Thử", "actual", "2023-9M"].estimate


def test_bases_and_units_are_never_in_one_panel() -> None:
    series = points(
        {"measure": "percent_of_plan", "basis": "KH tỉnh giao", "unit": "%"},
        {"measure": "percent_of_plan", "basis": "KH huyện giao", "unit": "%"},
        {"unit": "hộ"},
    )
    assert [(panel.measure, panel.basis, panel.unit) for panel in panels(series)] == [
        ("value", None, "hộ"),
        ("percent_of_plan", "KH huyện giao", "%"),
        ("percent_of_plan", "KH tỉnh giao", "%"),
    ]


def test_quarters_and_months_say_which() -> None:
    (panel,) = panels(points(*({"period": period} for period in ("2023-Q2", "2023-Q1", "2023-05", "2022-12"))))
    assert [(block.label, block.ticks) for block in panel.blocks] == [
        ("quarter", ("I/2023", "II/2023")),
        ("month", ("12/2022", "5/2023")),
    ]


def test_what_a_picture_says(tmp_path: Path) -> None:
    draw(points(*MIXED), tmp_path / "a.svg")
    words = texts(tmp_path / "a.svg")
    for text in ("Tổng thu ngân sách", "tỷ đồng", "huyện Đông Mẫu", "kế hoạch", "ước thực hiện", "cả năm", "9 tháng"):
        assert text in words
    assert "huyện Ấn Thử, 2021 (cả năm), thực hiện: 8,5 tỷ đồng (1/BC-UBND, trang 1)" in words
    assert "≠ Tổng thu ngân sách (tỷ đồng), huyện Ấn Thử, 2023: 1.234,5 ≠ 1.300" in words
    (source,) = [text for text in words if text.startswith("Nguồn: ")]
    assert "7/BC-UBND, 8/BC-UBND" in source


def test_a_picture_in_english(tmp_path: Path) -> None:
    draw(points(*MIXED), tmp_path / "a.svg", "en")
    words = texts(tmp_path / "a.svg")
    assert {"plan", "estimate", "full year", "9 months"} <= set(words)
    assert any("1,234.5" in text for text in words)


def test_bars_are_as_high_as_their_values(tmp_path: Path) -> None:
    draw(points({"period": "2021", "value_text": "10"}, {"period": "2022", "value_text": "40"}), tmp_path / "a.svg")
    root = ElementTree.parse(tmp_path / "a.svg").getroot()
    bars = [group for group in root.iter(f"{SVG}g") if "actual" in group.get("class", "").split()]
    heights = [float(bar.find(f"{SVG}rect").get("height")) for bar in bars if bar.find(f"{SVG}title") is not None]  # type: ignore[union-attr,arg-type]
    assert heights[1] == pytest.approx(4 * heights[0], abs=0.5)


def test_the_same_series_give_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.pipeline.test_chart import MIXED, points; "
        "from pipeline.charts.figure import draw; draw(points(*MIXED), Path(sys.argv[1]))"
    )
    for name in ("a.svg", "b.svg", "a.png", "b.png"):
        subprocess.run([sys.executable, "-c", script, str(tmp_path / name)], env=environment(), check=True)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_a_png_is_the_svg_with_its_letters(tmp_path: Path) -> None:
    """Vietnamese letters, the minus and ≠ are all in the fonts of the package: none is left out."""
    draw(points(*MIXED), tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size[0] == 2 * 820
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20)}  # type: ignore[union-attr,misc]
    assert {(255, 255, 255), (0x23, 0x20, 0x1B), (0xB3, 0x26, 0x1E)} <= colours
    for text in ("ấ", "ử", "Đ", "ỹ", "−", "≠"):
        drawn = to_png(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
            f'<text x="5" y="30" font-family="Noto Sans" font-size="24">{text}</text></svg>'
        )
        with Image.open(io.BytesIO(drawn)) as letter:
            assert letter.convert("L").getextrema()[0] < 128, text


def test_the_colours_are_those_of_the_reading_room() -> None:
    sheet = (Path(__file__).resolve().parents[2] / "web" / "static" / "series.css").read_text("utf-8")
    light = re.search(r"\.chart \{([^}]*--d0[^}]*)\}", sheet)
    assert light is not None
    assert re.findall(r"--d\d: (#\w+)", light[1]) == list(COLOURS)


def test_many_values_are_lines_broken_at_gaps(tmp_path: Path) -> None:
    years = [year for year in range(2010, 2025) if year != 2015]
    rows = [{"period": str(year), "district": f"huyện {who}"} for year in years for who in "ABCD"]
    draw(points(*rows, {"period": "2015", "district": "huyện A"}), tmp_path / "a.svg")
    root = ElementTree.parse(tmp_path / "a.svg").getroot()
    lines = [line for line in root.iter(f"{SVG}line") if line.get("class", "").startswith("join d")]
    # Fifteen years are fourteen steps: one district has them all, three lack the two steps around 2015.
    assert len(lines) == 14 + 3 * 12


def test_a_chart_as_svg_needs_no_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    draw(points({}), tmp_path / "a.svg")
    with pytest.raises(MissingPackageError, match=r"resvg-py.*\[charts\]"):
        draw(points({}), tmp_path / "a.png")
    assert not (tmp_path / "a.png").exists()


def test_too_many_panels_are_said_on_the_picture_and_to_the_user(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draw(points(*({"indicator": f"Chỉ tiêu {number:02}"} for number in range(15))), tmp_path / "a.svg")
    assert f"the {MAX_PANELS} panels with the most values, of 15" in capsys.readouterr().err
    assert any("12 trong 15 biểu" in text for text in texts(tmp_path / "a.svg"))


def test_sources_go_by_the_file_where_a_report_has_no_number() -> None:
    assert sources(points({"report_number": None}, {"district": "huyện B"})) == {
        "huyện B": ["1/BC-UBND"],
        "huyện Ấn Thử": ["a.pdf"],
    }


@pytest.mark.parametrize("name", ["a.pdf", "a"])
def test_other_formats_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidRequestError, match=r"svg or png.*a\.svg"):
        draw(points({}), tmp_path / name)


def test_nothing_to_draw(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="nothing to draw"):
        draw(points({}).iloc[:0], tmp_path / "a.svg")
    assert not (tmp_path / "a.svg").exists()
