"""From bytes to a document: decoding, blocks, works. Knows how essays are written down, not what their notes mean."""
