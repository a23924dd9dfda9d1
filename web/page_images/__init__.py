"""Pages as pictures: drawn in a process of their own, cut out around evidence, with words highlighted."""

__all__ = ["crops", "highlights", "renderer"]
