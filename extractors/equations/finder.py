"""Finds the equations that a report claims: parts and total, result over plan, growth over an earlier value.

The extractor only says which printed numbers belong together; whether they agree is for the audit (``db/audit``). These
are the balance edits and ratio edits of statistical offices (Fellegi and Holt, 1976).
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.equations.quotients import quotients_of
from extractors.equations.shares import share_lists, shares_of_parts
from extractors.equations.sums import sums_of
from extractors.records import Equation, Figure, Percentage, Ratio
from extractors.text.sentences import Sentences


def equations_of(
    text: str, figures: Sequence[Figure], percentages: Sequence[Percentage], ratios: Sequence[Ratio]
) -> tuple[Equation, ...]:
    """The equations in running text, in the order in which they are printed."""
    sentences = Sentences(text)
    sums = list(sums_of(text, figures, sentences))
    shares = list(shares_of_parts(text, figures, percentages, sums))
    explained = {equation.result for equation in shares}
    quotients = quotients_of(text, figures, percentages, ratios, sentences)
    equations = [*sums, *share_lists(text, percentages, sentences), *shares]
    equations += [equation for equation in quotients if equation.result not in explained]
    starts = {item.id: item.start for item in (*figures, *percentages, *ratios)}
    return tuple(sorted(equations, key=lambda equation: min(starts[item] for item in equation.operands)))
