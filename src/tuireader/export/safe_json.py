"""JSON that can be shown: letters as they are, and everything that a terminal would obey as ``\\u`` escapes."""

from __future__ import annotations

import json
from typing import Any

from tuireader.text.clean import clean


def dumps(value: Any) -> str:
    """Return ``value`` as JSON with an indent of one space; it reads back as the same value."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    safe = clean(text)
    if safe == text:
        return text
    return "".join(a if a == b else json.dumps(a)[1:-1] for a, b in zip(text, safe, strict=True))
