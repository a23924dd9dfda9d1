"""The pipeline as users of spaCy know it: strings in, span groups and extensions out, steps that can be picked."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import spacy

import extractors
from corpus import read_text
from extractors import spacy_components
from extractors.extraction import extract
from extractors.spacy_pipeline import STEPS, pipeline
from tests.made_reports import written_report

TEXT = "Thực hiện Nghị quyết số 12/NQ-HĐND, thu ngân sách năm 2023 đạt 12,5 tỷ đồng, tăng 9% so với năm 2022."


def test_a_string_goes_through_the_whole_pipeline() -> None:
    nlp = extractors.pipeline()
    assert nlp.pipe_names == [f"baocao_{name}" for name in STEPS]
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert [span.text for span in doc.spans["figures"]] == ["12,5 tỷ đồng"]
    assert doc.spans["figures"][0]._.baocao_record == doc._.baocao_figures[0]
    assert doc._.baocao_figures[0].indicator == "thu ngân sách"
    assert [item.value for item in doc._.baocao.percentages] == [9]
    assert [item.measure for item in doc._.baocao.observations] == ["value", "growth"]
    assert nlp("")._.baocao.figures == ()


def test_one_step_alone_in_a_pipeline_of_others() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("baocao_citations")
    doc = nlp(TEXT)
    assert [item.number for item in doc._.baocao_citations] == ["12/NQ-HĐND"]
    assert doc.spans["citations"][0].text.startswith("Nghị quyết số 12/NQ-HĐND")
    assert doc._.baocao_figures == ()


def test_extract_uses_the_same_pipeline() -> None:
    report = written_report("Thu ngân sách đạt 12,5 tỷ đồng.")
    from_document = extract(read_text(report))
    from_string = pipeline()(read_text(report).text)._.baocao
    assert from_string.figures == from_document.figures
    assert from_string.report == from_document.report


def test_every_step_is_offered_to_spacy() -> None:
    root = Path(extractors.__file__).parents[1]
    offered = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["spacy_factories"]
    assert list(offered) == [f"baocao_{name}" for name in STEPS]
    for name, target in offered.items():
        module, _, function = target.partition(":")
        assert module == spacy_components.__name__
        assert callable(getattr(spacy_components, function))
        assert spacy.blank("xx").has_factory(name)


def test_ids_are_of_one_record_each() -> None:
    found = extract(read_text(written_report("Thu ngân sách đạt 12,5 tỷ đồng, đạt 50% dự toán (25 tỷ đồng).")))
    ids = [record.id for records in (found.figures, found.percentages) for record in records]
    assert len(ids) == len(set(ids))
    positions = found.positions()
    assert [positions[figure.id] for figure in found.figures] == list(range(len(found.figures)))
    assert found.percentages[0].figure in ids


@pytest.mark.parametrize("name", extractors.__all__)
def test_the_library_exports(name: str) -> None:
    code = f"import extractors, sys; assert 'spacy' not in sys.modules; print(extractors.{name}.__name__)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == name


def test_what_is_not_exported_is_named() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        extractors.nothing  # noqa: B018
