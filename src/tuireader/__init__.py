"""tuireader: a terminal reader for essays with footnotes. This package root holds the version and imports nothing."""

__version__ = "0.1.0"
