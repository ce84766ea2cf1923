"""What the reader adds: highlights and margin notes, kept locally and carried along."""
