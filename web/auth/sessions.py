"""Passwords and sessions of a room that several people share. Sessions live in the server's memory, and expire."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field

SESSION_COOKIE = "baocao_session"
#: Seconds: a session ends when unused for so long, and in any case after a working day.
IDLE, LONGEST = 2 * 3600.0, 10 * 3600.0
#: Wrong passwords in a row that are answered at once; each further one waits.
_FREE_TRIES, _WAIT = 3, 2.0


def hash_password(password: str) -> str:
    """The Argon2id hash of ``password``, salted; the password itself is kept nowhere."""
    from argon2 import PasswordHasher

    return PasswordHasher().hash(password)


def is_right(password_hash: str, password: str) -> bool:
    """Whether ``password`` is the one that was hashed."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


@dataclass(slots=True)
class _Session:
    begun: float
    used: float


@dataclass(slots=True)
class Sessions:
    """The sessions of one run of the server. Times are those of ``clock``, in seconds."""

    _open: dict[str, _Session] = field(default_factory=dict)
    _failures: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, now: float | None = None) -> str:
        """Open a session; returns what the browser is to hold."""
        now = time.monotonic() if now is None else now
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._failures = 0
            self._open = {key: kept for key, kept in self._open.items() if _lasts(kept, now)}
            self._open[token] = _Session(now, now)
        return token

    def holds(self, token: str | None, now: float | None = None) -> bool:
        """Whether ``token`` is of an open session; that counts as use."""
        now = time.monotonic() if now is None else now
        with self._lock:
            session = self._open.get(token or "")
            if session is None or not _lasts(session, now):
                self._open.pop(token or "", None)
                return False
            session.used = now
            return True

    def end(self, token: str | None) -> None:
        """Close a session."""
        with self._lock:
            self._open.pop(token or "", None)

    def failed(self) -> float:
        """Count a wrong password; returns the seconds that its answer is to wait."""
        with self._lock:
            self._failures += 1
            return 0.0 if self._failures <= _FREE_TRIES else _WAIT


def _lasts(session: _Session, now: float) -> bool:
    return now - session.used < IDLE and now - session.begun < LONGEST
