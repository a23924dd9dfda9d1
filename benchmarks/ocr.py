"""What recognising pages costs over Tesseract alone on the same pictures, as a ratio of one run.

    python benchmarks/ocr.py scan.pdf …      (without a file: the bundled reports, printed and scanned anew)

"Tesseract alone" is one SetImage and Recognize a page, on the picture that pdfium renders, in the same process. The
rest is rendering, straightening, finding rules, and reading the cells of tables twice where they are in doubt.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from corpus.ocr.recognise import recognise, scan_dpi
from corpus.ocr.tesseract import OcrImage

SAMPLES = Path(__file__).parent.parent / "samples"
#: How a bundled report is scanned: dots an inch, degrees askew, spread of the noise in grey levels.
DOTS, ASKEW, NOISE = 200, 0.7, 6


def scanned(source: Path, folder: Path, most: int) -> Path:
    """A PDF of pictures of the first pages of ``source``."""
    random = np.random.default_rng(0)
    pictures = []
    with pdfium.PdfDocument(source) as pdf:
        for page in list(pdf)[:most]:
            picture = page.render(scale=DOTS / 72, grayscale=True).to_pil()
            grey = np.asarray(picture.rotate(ASKEW, fillcolor=255), np.float32)
            noisy = (grey + random.normal(0, NOISE, grey.shape)).clip(0, 255)
            pictures.append(Image.fromarray(noisy.astype(np.uint8)))
    target = folder / source.name
    pictures[0].save(target, save_all=True, append_images=pictures[1:], scan_dpi=DOTS)
    return target


def times(path: Path) -> Iterator[tuple[int, float, float]]:
    """For each page its number, the seconds of Tesseract alone, and of the whole."""
    with pdfium.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf, 1):
            dpi = scan_dpi(page)
            picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
            start = time.perf_counter()
            OcrImage(picture, dpi).words()
            middle = time.perf_counter()
            recognise(page, number)
            yield number, middle - start, time.perf_counter() - middle


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path, help="scanned PDFs")
    parser.add_argument("--pages", type=int, default=3, help="pages of each bundled report that are scanned")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = given.files or [scanned(file, Path(folder), given.pages) for file in sorted(SAMPLES.glob("*.pdf"))]
        alone = whole = 0.0
        pages = 0
        OcrImage(Image.new("L", (200, 200), 255), 200).words()  # starting Tesseract is not counted
        for file in files:
            for number, bare, ours in times(file):
                print(f"{file.name} p. {number}: Tesseract alone {bare:.2f} s, recognise {ours:.2f} s")
                alone, whole, pages = alone + bare, whole + ours, pages + 1
    print(f"{pages} pages: Tesseract alone {alone:.1f} s, recognise {whole:.1f} s, ratio {whole / alone:.2f}")


if __name__ == "__main__":
    sys.exit(main())
