"""Results that arrive in any order are processed in the order of their files, so that ids are the same every time."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

_Value = TypeVar("_Value")
#: So many values wait as they are; more are packed, to a tenth of their size.
_MAX_UNPACKED = 8


@dataclass(frozen=True, slots=True)
class _Packed:
    data: bytes


class InOrder(Generic[_Value]):
    """Calls ``process`` with each value that is put, place by place from 0; at most ``max_waiting`` values wait.

    Once ``stopping()`` is true, no more values are processed.
    """

    def __init__(
        self, process: Callable[[_Value], None], max_waiting: int = 512, stopping: Callable[[], bool] = lambda: False
    ) -> None:
        """Start with no value waiting."""
        self._process = process
        self._stopping = stopping
        self._max_waiting = max_waiting
        self._next = 0
        self._waiting: dict[int, _Value | _Packed] = {}

    def has_room(self, place: int) -> bool:
        """Whether work on ``place`` may begin, so that no more than ``max_waiting`` values ever wait."""
        return place < self._next + self._max_waiting

    def put(self, place: int, value: _Value) -> None:
        """Add the value of ``place``; if it is the next one, process it and the values that follow it."""
        packed = place != self._next and len(self._waiting) >= _MAX_UNPACKED
        self._waiting[place] = _Packed(zlib.compress(pickle.dumps(value), 1)) if packed else value
        while self._next in self._waiting and not self._stopping():
            waiting = self._waiting.pop(self._next)
            self._next += 1
            self._process(pickle.loads(zlib.decompress(waiting.data)) if isinstance(waiting, _Packed) else waiting)
