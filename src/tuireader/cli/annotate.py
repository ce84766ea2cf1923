"""``tuireader annotate``: a highlight or a margin note, made without a screen."""

from __future__ import annotations

import click

from tuireader.anchors.occurrences import occurrences
from tuireader.annotations.kinds import KINDS
from tuireader.annotations.model import Motivation
from tuireader.annotations.tags import as_tag
from tuireader.cli import output
from tuireader.cli.session import Session, as_json, common, pass_session, path_argument
from tuireader.errors import NotOnceError, UsageError
from tuireader.export.lines import Lines
from tuireader.library import now
from tuireader.text.fold import find_all, fold
from tuireader.text.span import Span


@click.command("annotate", short_help="Add a highlight or a margin note.")
@path_argument
@click.option("--quote", metavar="TEXT", help="The words to mark.")
@click.option("--prefix", metavar="TEXT", default="", help="What stands before them, when they occur more than once.")
@click.option("--suffix", metavar="TEXT", default="", help="What stands after them.")
@click.option("--start", type=click.IntRange(min=0), metavar="N", help="Mark from this code point …")
@click.option("--end", type=click.IntRange(min=0), metavar="N", help="… to before this one.")
@click.option("--note", metavar="TEXT", default="", help="A margin note on them.")
@click.option("--label", default=KINDS[0].name, show_default=True, type=click.Choice([kind.name for kind in KINDS]))
@click.option("--tag", "tags", metavar="T", multiple=True, help="A tag; may be given more than once.")
@as_json
@common
@pass_session
def command(
    session: Session,
    *,
    path: str,
    quote: str | None,
    prefix: str,
    suffix: str,
    start: int | None,
    end: int | None,
    note: str,
    label: str,
    tags: tuple[str, ...],
    json: bool,
) -> int:
    """Mark words of PATH and print the id of the mark. Exit status 1 if the words are not there, or not only once."""
    _refuse_half_characters(quote or "", prefix, suffix, note, *tags)
    if (quote is None) == (start is None) or (start is None) != (end is None):
        raise UsageError("Say what to mark: either --quote TEXT, or --start N and --end N.")
    kept_tags = _as_tags(tags)
    reading = session.open(path)
    text = reading.document.text
    span = (
        _range(text, start, end)
        if start is not None and end is not None
        else _quoted(text, quote or "", prefix, suffix)
    )
    motivation = Motivation.COMMENTING if note.strip() else Motivation.HIGHLIGHTING
    _, change = reading.annotate(span, motivation, label, note.strip(), kept_tags, now())
    session.library.save(reading, change)
    if json:
        output.json(id=change.id, start=span.start, end=span.end)
    else:
        output.data(change.id)
    return 0


def _refuse_half_characters(*words: str) -> None:
    """Bytes that are no UTF-8 come from the shell as lone surrogates, which no file can hold."""
    if any("\ud800" <= c <= "\udfff" for word in words for c in word):
        raise UsageError("The words given are not valid UTF-8, so they cannot be kept; check the terminal's encoding.")


def _as_tags(words: tuple[str, ...]) -> tuple[str, ...]:
    """The tags that were meant, each once. Raises UsageError for words of which no tag can be made."""
    for word in words:
        if not as_tag(word):
            raise UsageError(f"No tag can be made of “{word}”: a tag is a word of letters, digits, - and _.")
    return tuple(dict.fromkeys(as_tag(word) for word in words))


def _range(text: str, start: int, end: int) -> Span:
    if not start < end <= len(text):
        raise UsageError(f"There are no words from {start} to {end}: the text has {len(text)} code points.")
    return Span(start, end)


def _quoted(text: str, quote: str, prefix: str, suffix: str) -> Span:
    """The only place of ``quote`` between ``prefix`` and ``suffix``: the very letters, else what folds to them."""
    if not quote.strip():
        raise UsageError("There are no words in --quote.")
    for found in (_exactly(text, quote), find_all(fold(text), quote)):
        fitting = [span for span in found if _fits(text, span, prefix, suffix)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            lines = Lines(text)
            where = ", ".join(str(n) for n in dict.fromkeys(lines.line(span.start) for span in fitting[:5]))
            more = " and further on" if len(fitting) > 5 else ""
            raise NotOnceError(
                f"“{quote}” stands {len(fitting)} times in the text (line {where}{more}); "
                "say which with --prefix and --suffix."
            )
    raise NotOnceError(
        f"“{quote}” is not in the text{' between those words' if prefix or suffix else ''}; nothing was marked."
    )


def _exactly(text: str, quote: str) -> list[Span]:
    return [Span(at, at + len(quote)) for at in occurrences(text, quote)]


def _fits(text: str, span: Span, prefix: str, suffix: str) -> bool:
    """Whether the words before and after are those given, white space and case apart."""
    room = 2 * (len(prefix) + len(suffix)) + 64
    before = fold(text[max(0, span.start - room) : span.start]).text.rstrip()
    after = fold(text[span.end : span.end + room]).text.lstrip()
    return before.endswith(fold(prefix).text.strip()) and after.startswith(fold(suffix).text.strip())
