"""How districts look in a chart: colour and shape, the same for one district whoever stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

#: As many colours as styles has, and shapes of points.
COLOURS = 7


@dataclass(frozen=True, slots=True)
class Look:
    """How a district is drawn in every panel: ``number`` is that of its colour and shape; ``again`` after the last."""

    district: str
    number: int
    again: bool

    @property
    def css(self) -> str:
        """The classes of what is drawn of it."""
        return f"d{self.number} again" if self.again else f"d{self.number}"


def looks_of(
    shown: Iterable[str], asked: Sequence[str] = (), known: Sequence[tuple[str, str | None]] = ()
) -> Mapping[str, Look]:
    """The looks of the districts that are ``shown``, by name.

    A district's colour is its place among all the ``known`` ones (names with provinces), so that it keeps it when
    others come and go. Where two would have one colour the later takes the next that is free; those that a reader
    ``asked`` for come first, in their order, so that one more changes none of them.
    """
    place: dict[str, int] = {}
    for number, (name, province) in enumerate(known):
        place.setdefault(name, number)
        place[f"{name} ({province})"] = number
    order = {name: number for number, name in enumerate(dict.fromkeys(asked))}
    taken: set[int] = set()
    looks: dict[str, Look] = {}
    for name in sorted(shown, key=lambda name: (order.get(_plain(name), len(order)), name)):
        own = place.get(name, crc32(name.encode())) % COLOURS
        free = [number % COLOURS for number in range(own, own + COLOURS) if number % COLOURS not in taken]
        # Past the last colour they come again in turn, drawn in another way.
        look = Look(name, free[0] if free else len(looks) % COLOURS, again=not free)
        taken.add(look.number)
        looks[name] = look
    return dict(sorted(looks.items()))


def _plain(name: str) -> str:
    """A name without the province that tells it from a namesake."""
    return name.partition(" (")[0]
