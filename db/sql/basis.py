"""What a percentage is compared with, told alike: ``KH tỉnh giao`` and ``kế hoạch tỉnh giao`` are one basis.

The plan of the report's own year is the same basis in every year (``KH năm 2023`` in a report on 2023); any other year
is part of what the basis is (``so với năm 2010``).
"""

from __future__ import annotations

import re
from functools import lru_cache

from db.sql.folding import fold
from extractors.lexicon.basis_kinds import authority_in

#: Abbreviations of reports, as folded words.
_WORDS = {"kh": "ke hoach", "dt": "du toan", "nq": "nghi quyet", "ct": "chi tieu", "ck": "cung ky"}
_SAME_PERIOD = re.compile(r"\bcung ky\b.*")


def own_basis(basis: str | None, period: str | None) -> str | None:
    """``basis`` as printed, without the year where that is the one that the report is about."""
    if not basis or not period:
        return basis
    return " ".join(re.sub(rf"\b{re.escape(period[:4])}\b", " ", basis).split()) or basis


def basis_key(basis: str | None, period: str | None) -> str:
    """Equal for spellings of one basis; empty for none."""
    words = fold(own_basis(basis, period) or "").split()
    spelt = " ".join(_WORDS.get(word, word) for word in words)
    if not period:
        return spelt
    # "cùng kỳ", "cùng kỳ năm trước" and "cùng kỳ năm 2022" in a report on 2023 are one; of an earlier year they aren't.
    year = re.search(r"\b(?:19|20)\d\d\b", spelt)
    if year is None or int(year.group()) == int(period[:4]) - 1:
        return _SAME_PERIOD.sub("cung ky", spelt)
    return spelt


@lru_cache(maxsize=4096)
def plan_authority(basis: str | None) -> str:
    """Whose plan ``basis`` is: ``KH tỉnh giao`` → ``tỉnh``; empty where it does not say.

    Plans of different authorities are never compared with each other. They are rows of
    ``extractors/data/basis_kinds.csv``.
    """
    words = (_WORDS.get(word, word) for word in fold(basis or "").split())
    return authority_in(" ".join(words)) or ""
