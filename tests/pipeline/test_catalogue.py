"""The message catalogue: both languages have the same messages, every message is used, every used one is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from pipeline.i18n import LANGUAGES, has_message, say, say_count

ROOT = Path(__file__).resolve().parents[2]
#: How templates name a message: ``'series.gap'``, or ``'series.as.' ~ kind`` with an ending that is not known here.
_IN_TEMPLATE = re.compile(r"""'([a-z_]+(?:\.[a-z_0-9]+)*\.?)'(\s*~)?""")


def entries(language: str) -> dict[str, Message]:
    path = ROOT / "pipeline" / "i18n" / "locales" / language / "LC_MESSAGES" / "baocao.po"
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language, abort_invalid=True)
    return {key_of(message): message for message in catalogue if message.id}


def key_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def in_code() -> Iterator[str]:
    """Patterns of the messages that the code may ask for: its texts, with ``.+`` in the place of what is filled in."""
    for path in (path for room in ("web", "pipeline") for path in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
                if parts[0] and "." in parts[0]:
                    yield "".join(".+" if part is None else re.escape(str(part)) for part in parts)
                elif len(parts) == 3 and parts[0] is None and parts[1] == ".":
                    yield r"(?:measure|role)\..+"  # f"{name}.{value}" of the choices of a field


def in_templates() -> Iterator[tuple[str, bool]]:
    """(the text, whether it is only the beginning of a message's name)."""
    for path in (ROOT / "web" / "templates").iterdir():
        for match in _IN_TEMPLATE.finditer(path.read_text("utf-8")):
            yield match[1], match[2] is not None


def test_both_languages_have_the_same_messages_with_the_same_places() -> None:
    vietnamese, english = entries("vi"), entries("en")
    assert vietnamese.keys() == english.keys()
    for key, message in vietnamese.items():
        assert message.pluralizable == english[key].pluralizable, key
        assert all(forms(message)), key
        assert all(forms(english[key])), key
        places = {tuple(sorted(re.findall(r"\{(\w+)\}", form))) for form in (*forms(message), *forms(english[key]))}
        assert len(places) == 1, key


def test_every_message_is_used() -> None:
    patterns = re.compile("|".join({f"(?:{pattern})" for pattern in in_code()}))
    named = list(in_templates())
    exact, begins = (
        {name for name, open_end in named if not open_end},
        tuple(name for name, open_end in named if open_end),
    )
    unused = [
        key
        for key in entries("en")
        if key not in exact and not key.startswith(begins) and patterns.fullmatch(key) is None
    ]
    assert unused == []


def test_every_message_that_is_asked_for_is_there() -> None:
    known = entries("en")
    for path in (path for room in ("web", "pipeline") for path in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("say", "say_count"):
                asked = node.args[1] if len(node.args) > 1 else None
                if isinstance(asked, ast.Constant):
                    assert asked.value in known, path
                    assert known[asked.value].pluralizable == (node.func.id == "say_count"), asked.value
    for path in (ROOT / "web" / "templates").iterdir():
        for function, key in re.findall(r"\b(tn?)\('([a-z_0-9.]+)'[,)]", path.read_text("utf-8")):
            assert key in known, path
            assert known[key].pluralizable == (function == "tn"), key


def test_a_number_chooses_the_form() -> None:
    assert [say_count("en", "documents.count", number) for number in (0, 1, 2, 1234)] == [
        "0 documents",
        "1 document",
        "2 documents",
        "1,234 documents",
    ]
    assert [say_count("vi", "documents.count", number) for number in (1, 1234)] == ["1 văn bản", "1.234 văn bản"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_that_is_not_there_is_a_fault(language: str) -> None:
    with pytest.raises(KeyError):
        say(language, "no.such_message")  # type: ignore[arg-type]
    assert not has_message("no.such_message")
