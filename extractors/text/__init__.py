"""Character classes, sentences, spans, word segmentation."""
