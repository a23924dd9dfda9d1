"""Numbers of documents (số, ký hiệu văn bản): ``19/QĐ-UBND``, ``15/2022/NQ-HĐND``, ``03-NQ/TU``, ``45/2019/QH14``.

Sources: Nghị định 30/2020/NĐ-CP, Phụ lục III (State); Hướng dẫn 36-HD/VPTW 2018 (Party); Luật Ban hành văn bản quy phạm
pháp luật 2015 (year in the number); practice before 2003 (``522/2002/QĐ-UB``, ``38/CP``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.lexicon.tables import alternation, types_by_code
from extractors.text.characters import LETTER, LOWER, UPPER

#: One code: capitals, digits and at most two small letters in a row (CTr, TTg, QyĐ, QH14); marks inside as in
#: ``CGC.BT``, ``QLXLVPHC&TDTHPL``, ``SVH,TT,DL`` only between capitals.
_CODE = (
    rf"[{UPPER}](?:[{UPPER}\d]|[a-zđ]{{1,2}}(?![{LOWER}])|[.,](?=[{UPPER}]{{2}})|[&_](?=[{UPPER}])"
    r"|(?<=QH) (?=\d\d?,? (?:ngày|của)))*"
)
_TYPE = f"(?:{alternation(types_by_code())})"
_HYPHEN = r"[-–−]"
#: Issuers whose code may follow after a blank where the hyphen was forgotten (``927/QĐ TTg``).
_KNOWN_ISSUER = r"(?:UBND|HĐND|TTg|TTG|CP|UB|TU|TW|HU|BTC|BNV|BCĐ|CTN|UBTVQH\d*)"
_JOIN = rf"(?: ?{_HYPHEN}(?! )|{_HYPHEN} ?)"
_N = r"(?:(?<![\w/.,])|(?<=[Ss]ố))(?<!\d[-–])\d{1,6}(?: ?[a-zđ](?= ?[-–/])|[A-ZĐ](?=[-–/]))?"

SYMBOL = re.compile(
    r"(?:(?=\d)(?:"
    # State, with blanks for the hyphen between a type and its issuer: 19/QĐ - UBND, 927/QĐ TTg
    rf"(?P<spaced>{_N} ?/ ?(?:(?:19|20)\d\d ?/ ?)?{_TYPE} (?:{_HYPHEN} )?{_KNOWN_ISSUER}(?:{_HYPHEN}{_CODE})*)"
    # State: 19/QĐ-UBND, 15/2022/NQ-HĐND, 3284/UBND-TH, 1803/1998/QĐ/BTC, 75/KH- UBND, 38/CP, 45/2019/QH14
    rf"|(?P<state>{_N} ?/ ?(?:(?:19|20)\d\d ?/ ?)?{_CODE}(?:(?:{_JOIN}|/){_CODE}| {_HYPHEN} {_CODE}(?= ngày))*"
    rf"(?:\([{UPPER}]{{2,}}\))?)"
    # Party: 03-NQ/TU, 1781-CV/TU, 21 -NQ/TW
    rf"|(?P<party>{_N} ?{_HYPHEN} ?{_CODE} ?/ ?{_CODE}(?:{_HYPHEN}{_CODE})*)"
    # Before 1996, and laws by the President's order: 94-CP, 235-HĐBT, 16/2009-L-CTN
    rf"|(?P<old>{_N}(?:/(?:19|20)\d\d)?{_HYPHEN}{_CODE}(?:{_HYPHEN}{_CODE})*)"
    # A blank for the slash: 1194 QĐ-TTg
    rf"|(?P<blank>{_N} {_TYPE}{_HYPHEN}{_CODE}(?:{_HYPHEN}{_CODE})*)"
    # The same before 2000, a slash between the offices: 105 TC/ĐT, 210a TC/VP
    rf"|(?P<office>{_N} [{UPPER}]{{2,}}/[{UPPER}]{{2,}}(?:{_HYPHEN}{_CODE})*)"
    r")"
    # A number still to be filled in: số      /QĐ-UBND
    rf"|(?P<unfilled>(?<=[Ss]ố)[ :.…_]*/ ?(?:(?:19|20)\d\d ?/ ?)?{_TYPE}{_HYPHEN}{_CODE}(?:{_HYPHEN}{_CODE})*"
    # … of a letter, whose symbol names no type: Công văn số      /UBND-VX
    rf"|(?<=[Cc]ông văn số)[ :.…_]*/ ?{_CODE}(?:{_HYPHEN}{_CODE})+)"
    rf")(?![{LETTER}\d])"
)

_ISSUER_AFTER_BLANK = re.compile(rf"(?<=[{UPPER}r]) +(?=[{UPPER}])")
_WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number in the text: its span, its normal form, and the codes in it."""

    start: int
    end: int
    number: str
    codes: tuple[str, ...]
    #: Of a form that only a type word before it tells from other things with a hyphen (94-CP, Covid-19 has none).
    needs_type: bool = False

    @property
    def types(self) -> tuple[str, ...]:
        """The types of document that the codes name; empty for a công văn (``3284/UBND-TH``)."""
        known = types_by_code()
        return next((known[code] for code in self.codes if code in known), ())

    @property
    def issuer_code(self) -> str:
        """What follows the type: ``QĐ-UBND`` → ``UBND``; the whole when there is no type code."""
        known = types_by_code()
        return "-".join(code for code in self.codes if code not in known)


def find_document_numbers(text: str) -> Iterator[DocumentNumber]:
    """Every document number in ``text``, in order."""
    for match in SYMBOL.finditer(text):
        document_number = _document_number(match)
        if _plausible(document_number):
            yield document_number


def _document_number(match: re.Match[str]) -> DocumentNumber:
    printed = match[0]
    start = match.start()
    if match["unfilled"]:
        start += len(printed) - len(printed.lstrip(" :.…_"))
        printed = printed.lstrip(" :.…_")
    number = printed.replace("–", "-").replace("−", "-")
    if match["blank"]:  # the blank stands for the slash; in 105 TC/ĐT it is of the form, and goes like any other
        number = re.sub(r"(?<=\d) (?=\D)", "/", number, count=1)
    if match["spaced"]:
        number = _ISSUER_AFTER_BLANK.sub("-", number.replace(" - ", "-"))
    number = _WHITE.sub("", number)
    codes = tuple(part for part in re.split(r"[-/]", number) if part and not part[0].isdigit())
    return DocumentNumber(start, match.end(), number, codes, needs_type=bool(match["old"] or match["office"]))


def _plausible(document_number: DocumentNumber) -> bool:
    """Keep out ``2/N``, ``24/H``: a single code of one letter is a route, a grade or a house, not a document."""
    return len(document_number.codes) > 1 or len(document_number.codes[0]) > 1
