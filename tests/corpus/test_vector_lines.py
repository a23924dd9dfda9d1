"""The drawing of a page alone: pdfplumber sees the same lines on it, and nothing else."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest

from corpus.tables.vector_lines import VectorLinesError, vector_lines_page
from tests.made_pdfs import ROOT

#: Two boxes and four lines, text between them, a path that only clips, and a state that nothing is drawn in.
CONTENT = b"""q 1 0 0 1 10 20 cm
BT /F1 12 Tf 1 0 0 rg (So lieu 12,5) Tj ET
0.5 w 100 100 200 50 re S
q 0 0 300 300 re W n BT /F1 12 Tf (cat) Tj ET Q
/Pattern cs 100 150 m 300 150 l S 100 160 m 300 160 l 300 170 l h B*
0 0 9 9 re f
Q
q 2 0 0 2 0 0 cm /X1 Do /Picture Do Q"""
FORM = b"BT /F1 9 Tf (in a form) Tj ET 10 10 m 10 90 l S 20 10 m 20 90 l S /X2 Do"


def page_of(content: bytes = CONTENT, form: bytes = FORM, **attributes: Any) -> bytes:
    """A PDF whose second page has ``content``; ``attributes`` are of the node above both pages."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    inner = pdf.make_stream(
        b"5 5 m 95 5 l S", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 99, 99]
    )
    drawn = pdf.make_stream(form, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 99, 99])
    drawn.Matrix = pikepdf.Array([1, 0, 0, 1, 7, 3])
    drawn.Resources = pikepdf.Dictionary(Font={"/F1": font}, XObject={"/X2": inner})
    picture = pdf.make_stream(
        b"\0", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1, BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceGray,
    )  # fmt: skip
    for text in (b"", content):
        page = pdf.add_blank_page(page_size=(400, 500))
        page.Contents = pdf.make_stream(text)
        page.Resources = pikepdf.Dictionary(Font={"/F1": font}, XObject={"/X1": drawn, "/Picture": picture})
    for name, value in attributes.items():
        pdf.Root.Pages[f"/{name}"] = value
        for node in pdf.Root.Pages.Kids:
            if name in ("MediaBox", "Resources"):
                del node[f"/{name}"]
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def seen(data: bytes, number: int) -> tuple[Any, ...]:
    """The frame of a page, its edges and its letters, as pdfplumber sees them."""
    with pdfplumber.open(io.BytesIO(data), pages=[number]) as pdf:
        page = pdf.pages[0]
        edges = [tuple(float(edge[name]) for name in ("x0", "x1", "top", "bottom")) for edge in page.edges]
        return tuple(map(float, page.bbox)), edges, [char["text"] for char in page.chars]


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"Rotate": 90},
        {"MediaBox": pikepdf.Array([-50, -20, 450, 480])},
        {"CropBox": pikepdf.Array([50, 50, 350, 450]), "Rotate": 270},
    ],
)
def test_the_lines_stay_where_they_were(attributes: dict[str, Any]) -> None:
    data = page_of(**attributes)
    frame, edges, letters = seen(data, 2)
    assert (len(edges), "".join(letters)) == (15, "So lieu 12,5catin a form")
    assert seen(vector_lines_page(data, 2), 1) == (frame, edges, [])


@pytest.mark.parametrize("pdf", sorted((ROOT / "samples").glob("*.pdf"))[:4], ids=lambda pdf: pdf.stem)
def test_the_tables_of_the_bundled_reports_are_the_same(pdf: Path) -> None:
    data = pdf.read_bytes()
    with pdfplumber.open(pdf) as opened:
        for page in opened.pages:
            with pdfplumber.open(io.BytesIO(vector_lines_page(data, page.page_number))) as drawing:
                found = [table.cells for table in drawing.pages[0].find_tables()]
            assert found == [table.cells for table in page.find_tables()]


def test_resources_of_the_node_above_count() -> None:
    data = page_of()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root.Pages.Resources = pdf.pages[1].Resources
        del pdf.pages[1].obj["/Resources"]
        written = io.BytesIO()
        pdf.save(written)
    assert seen(vector_lines_page(written.getvalue(), 2), 1)[1] == seen(data, 2)[1]


def test_nothing_is_left_but_the_drawing() -> None:
    with pikepdf.open(io.BytesIO(vector_lines_page(page_of(), 2))) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
        # Letters, colours, and a box that only clips.
        assert not [word for word in (b"Tj", b" rg", b"cs", b"300 300 re") if word in content]
        assert "/Font" not in pdf.pages[0].Resources
        assert list(pdf.pages[0].Resources.XObject.keys()) == ["/X1"]


@pytest.mark.parametrize(("data", "number"), [(b"no PDF", 1), (page_of(), 3)], ids=["no PDF", "no such page"])
def test_what_cannot_be_told_apart_is_said(data: bytes, number: int) -> None:
    with pytest.raises(VectorLinesError):
        vector_lines_page(data, number)


def test_a_form_that_draws_itself_ends() -> None:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(page_of(form=b"/X1 Do"))) as pdf:
        form = pdf.pages[1].Resources.XObject.X1
        form.Resources.XObject["/X1"] = form
        pdf.save(written)
    with pytest.raises(VectorLinesError):
        vector_lines_page(written.getvalue(), 2)
