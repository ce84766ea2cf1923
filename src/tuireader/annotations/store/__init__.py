"""How the reader's marks reach the disk and come back whole; the only room that knows TinyDB."""
