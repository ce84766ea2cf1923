"""Strings that mean something in Markdown, and the words that readers of Markdown give back."""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

SPECIAL = [
    *"\\`*_[]<>{}~^$|@&#=%:+-.!()\"'/ \t\nax1;",
    *("&amp;", "&#65;", "1.", "<!--", "-->", "\u2028", "[^1]", "http://a.b"),
]

READER = MarkdownIt("gfm-like", {"linkify": False}).use(footnote_plugin).use(deflist_plugin).use(dollarmath_plugin)


def words_of(source: str, reader: MarkdownIt) -> str:
    """The text that a reader shows: nothing but paragraphs, text and line breaks may come of it."""
    out = []
    for token in reader.parse(source):
        if token.type == "inline":
            for child in token.children or ():
                assert child.type in ("text", "text_special", "softbreak", "hardbreak"), (child.type, source)
                out.append("\n" if child.type.endswith("break") else child.content)
        else:
            assert token.type in ("paragraph_open", "paragraph_close", "blockquote_open", "blockquote_close"), (
                token.type
            )
            out.append("\n\n" if token.type == "paragraph_close" else "")
    return "".join(out)


def pandoc_paragraphs(tree: Any) -> list[str]:
    """The paragraphs of pandoc's tree as text; what is not text in them is shown as it is named, so that it differs."""
    found = []
    for block in tree["blocks"]:
        inlines = block["c"] if block["t"] == "Para" else [{"t": f"<{block['t']}>"}]
        signs = {"Space": " ", "SoftBreak": "\n", "LineBreak": "\n"}
        found.append("".join(i["c"] if i["t"] == "Str" else signs.get(i["t"], f"<{i['t']}>") for i in inlines))
    return found
