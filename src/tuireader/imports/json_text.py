"""JSON from elsewhere, read strictly: what no store could keep is refused before it comes in."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from tuireader.errors import UnreadableInput


def load(text: str) -> Any:
    """The value that ``text`` says in JSON. Raises UnreadableInput."""
    try:
        data = json.loads(text, parse_constant=_no_number)
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise UnreadableInput("it holds half a character (a lone surrogate), which no text can hold.") from None
    except (ValueError, RecursionError):
        raise UnreadableInput("it is not JSON, although it begins like it.") from None
    return data


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number in JSON")
