"""One page: glyphs, boxes, rotation."""
