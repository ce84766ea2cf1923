"""Settings come from flag, environment, file and default, in this order; a mistake in them is a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuireader.annotations.store import layout
from tuireader.config import DRIVERS, THEMES, Settings, config_file, data_home, load, over_ssh


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def env(file: Path, **more: str) -> dict[str, str]:
    return {"TUIREADER_CONFIG": str(file), **more}


def test_without_any_word_the_defaults_hold(file: Path) -> None:
    loaded = load({}, env(file))
    assert loaded.settings == Settings()
    assert loaded.warnings == ()


def test_a_flag_goes_before_the_environment_before_the_file_before_the_default(file: Path) -> None:
    file.write_text('measure = 50\ntheme = "night"\neditor = "file"\n', encoding="utf-8")
    loaded = load({"measure": 80, "theme": None}, env(file, TUIREADER_MEASURE="60", TUIREADER_THEME="paper"))
    assert (loaded.settings.measure, loaded.settings.theme, loaded.settings.editor) == (80, "paper", "file")
    assert loaded.warnings == ()


@pytest.mark.parametrize(("written", "value"), [("true", True), ("0", False), ("Off", False), ("yes", True)])
def test_yes_and_no_can_be_said_in_several_words(file: Path, written: str, value: bool) -> None:
    assert load({}, env(file, TUIREADER_ASCII=written)).settings.ascii is value


def test_over_ssh_neither_mouse_nor_animation_unless_asked_for(file: Path) -> None:
    remote = load({}, env(file, SSH_CONNECTION="1.2.3.4 5 6.7.8.9 22")).settings
    assert (remote.mouse, remote.animation) == (False, False)
    assert over_ssh({"SSH_CLIENT": "1.2.3.4"})
    assert not over_ssh({"SSH_CLIENT": ""})
    file.write_text("mouse = true\n", encoding="utf-8")
    assert load({}, env(file, SSH_CONNECTION="x")).settings.mouse is True


def test_an_unknown_key_is_a_warning_with_a_suggestion(file: Path) -> None:
    file.write_text("mesure = 50\nmouse = false\n", encoding="utf-8")
    loaded = load({}, env(file))
    (warning,) = loaded.warnings
    assert "“mesure”" in warning
    assert "“measure”" in warning
    assert loaded.settings == Settings(mouse=False)


@pytest.mark.parametrize(
    "text",
    [
        "measure = 39",
        "measure = 101",
        'measure = "wide"',
        "measure = true",
        "ascii = 2",
        "theme = 3",
        'theme = "sepia"',
        'driver = "fast"',
        'ignore = "X9"',
        'ignore = ["C103"]',
        "measure = [",
    ],
)
def test_a_bad_value_or_a_bad_file_is_one_sentence_and_the_default(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    loaded = load({}, env(file))
    assert loaded.settings == Settings()
    (warning,) = loaded.warnings
    assert "\n" not in warning


def test_a_theme_that_there_is_not_is_answered_with_those_that_there_are(file: Path) -> None:
    (warning,) = load({}, env(file, TUIREADER_THEME="sepia")).warnings
    assert all(name in warning for name in (*THEMES, "sepia"))


def test_the_driver_can_be_chosen(file: Path) -> None:
    file.write_text('driver = "plain"\n', encoding="utf-8")
    assert load({}, env(file)).settings.driver == "plain"
    assert load({}, env(file, TUIREADER_DRIVER="changes")).settings.driver == "changes"
    (warning,) = load({}, env(file, TUIREADER_DRIVER="fast")).warnings
    assert all(name in warning for name in (*DRIVERS, "fast"))


def test_the_themes_of_the_settings_are_those_of_the_screen() -> None:
    from tuireader.ui.themes import NAMES

    assert NAMES == THEMES


@pytest.mark.parametrize("content", [b"\xff\xfe", b"measure = 5\x00"])
def test_a_file_that_is_no_toml_stops_nothing(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    loaded = load({}, env(file))
    assert loaded.settings == Settings()
    assert len(loaded.warnings) == 1
    file.unlink()
    file.mkdir()
    assert len(load({}, env(file)).warnings) == 1


def test_the_folders_can_be_chosen(tmp_path: Path) -> None:
    assert data_home(Settings(store="/a"), {"TUIREADER_HOME": "/b"}) == Path("/b")
    assert data_home(Settings(store="/a"), {}) == Path("/a")
    assert data_home(Settings(), {}).name == "tuireader"
    assert data_home(Settings(), {}) == layout.data_home("", {})
    assert config_file({}).name == "config.toml"
