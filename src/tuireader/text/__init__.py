"""Primitives of plain text: spans, folding, words and sentences, and the one door for hostile characters."""
