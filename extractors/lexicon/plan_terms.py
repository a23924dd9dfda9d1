"""Plans, budgets and targets in words: what names one, what labels its number, and whose it is.

``KH tỉnh giao`` and ``KH huyện giao`` are two plans, and never one series. The words stand in ``data/terms.csv``.
"""

from __future__ import annotations

import re

from extractors.lexicon.basis_kinds import basis_pattern
from extractors.lexicon.terms import term_pattern

#: Any word for what was planned: a plan, a budget, a target, a resolution.
PLAN = term_pattern("plan", "budget", "quota", "goal", "resolution")

#: The words that a planned amount is printed behind: kế hoạch 16%, dự toán 20 tỷ đồng, chỉ tiêu giao 300 ca.
PLANNED_AMOUNT = term_pattern("plan", "budget", "quota")

#: A plan or a budget: what is set down in numbers, where a target may also be a heading (chỉ tiêu, mục tiêu).
PLAN_OR_BUDGET = term_pattern("plan", "budget")

#: One target among those of a plan (chỉ tiêu), a target as such (mục tiêu), and the verb of one (phấn đấu).
QUOTA, TARGET, AIM = term_pattern("quota"), term_pattern("goal"), term_pattern("aim")

#: Words that may follow the word for a plan, each with its blank: kế hoạch | năm 2023 | tỉnh giao.
PLAN_ATTRIBUTES = rf"(?: (?:{term_pattern('plan_attribute')}|\d{{4}}))*"

#: A plan beside the value: (kế hoạch 16%), (mục tiêu: 65%). The label stands right before the number, as the temporal
#: reference wants it: with a verb between (kế hoạch giao giảm còn 6%) it would pass for a result.
PLAN_LABEL = re.compile(
    rf"[ (]*(?:{PLANNED_AMOUNT}{PLAN_ATTRIBUTES}|{TARGET})(?: là)?[ :]*",
    re.IGNORECASE,
)

#: Who gave a plan, behind the word for it: tỉnh, huyện, HĐND.
PLAN_AUTHORITY = basis_pattern("plan")

_GIVEN = re.compile(
    rf"{PLAN}(?: (?:vốn|năm|cả năm|\d{{4}}|do|được|của|UBND|HĐND))*"
    rf" {PLAN_AUTHORITY}(?: (?:tỉnh|huyện|thị xã|thành phố))?(?: giao| đề ra)?"
    r"|nghị quyết (?:HĐND|đại hội)(?: [^\W\d]+){0,3}",
    re.IGNORECASE,
)


def plan_authority_words(text: str) -> str | None:
    """The words of ``text`` that tell whose plan it is, the last such; None where it does not say.

    >>> plan_authority_words("Kế hoạch năm 2023 tỉnh giao")
    'Kế hoạch năm 2023 tỉnh giao'
    """
    last = None
    for match in _GIVEN.finditer(text):
        last = match
    return last[0] if last else None
