"""The words of pages, charts and tables in Vietnamese and English: one gettext catalogue for all rooms.

``locales/LANGUAGE/LC_MESSAGES/baocao.po`` has one entry a message. A message is named by a code (``reports.count``),
not by its English words, so that a better wording changes one line. Codes with a number have a plural entry. The files
are compiled in memory when a language is first asked for: nothing has to be built before the program runs.
"""

from __future__ import annotations

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources
from typing import Literal, get_args

from pipeline.i18n.numbers import number_in

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DOMAIN = "baocao"


class _Missing(NullTranslations):
    """The end of the search: a code that is in no catalogue is a fault of the program, not a text to show."""

    def gettext(self, message: str) -> str:
        """Raise KeyError."""
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002  # the interface of gettext
        """Raise KeyError."""
        raise KeyError(msgid1)


@cache
def translations(language: Language) -> GNUTranslations:
    """The compiled catalogue of ``language``."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    entry = resources.files("pipeline").joinpath("i18n", "locales", language, "LC_MESSAGES", f"{DOMAIN}.po")
    with entry.open("rb") as source:
        catalogue = read_po(source, locale=language, domain=DOMAIN, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    result = GNUTranslations(compiled)
    result.add_fallback(_Missing())
    return result


def has_message(key: str) -> bool:
    """Whether there is a message ``key``, without a plural."""
    try:
        translations("en").gettext(key)
    except KeyError:
        return False
    return True


def say(language: Language, key: str, **values: object) -> str:
    """The message ``key`` in ``language``, its places (``{name}``) filled with ``values``.

    Raises:
        KeyError: there is no such message.
    """
    words = translations(language).gettext(key)
    return words.format_map(values) if values else words


def say_count(language: Language, key: str, number: int, **values: object) -> str:
    """The message ``key`` in the form that ``number`` asks for: ``1 report``, ``1,234 reports``.

    Its place ``{count}`` gets ``number`` as the language writes it, unless ``values`` say otherwise.

    Raises:
        KeyError: there is no such message with a plural.
    """
    words = translations(language).ngettext(key, key, number)
    return words.format_map({"count": number_in(language, str(number)), **values})
