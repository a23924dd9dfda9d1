"""The password of a shared reading room, and its sessions."""

__all__ = ["login", "sessions"]
