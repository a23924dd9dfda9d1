"""Terms for periods: labels of a period (``năm 2008:``) and the periods that a change is held against (``cùng kỳ``)."""

from __future__ import annotations

import re

from extractors.lexicon.basis_kinds import basis_pattern
from extractors.lexicon.terms import term_pattern

#: The same part of the year before: cùng kỳ, năm trước.
YEAR_BEFORE = basis_pattern("year_before")

#: Any earlier period by its place: cùng kỳ, tháng trước.
EARLIER_PERIOD = basis_pattern("year_before", "earlier")

#: A value that is not final yet: ước, dự kiến, khả năng.
ESTIMATED = term_pattern("estimate")

#: A period that stands for the value of then: (cùng kỳ năm 2004 là …), quý I/2003, năm 2008: …; never an indicator.
PERIOD_LABEL = re.compile(
    r"(?:(?:cùng kỳ|quý|tháng|năm|vụ|trung bình|giai đoạn|6 tháng|9 tháng|đầu|cuối|trước|ngoái|nay|học)(?!\w)[ /:-]*"
    r"|(?:[IVX]+|\d{1,4})(?:[-/–]\d{2,4})*(?!\w|[.,]\d)[ :]*)+"
)
