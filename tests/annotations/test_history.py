"""Whatever was done to the marks can be taken back and done again, tomorrow too."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from making import added, mark

from tuireader.annotations.annotations import AnnotationStore
from tuireader.annotations.history import KEPT
from tuireader.annotations.model import Annotation, Change
from tuireader.annotations.store.tables import open_database


class Histories(RuleBasedStateMachine):
    """The store beside a list of states: undo goes back in it, redo forward, a change cuts off what lies ahead."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = AnnotationStore(Path(self.folder.name))
        self.states: list[tuple[Annotation, ...]] = [()]
        self.at = self.made = 0

    def teardown(self) -> None:
        self.folder.cleanup()

    @property
    def marks(self) -> tuple[Annotation, ...]:
        return self.states[self.at]

    def step(self, change: Change, state: list[Annotation]) -> None:
        self.store.apply("doc", change)
        self.states = [*self.states[: self.at + 1], tuple(sorted(state, key=lambda a: a.id))]
        self.at += 1

    @rule(body=st.text(max_size=5))
    def add(self, body):
        self.made += 1
        new = mark(f"{self.made:03}", body)
        self.step(Change(None, new), [*self.marks, new])

    @rule(data=st.data(), body=st.text(max_size=5))
    def edit(self, data, body):
        if self.marks:
            old = data.draw(st.sampled_from(self.marks))
            new = old.edited(body=body, tags=("t",), modified=f"2026-11-23T{self.at:02}:00:00Z")
            self.step(Change(old, new), [*(m for m in self.marks if m is not old), new])

    @rule(data=st.data())
    def remove(self, data):
        if self.marks:
            old = data.draw(st.sampled_from(self.marks))
            self.step(Change(old, None), [m for m in self.marks if m is not old])

    @rule()
    def undo(self):
        change = self.store.undo("doc")
        assert (change is not None) == (self.at > 0)
        self.at -= change is not None

    @rule()
    def redo(self):
        change = self.store.redo("doc")
        assert (change is not None) == (self.at < len(self.states) - 1)
        self.at += change is not None

    @rule()
    def restart(self):
        self.store = AnnotationStore(Path(self.folder.name))

    @invariant()
    def the_store_holds_the_state(self):
        assert self.store.for_document("doc") == self.marks


Histories.TestCase.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
TestHistories = Histories.TestCase


def test_undo_returns_the_change_that_was_applied(store):
    store.apply("doc", added("a"))

    assert store.undo("doc") == Change(mark("a"), None)
    assert store.redo("doc") == Change(None, mark("a"))
    assert store.redo("doc") is None


def test_a_step_whose_mark_became_another_is_passed_over(store, home):
    store.apply("doc", added("a"), added("b"))
    open_database(home / "docs" / "doc").named_table("annotations").drop("b")

    assert store.undo("doc") == Change(mark("a"), None)
    assert store.undo("doc") is None
    assert store.redo("doc") == Change(None, mark("a"))
    assert store.redo("doc") is None


def test_the_history_is_long_and_not_endless(store):
    store.apply("doc", *(added(f"{n:03}") for n in range(KEPT + 20)))
    taken = 0
    while taken <= KEPT and store.undo("doc"):
        taken += 1

    assert taken == KEPT
    assert len(store.for_document("doc")) == 20
