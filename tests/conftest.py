"""What all tests share: the corpus of real essays, where there is one, the manner of the property tests, and a place
for caches that is not this user's.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "tuireader-hypothesis")  # nothing is left in the tree
settings.register_profile("tuireader", deadline=None, database=None, max_examples=60)
settings.register_profile("thorough", deadline=None, database=None, max_examples=2000)
settings.load_profile(os.environ.get("TUIREADER_PROPERTIES", "tuireader"))


@pytest.fixture(scope="session", autouse=True)
def _own_caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        yield


SEED = "000_9685c87ed386e75e.txt"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real essays and their gold: TUIREADER_CORPUS, else ``../shared`` beside the repository."""
    named = os.environ.get("TUIREADER_CORPUS")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "seeds").is_dir():
        pytest.skip(f"no corpus of essays in {folder}; TUIREADER_CORPUS names another folder")
    return folder


@pytest.fixture(scope="session")
def seed(corpus: Path) -> Path:
    """The seed: several essays in one file, with web residue around them."""
    path = corpus / "seeds" / SEED
    if not path.is_file():
        pytest.skip(f"the corpus has no {SEED}")
    return path
