"""From a reading to a text that leaves the house: Markdown, W3C annotations, CSV, HTML. Nothing is read back here."""
