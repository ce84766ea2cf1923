"""A home and a store for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuireader.annotations.annotations import AnnotationStore


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> AnnotationStore:
    return AnnotationStore(home)
