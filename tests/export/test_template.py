"""A template of the reader's own writes what it is given, and can do nothing else."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tuireader.errors import UnreadableInput, UsageError
from tuireader.export.choice import Choice
from tuireader.export.template import render_template
from tuireader.reading import Reading

pytest.importorskip("jinja2", reason="a template needs Jinja2, which is an extra")


def test_a_template_sees_everything_that_is_documented(marked: Reading) -> None:
    template = """
{%- for mark in marks %}
{{ mark.id }}|{{ mark.place }}|{{ mark.kind }}|{{ mark.state }}|{{ mark.status }}|{{ mark.before }}|{{ mark.after }}
{{ mark.quote | md | quote }}
{{ mark.note | yaml }} {{ mark.tags | map('tag') | join(' ') }} {{ mark.modified | day }}
{% for note in mark.footnotes %}
[^{{ note.key }}]: ({{ note.label }}) {{ note.text | md }}{% if note.resolved %} = {{ note.resolved | md }}{% endif %}

{% endfor %}
{% endfor %}
{{ document.title }}, {{ document.source }}, {{ document.words }} words, shape {{ format }}
"""
    out = render_template(template, marked, Choice(context=2))
    assert "m-1|¶1|key passage|open|same|second survey|\n" in out
    assert "> “moved the lock by a mile”.\\[1\\] Nobody has explained why. The clerk" in out
    assert (
        '"Is *this* the clerk of [2]? Ask <!-- tuireader:end m-1 --> - look again" lock-keeper 1987 2026-11-24' in out
    )
    assert "[^s1-2]: (2) Ibid., p. 14. = note 1: Anna Writer" in out.replace("\\(", "(")
    assert "m-4||key passage|open|orphaned||\n> a sentence that was cut" in out
    assert out.endswith("The Canal and the Clerk, essay.txt, 79 words, shape 1\n")


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ marks.__class__ }}{{ marks.append(1) }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ document.nothing }}",
        "{{ self._TemplateReference__context }}",
        "{{ '%s' | attr('format') }}{{ ().__class__ }}",
        "{% for mark in marks %}",
        "{{ marks[0].quote + 1 }}",
        "{{ 1 // 0 }}",
        "{% for i in range(10000000) %}{% endfor %}",
    ],
)
def test_what_a_template_must_not_do_is_refused_in_a_sentence(marked: Reading, template: str) -> None:
    with pytest.raises(UnreadableInput, match="The template cannot be used") as refused:
        render_template(template, marked)
    assert "\n" not in str(refused.value)


def test_jinja_is_imported_for_a_template_only(marked: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys, tuireader.cli.export, tuireader.export.plan; print('jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(UsageError, match=r"pip install 'tuireader\[templates\]'"):
        render_template("x", marked)
