"""Corrections of the index as plain fields, as the store keeps them, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tuireader.annotations.codec import selectors_from_list, selectors_to_list
from tuireader.index.corrections import Act, Correction, EntryName
from tuireader.index.kinds import EntityKind


def correction_to_dict(correction: Correction) -> dict[str, Any]:
    """The fields of a correction; those that say nothing are left out."""
    fields = {
        "id": correction.id,
        "made": correction.made,
        "act": correction.act.value,
        "entry": _name_to_dict(correction.entry),
        "other": _name_to_dict(correction.other) if correction.other else None,
        "words": correction.words,
        "selector": selectors_to_list(correction.selectors),
    }
    return {name: value for name, value in fields.items() if value}


def correction_from_dict(fields: Mapping[str, Any]) -> Correction:
    """The correction that ``fields`` hold. Raises ValueError with a sentence where they hold none."""
    try:
        other = fields.get("other")
        return Correction(
            id=_word(fields["id"]),
            made=_word(fields["made"]),
            act=Act(fields["act"]),
            entry=_name(fields["entry"]),
            other=_name(other) if other is not None else None,
            words=_word(fields.get("words", "")),
            selectors=selectors_from_list(fields.get("selector", [])),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"A correction of the index has an id, a time, an act and an entry: {error}.") from error


def _name_to_dict(name: EntryName) -> dict[str, Any]:
    return {"kind": name.kind.value, "heading": name.heading, "forms": list(name.forms)}


def _name(fields: Mapping[str, Any]) -> EntryName:
    forms = fields.get("forms", [])
    return EntryName(EntityKind(fields["kind"]), _word(fields["heading"]), tuple(_word(form) for form in forms))


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"A correction of the index is made of words, and this is {value!r}.")
    return value
