"""Each row of ``data/basis_kinds.csv`` works from the text to the comparison, with nothing else to add for it."""

from __future__ import annotations

import importlib

import pytest

from db.sql.basis import plan_authority
from extractors.lexicon.basis_kinds import BasisKind, basis_kinds
from extractors.lexicon.plan_terms import plan_authority_words
from extractors.percentages.finder import find_percentages
from extractors.temporal.periods import compared_period
from extractors.text.sentences import Sentences

#: The package exports a function of the same name.
module = importlib.import_module("extractors.lexicon.basis_kinds")


def basis_of(text: str) -> str | None:
    (percentage,) = find_percentages(text, [], Sentences(text))
    return percentage.basis


def words_of(*families: str) -> list[tuple[str, str | None]]:
    return [(word, kind.authority) for kind in basis_kinds() if kind.family in families for word in kind.words]


@pytest.mark.parametrize(("word", "authority"), words_of("plan"))
def test_a_plan_is_read_with_its_authority_and_kept_apart_by_it(word: str, authority: str) -> None:
    basis = basis_of(f"Thu ngân sách đạt 90% kế hoạch {word} giao.")
    assert basis == f"kế hoạch {word} giao"
    assert plan_authority_words(f"so với {basis}") == basis
    assert plan_authority(basis) == plan_authority(f"KH {word} giao") == authority


@pytest.mark.parametrize(("word", "_authority"), words_of("year_before", "earlier"))
def test_an_earlier_period_is_a_basis(word: str, _authority: None) -> None:
    assert basis_of(f"Thu ngân sách tăng 5% so với {word}.") == word
    assert basis_of(f"Thu ngân sách tăng 5% {word}.") == word


@pytest.mark.parametrize(("word", "_authority"), words_of("year_before"))
def test_the_same_part_of_the_year_before_is_a_period(word: str, _authority: None) -> None:
    assert compared_period(word, "2023-H1") == "2022-H1"


def test_codes_and_families() -> None:
    kinds = basis_kinds()
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert {kind.family for kind in kinds} == {"plan", "resolution", "year_before", "earlier"}
    assert all((kind.authority is not None) == (kind.family in ("plan", "resolution")) for kind in kinds)


def test_of_two_authorities_that_begin_together_the_longer_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = (BasisKind("plan_youth", "plan", ("tỉnh đoàn",), "tỉnh đoàn"), *module.basis_kinds())
    monkeypatch.setattr(module, "basis_kinds", lambda: kinds)
    module._authorities.cache_clear()
    assert module.authority_in("ke hoach tinh doan giao") == "tỉnh đoàn"
    assert module.authority_in("ke hoach tinh giao") == "tỉnh"
    monkeypatch.undo()
    module._authorities.cache_clear()
