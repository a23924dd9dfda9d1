"""Sets a sample report in the layout of Nghị định 30/2020/NĐ-CP, with Typst: letterhead, body, close, annex.

``letterhead = "party"`` in the header gives the letterhead of Party bodies instead.
"""

from __future__ import annotations

import datetime
from typing import Any

from markup import Annex, Note, Paragraph, Source

_PREAMBLE = """
#set document(title: {title}, date: {date})
#set page(paper: "a4", margin: (left: 3cm, right: 2cm, top: 2cm, bottom: 2cm), header-ascent: 40%, header: context {{
  let number = counter(page).get().first()
  if number > 1 {{ align(center, text(size: 12pt, str(number))) }}
}})
#set text(font: "Libertinus Serif", size: 13pt, lang: "vi", hyphenate: false, ligatures: false)
#set par(justify: true, first-line-indent: (amount: 1.27cm, all: true), spacing: 0.9em, leading: 0.62em)
#set footnote.entry(separator: line(length: 30%, stroke: 0.5pt))
#show footnote.entry: set text(size: 10pt)
#let plain(body) = {{ set par(justify: false, first-line-indent: 0pt, spacing: 0.5em); body }}
"""
_LETTERHEAD = """
#plain(grid(columns: (40%, 60%), align: center, row-gutter: 0.55em,
  {agency}, {heading},
  {number}, emph({place_date}),
))
#v(0.6em)
#plain(align(center)[*{type}* #linebreak() *{title}*])
#v(0.4em)
"""
#: The right column of the letterhead: of the State, and of the Party (Hướng dẫn 36-HD/VPTW).
_STATE = "[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* #linebreak() *Độc lập - Tự do - Hạnh phúc*]"
_PARTY = "[#underline[*ĐẢNG CỘNG SẢN VIỆT NAM*]]"
_CLOSE = """
#v(0.6em)
#plain(block(breakable: false, grid(columns: (45%, 55%), align: (left, center),
  [#text(size: 12pt)[#emph("Nơi nhận:")] #set text(size: 11pt); #linebreak() {recipients}],
  [{capacity} #v(2.6cm) *{signer}*],
)))
"""


def typeset(source: Source) -> str:
    """The Typst source of the whole report."""
    header = source.header
    parts = [_PREAMBLE.format(title=_string(header["title"]), date=_date(header["date"])), _letterhead(header)]
    if header.get("addressee"):
        parts.append(f"#plain(align(center, {_string('Kính gửi: ' + header['addressee'])}))\n#v(0.4em)\n")
    body = [block for block in source.blocks if isinstance(block, Paragraph)]
    parts += [_paragraph(block) for block in body]
    parts.append(_close(header))
    annexes = [block for block in source.blocks if isinstance(block, Annex)]
    parts += [_annex(annex, at, header) for annex, at in zip(annexes, _ordinals(len(annexes)), strict=True)]
    return "\n".join(parts)


def _string(text: str) -> str:
    """A Typst string: nothing in it is taken for markup."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _date(day: datetime.date) -> str:
    return f"datetime(year: {day.year}, month: {day.month}, day: {day.day})"


def _letterhead(header: dict[str, Any]) -> str:
    day: datetime.date = header["date"]
    agency = " #linebreak() ".join(f"*#{_string(line)}*" for line in header["agency"])
    written = (
        f"{header['place']}, ngày {day.day:02} tháng {day.month if day.month > 2 else f'{day.month:02}'} năm {day.year}"
    )
    party = header.get("letterhead") == "party"
    return _LETTERHEAD.format(
        agency=f"[{agency}]",
        heading=_PARTY if party else _STATE,
        number=_string(f"{'Số' if party else 'Số:'} {header['number']}"),
        place_date=_string(written),
        type=header["type"].upper(),
        title=f"#{_string(header['title'])}",
    )


def _paragraph(block: Paragraph) -> str:
    said = "".join(f"#footnote[#{_string(p.text)}]" if isinstance(p, Note) else f"#{_string(p)}" for p in block.pieces)
    if block.level:
        said = f"*{said}*" if block.level < 3 else f"*_{said}_*"
        return f"#block(sticky: true)[#par[{said}]]\n"  # a heading stays with what it heads
    return f"#par[{said}]\n"


def _close(header: dict[str, Any]) -> str:
    recipients = " #linebreak() ".join(f"#{_string(line)}" for line in _listed(header["recipients"]))
    capacity = " #linebreak() ".join(f"*#{_string(line)}*" for line in (*header["capacity"], header["signer_title"]))
    return _CLOSE.format(recipients=recipients, capacity=capacity, signer=f"#{_string(header['signer'])}")


def _listed(recipients: list[str]) -> list[str]:
    return [f"- {name}{'.' if name is recipients[-1] else ';'}" for name in recipients]


def _ordinals(count: int) -> list[str]:
    """What follows “PHỤ LỤC”: nothing where there is one."""
    return [""] if count == 1 else [f" {'I' * at}" for at in range(1, count + 1)]


def _annex(annex: Annex, ordinal: str, header: dict[str, Any]) -> str:
    day: datetime.date = header["date"]
    head, *rows = annex.rows
    widths = ", ".join("auto" if len(name) < 4 else "3fr" if name == "Chỉ tiêu" else "1.2fr" for name in head)
    cells = [f"[*#{_string(cell)}*]" for cell in head]
    under = f"(Kèm theo Báo cáo số {header['number']} ngày {day.day}/{day.month}/{day.year})"
    body = ", ".join(f"[#{_string(cell)}]" for row in rows for cell in row)
    return f"""
#pagebreak()
#plain(align(center)[*PHỤ LỤC{ordinal}* #linebreak() *#{_string(annex.title)}* #linebreak() _#{_string(under)}_])
#v(0.5em)
#plain({{ set text(size: 11pt)
table(columns: ({widths}), align: (x, y) => if y == 0 or x == 0 {{ center }} else if x == 1 {{ left }} else {{ right }},
  table.header({", ".join(cells)}), {body}) }})
"""
