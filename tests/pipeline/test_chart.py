from __future__ import annotations

import builtins
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from db.series.compare import compare
from pipeline.charts.figure import MAX_PANELS, draw
from pipeline.charts.panels import panels, sources
from pipeline.errors import InvalidRequestError, MissingPackageError, OutputError
from tests.made_pdfs import environment

pytest.importorskip("matplotlib")


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
    """What an svg of matplotlib says in words: it keeps each text as a comment beside its outlines."""
    return [" ".join(text.split()) for text in re.findall(r"<!-- (.*?) -->", path.read_text("utf-8"), re.DOTALL)]


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
    assert [panel.subtitle for panel in panels(series)] == [
        "đơn vị: hộ",
        "so với KH huyện giao; đơn vị: %",
        "so với KH tỉnh giao; đơn vị: %",
    ]


def test_quarters_and_months_say_which() -> None:
    (panel,) = panels(points(*({"period": period} for period in ("2023-Q2", "2023-Q1", "2023-05", "2022-12"))))
    assert [(block.label, block.ticks) for block in panel.blocks] == [
        ("quarter", ("I/2023", "II/2023")),
        ("month", ("12/2022", "5/2023")),
    ]


def test_what_a_picture_says(tmp_path: Path) -> None:
    draw(points(*MIXED), tmp_path / "a.svg")
    said = texts(tmp_path / "a.svg")
    for words in ("Tổng thu ngân sách", "đơn vị: tỷ đồng", "huyện Đông Mẫu", "kế hoạch", "ước thực hiện", "cả năm"):
        assert words in said
    assert any("1.234,5" in text and "≠" in text and "1.300" in text for text in said)
    (source,) = [text for text in said if text.startswith("Nguồn: ")]
    assert "7/BC-UBND, 8/BC-UBND" in source


def test_titles_labels_and_legend_do_not_overlap(tmp_path: Path) -> None:
    from pipeline.charts.figure import _chosen, _figure

    long = "Tổng giá trị sản xuất ngành nông, lâm nghiệp và thủy sản theo giá so sánh năm 2010 trên địa bàn huyện"
    series = points(*MIXED, *({**row, "indicator": long} for row in MIXED), *({**row, "unit": "ha"} for row in MIXED))
    figure = _figure(_chosen(panels(series))[0], ["Nguồn: 1/BC-UBND"])
    figure.draw_without_rendering()
    renderer = figure.canvas.get_renderer()
    legend = figure.legends[0].get_window_extent(renderer)
    boxes = [axes.get_tightbbox(renderer) for axes in figure.axes if axes.axison]
    assert len(boxes) == 3
    assert not any(one.overlaps(other) for place, one in enumerate(boxes) for other in boxes[:place])
    assert not any(legend.overlaps(box) for box in boxes)
    assert all(box.x0 >= 0 and box.x1 <= figure.bbox.x1 and box.y1 <= legend.y0 for box in boxes)


def test_the_same_series_give_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.pipeline.test_chart import MIXED, points; "
        "from pipeline.charts.figure import draw; draw(points(*MIXED), Path(sys.argv[1]))"
    )
    for name in ("a.svg", "b.svg", "a.png", "b.png"):
        subprocess.run([sys.executable, "-c", script, str(tmp_path / name)], env=environment(), check=True)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_many_values_are_lines_broken_at_gaps(tmp_path: Path) -> None:
    from matplotlib.figure import Figure

    from pipeline.charts.axes import draw_panel
    from pipeline.charts.style import styles

    years = [year for year in range(2010, 2025) if year != 2015]
    rows = [{"period": str(year), "district": f"huyện {who}"} for year in years for who in "ABCD"]
    (panel,) = panels(points(*rows, {"period": "2015", "district": "huyện A"}))
    axes = Figure().subplots()
    draw_panel(axes, panel, styles(panel.districts), 7.0)
    lines = {
        str(line.get_color()): list(map(float, line.get_ydata())) for line in axes.lines if len(line.get_ydata()) == 15
    }  # type: ignore[arg-type]
    assert len(lines) == 4
    assert sum(value != value for values in lines.values() for value in values) == 3


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


def test_without_matplotlib_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    genuine = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return genuine(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(MissingPackageError, match=r"matplotlib.*\[charts\]"):
        draw(points({}), tmp_path / "a.svg")
