"""Marks through a template of the reader's own (Jinja2), which can read what it is given and do nothing else.

What a template is given, all of it text unless said otherwise:

``document``  title, id, source (the file's name), sha256, words (a number)
``marks``     a list; each mark has id, quote, note, tags (a list), label, kind (the label in words), done (true or
              false), state (``open`` or ``done``), status (same, moved, edited, orphaned), place (``§2.3 ¶5``), work,
              section, start and end (code points, or none), created and modified (ISO 8601), before and after (the
              words beside it, as many as ``--context`` says), footnotes (a list: label, key, text, resolved)
``format``    the number of this shape

Filters beside Jinja's own: ``md`` (escaped for Markdown, one line), ``yaml`` (a quoted string of YAML), ``tag`` (a word
that can be a tag), ``quote`` (``> `` before every line), ``day`` (the date of a time).
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from tuireader.annotations.kinds import kind_of
from tuireader.annotations.tags import as_tag
from tuireader.errors import UnreadableInput, UsageError
from tuireader.export.choice import EVERYTHING, STATES, Choice, chosen
from tuireader.export.escaping import escape, yaml_string
from tuireader.export.footnotes import Footnotes
from tuireader.export.styles import STYLES
from tuireader.export.words import context_of, day, resolved, shown_quote
from tuireader.reading import Mark, Reading

FORMAT = 1
"""The number of the shape of what a template is given."""


def render_template(template: str, reading: Reading, choice: Choice = EVERYTHING) -> str:
    """The marks as ``template`` writes them, ending in a newline.

    Raises UsageError where Jinja2 is not installed, and UnreadableInput for what is wrong with the template.
    """
    try:
        from jinja2 import StrictUndefined, TemplateError
        from jinja2.sandbox import ImmutableSandboxedEnvironment
    except ImportError:
        raise UsageError("A template needs Jinja2: pip install 'tuireader[templates]'; nothing was written.") from None
    environment = ImmutableSandboxedEnvironment(
        autoescape=False, undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"md": escape, "yaml": yaml_string, "tag": as_tag, "quote": _quoted, "day": day}
    try:
        text = environment.from_string(template).render(**_given(reading, choice))
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        where = f", line {line}" if line else ""
        raise UnreadableInput(f"The template cannot be used{where}: {error}; nothing was written.") from error
    except Exception as error:  # a template can add a number to a word, or divide by nought
        raise UnreadableInput(f"The template cannot be used: {error}; nothing was written.") from error
    return text if text.endswith("\n") else f"{text}\n"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" if line.strip() else ">" for line in text.split("\n"))


def _given(reading: Reading, choice: Choice) -> dict[str, Any]:
    document = reading.document
    footnotes = Footnotes(reading, STYLES[choice.style])
    return {
        "format": FORMAT,
        "document": {
            "title": document.title,
            "id": document.id,
            "source": PurePath(document.source).name,
            "sha256": document.revision,
            "words": len(document.text.split()),
        },
        "marks": [_mark(reading, mark, choice, footnotes) for mark in chosen(reading, choice)],
    }


def _mark(reading: Reading, mark: Mark, choice: Choice, footnotes: Footnotes) -> dict[str, Any]:
    annotation, span = mark.annotation, mark.span
    work = reading.document.work_at(span.start) if span else None
    before, after = context_of(mark, reading, choice.context)
    called = [reading.apparatus.note_of(marker) for marker in (reading.apparatus.markers_in(span) if span else ())]
    return {
        "id": annotation.id,
        "quote": shown_quote(mark, reading),
        "note": annotation.body,
        "tags": list(annotation.tags),
        "label": annotation.label,
        "kind": kind_of(annotation.label).words,
        "done": annotation.done,
        "state": STATES[annotation.done],
        "status": mark.anchor.status.value,
        "place": reading.place(span.start).path if span else "",
        "work": work.name if work else "",
        "section": reading.section_of(span.start) if span else "",
        "start": span.start if span else None,
        "end": span.end if span else None,
        "created": annotation.created,
        "modified": annotation.modified,
        "before": before,
        "after": after,
        "footnotes": [
            {
                "label": note.label,
                "key": footnotes.key(note),
                "text": reading.shown(note.body),
                "resolved": resolved(reading.apparatus, note),
            }
            for note in called
            if note
        ],
    }
