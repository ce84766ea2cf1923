"""From markers to citations: which note a marker calls, and which source a note points to."""
