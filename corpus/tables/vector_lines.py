"""Reduces a page to its vector lines and boxes, which is all that finding ruled tables needs.

pdfplumber interprets every glyph and font of a page before its lines: that takes nine tenths of its time, and a damaged
font can use up all memory there. So qpdf removes text, pictures and colours first; the lines stay in place, with the
transformations that position them.
"""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from corpus.errors import BaocaoError

#: Operators that build a path, that paint it, and all that are kept: the others transform what follows, draw a form, or
#: end a path without painting it (ISO 32000-1, table 51).
_BUILD = frozenset(["re", "m", "l", "c", "v", "y", "h"])
_PAINT = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*"])
_OPERATORS = " ".join([*_BUILD, *_PAINT, "q Q cm n Do"])
#: Attributes of a page that it may have from the nodes above it, and that say how it is shown.
_INHERITED = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
#: Forms within forms, and nodes above a page, beyond which no honest page goes.
_MAX_FORM_DEPTH, _MAX_PAGE_TREE_DEPTH = 12, 64


class VectorLinesError(BaocaoError):
    """The vector graphics of a page cannot be separated from the rest of it."""


def vector_lines_page(data: bytes, number: int) -> bytes:
    """A PDF of one page with the vector graphics of page ``number`` (from 1) of the PDF ``data``.

    Raises:
        VectorLinesError: the page cannot be interpreted.
    """
    output = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf, pikepdf.new() as target:
            page = pdf.pages[number - 1].obj
            blank_page = target.add_blank_page()
            for name in _INHERITED:
                if (value := _inherited(page, name)) is not None:
                    blank_page.obj[name] = _copied(value)
            content, forms = _drawing(target, pdf.pages[number - 1], page, {}, 0)
            blank_page.Contents = pikepdf.Stream(target, content)
            blank_page.Resources = Dictionary(XObject=forms)
            target.save(output, compress_streams=False)
    except (VectorLinesError, MemoryError):
        raise
    except Exception as error:  # pikepdf raises whatever a damaged file makes it stumble over
        raise VectorLinesError(str(error)) from error
    return output.getvalue()


def _drawing(
    target: pikepdf.Pdf, content: Any, owner: Any, copied_forms: dict[tuple[int, int], Any], depth: int
) -> tuple[bytes, Dictionary]:
    """The vector graphics of a page or a form, and the forms that they draw, by name."""
    if depth > _MAX_FORM_DEPTH:
        raise VectorLinesError("forms within forms")
    resources = _inherited(owner, "/Resources")
    named = resources.get("/XObject", {}) if resources is not None else {}
    forms = Dictionary()
    painted = _PaintedContent()
    for instruction in pikepdf.parse_content_stream(content, _OPERATORS):
        operator = str(instruction.operator)
        if operator == "Do":
            name = str(instruction.operands[0])
            form = named.get(name)
            if form is None or form.get("/Subtype") != "/Form":
                continue
            if name not in forms:
                forms[name] = _form(target, form, copied_forms, depth)
        painted.add(operator, instruction)
    return pikepdf.unparse_content_stream(painted.instructions), forms


class _PaintedContent:
    """Collects the instructions that paint: no path that only clips, no graphics state in which nothing is painted."""

    def __init__(self) -> None:
        self.instructions: list[Any] = []
        self._path: list[Any] = []
        #: For each state that is open, where it begins, and how much was painted before.
        self._open: list[tuple[int, int]] = []
        self._painted = 0

    def add(self, operator: str, instruction: Any) -> None:
        """Add an instruction, or drop it where it paints nothing."""
        if operator in _BUILD:
            self._path.append(instruction)
        elif operator == "n":
            self._path.clear()
        elif operator == "Q" and self._open and self._open[-1][1] == self._painted:
            del self.instructions[self._open.pop()[0] :]
        else:
            if operator in _PAINT:
                self.instructions += self._path
                self._path.clear()
            elif operator == "q":
                self._open.append((len(self.instructions), self._painted))
            elif operator == "Q" and self._open:
                self._open.pop()
            self._painted += operator in _PAINT or operator == "Do"
            self.instructions.append(instruction)


def _form(target: pikepdf.Pdf, source_form: Any, copied_forms: dict[tuple[int, int], Any], depth: int) -> Any:
    key = source_form.objgen
    if key not in copied_forms:
        content, forms = _drawing(target, source_form, source_form, copied_forms, depth + 1)
        copied = target.make_stream(content, Type=Name.XObject, Subtype=Name.Form, Resources=Dictionary(XObject=forms))
        for name in ("/BBox", "/Matrix"):
            if name in source_form:
                copied[name] = _copied(source_form[name])
        copied_forms[key] = copied
    return copied_forms[key]


def _inherited(node: Any, name: str) -> Any:
    """An attribute of a page, or of the nearest node above that has it; None where none has."""
    for _ in range(_MAX_PAGE_TREE_DEPTH):
        if name in node:
            return node[name]
        if "/Parent" not in node:
            return None
        node = node["/Parent"]
    return None


def _copied(value: Any) -> Any:
    """A number or a row of numbers, free of the file it came from."""
    return pikepdf.Array([_copied(item) for item in value]) if isinstance(value, pikepdf.Array) else value
