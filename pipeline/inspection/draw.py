"""Pages as pictures, with boxes drawn around what was found on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.pdf.open import open_pdf
from pipeline.inspection.describe import COLOURS, Mark

#: Dots an inch of the pictures, and pixels by which a box is wider than what it is around.
RESOLUTION_DPI, _BOX_MARGIN_PIXELS = 110, 1
#: Pixels along the longer side, at the most: a page may be as large as a hall.
_MAX_PIXELS = 4000


def draw_pages(path: Path, marks: Iterable[Mark], folder: Path) -> Iterator[Path]:
    """One PNG a page that can be opened in ``folder``, named ``FILE-001.png``. Raises UnreadableFile and OSError."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as pdfium_c
    from PIL import ImageDraw

    on_page: dict[int, list[Mark]] = {}
    for mark in marks:
        on_page.setdefault(mark.box.page, []).append(mark)
    folder.mkdir(parents=True, exist_ok=True)
    pdf = open_pdf(path)
    try:
        if pdf.get_formtype() != pdfium_c.FORMTYPE_NONE:
            pdf.init_forms()
        for index in range(len(pdf)):
            try:
                page = pdf[index]
            except pdfium.PdfiumError:
                continue  # the page cannot be opened, which its row says
            scale = min(RESOLUTION_DPI / 72, _MAX_PIXELS / max(1.0, *page.get_size()))
            picture = page.render(scale=scale).to_pil().convert("RGB")
            pen = ImageDraw.Draw(picture)
            for mark in on_page.get(index + 1, ()):
                box = mark.box
                sides = (
                    box.x0 * scale - _BOX_MARGIN_PIXELS,
                    box.y0 * scale - _BOX_MARGIN_PIXELS,
                    box.x1 * scale + _BOX_MARGIN_PIXELS,
                    box.y1 * scale + _BOX_MARGIN_PIXELS,
                )
                pen.rectangle(sides, outline=COLOURS[mark.kind], width=2)
            target = folder / f"{path.stem}-{index + 1:03d}.png"
            picture.save(target)
            yield target
    finally:
        pdf.close()
