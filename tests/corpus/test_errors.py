"""One root for all errors, each with an exit code and a remedy, and all of them survive the way between processes."""

import pickle

import pytest

from corpus.errors import BaocaoError, DamagedFile, EmptyFile, NoPages, NoText, NotPdf, PasswordRequired, TooLarge
from corpus.ocr.tesseract import HOW_TO_INSTALL, OcrLimit, OcrUnavailable
from corpus.pdf.qpdf_text import UnknownTextError
from corpus.tables.vector_lines import VectorLinesError


@pytest.mark.parametrize("kind", [DamagedFile, EmptyFile, NoPages, NotPdf, NoText, PasswordRequired, TooLarge])
def test_an_unreadable_file_says_what_to_do_and_can_be_pickled(kind):
    error = pickle.loads(pickle.dumps(kind("a.pdf", "is odd.")))
    assert isinstance(error, BaocaoError)
    assert str(error) == "a.pdf: is odd."
    assert error.exit_code == 1
    assert error.remedy.endswith(".")


@pytest.mark.parametrize("kind", [OcrUnavailable, OcrLimit, UnknownTextError, VectorLinesError])
def test_the_other_errors_of_corpus_have_the_same_root(kind):
    assert issubclass(kind, BaocaoError)


def test_an_instance_may_have_a_remedy_of_its_own():
    assert OcrUnavailable.remedy == HOW_TO_INSTALL
    error = BaocaoError("something is wrong")
    error.remedy = "Do this."
    assert pickle.loads(pickle.dumps(error)).remedy == "Do this."
    assert BaocaoError.remedy == ""
