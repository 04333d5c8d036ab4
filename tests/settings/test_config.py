"""The config file: checked key by key, written without losing anything."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from reader.errors import SettingsError
from reader.settings.config import check_config, load_config, parse_value, set_config
from reader.settings.page import markdown
from reader.settings.schema import Settings, settings

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config" / "config.toml"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_no_file_means_the_defaults(config: Path) -> None:
    assert load_config(config) == Settings()


def test_settings_are_read(config: Path) -> None:
    write(config, 'theme = "nord"\nmeasure = 72\nlist_width = 30\nmouse = false\n')
    assert load_config(config) == Settings(theme="nord", measure=72, list_width=30, mouse=False)


def test_a_byte_order_mark_is_no_error(config: Path) -> None:
    write(config, "\ufeffmeasure = 72\n")
    assert load_config(config).measure == 72


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "# mine\n\nmesure = 70\n",
            "line 3: there is no setting 'mesure'; did you mean 'measure'?",
        ),
        ("xyzzy = 1\n", "line 1: there is no setting 'xyzzy'."),
        ("measure = 200\n", "line 1: 'measure' takes a whole number from 45 to 90, and not 200."),
        ('measure = "70"\n', "line 1: 'measure' takes a whole number from 45 to 90, and not '70'."),
        ('mouse = "no"\n', "line 1: 'mouse' takes true or false, and not 'no'."),
        ("hyphenate = 1\n", "line 1: 'hyphenate' takes true or false, and not 1."),
        ("measure = true\n", "line 1: 'measure' takes a whole number from 45 to 90, and not true."),
        ('marks_read = "opened"\n', '\'marks_read\' takes "open", "shown", "never"'),
        ("list_width = 5\n", "'list_width' takes \"auto\" or a whole number from 26 to 48"),
        ("a = 1\n[measure]\nx = 1\n", "line 1: there is no setting 'a'"),
        ("theme = \n", "line 1: this is not TOML"),
        ('theme = "a"\ntheme = "b"\n', "line 2: this is not TOML: cannot overwrite a value."),
    ],
)
def test_an_error_names_file_line_and_key(config: Path, text: str, told: str) -> None:
    write(config, text)
    with pytest.raises(SettingsError) as caught:
        load_config(config)
    assert str(config) in str(caught.value)
    assert told in str(caught.value)


def test_a_bad_setting_leaves_the_good_ones(config: Path) -> None:
    write(config, 'measure = 72\nmesure = 1\nascii = "maybe"\n')
    checked = check_config(config)
    assert checked.settings == Settings(measure=72)
    assert [problem.line for problem in checked.problems] == [2, 3]


def test_a_file_that_is_not_text_is_told_with_its_line(config: Path) -> None:
    write(config, "")
    config.write_bytes(b'measure = 70\ntheme = "\xff"\n')
    with pytest.raises(SettingsError, match="line 2: this is not UTF-8"):
        load_config(config)


def test_a_folder_in_the_place_of_the_file_is_told(config: Path) -> None:
    config.mkdir(parents=True)
    with pytest.raises(SettingsError, match="cannot be read: is a directory"):
        load_config(config)


def test_writing_keeps_comments_and_order(config: Path) -> None:
    write(config, "# mine\nmouse = false   # never\n\nmeasure = 70 # wide\n")
    set_config(config, "measure", 80)
    assert config.read_text("utf-8") == "# mine\nmouse = false   # never\n\nmeasure = 80 # wide\n"


def test_writing_makes_the_file_and_its_folder(config: Path) -> None:
    set_config(config, "theme", "nord")
    assert load_config(config).theme == "nord"
    assert [path.name for path in config.parent.iterdir()] == ["config.toml"]


def test_writing_goes_through_a_link_and_keeps_the_mode(config: Path, tmp_path: Path) -> None:
    real = write(tmp_path / "dotfiles" / "reader.toml", "mouse = false\n")
    real.chmod(0o600)
    config.parent.mkdir()
    config.symlink_to(real)
    set_config(config, "theme", "ink")
    assert config.is_symlink()
    assert load_config(real) == Settings(theme="ink", mouse=False)
    assert real.stat().st_mode & 0o777 == 0o600


def test_a_wrong_value_is_never_written(config: Path) -> None:
    write(config, "measure = 70\n")
    with pytest.raises(SettingsError, match="45 to 90"):
        set_config(config, "measure", 20)
    with pytest.raises(SettingsError, match="did you mean 'measure'"):
        set_config(config, "mesure", 70)
    assert config.read_text("utf-8") == "measure = 70\n"


def test_a_file_that_is_not_toml_is_never_overwritten(config: Path) -> None:
    write(config, "measure = \n")
    with pytest.raises(SettingsError, match="not TOML"):
        set_config(config, "measure", 70)
    assert config.read_text("utf-8") == "measure = \n"


def test_values_are_read_from_the_command_line() -> None:
    assert parse_value("measure", "72") == 72
    assert parse_value("list_width", "auto") == "auto"
    assert parse_value("list_width", "30") == 30
    assert parse_value("mouse", "false") is False
    assert parse_value("colours", "256") == "256"
    assert parse_value("theme", "nord") == "nord"
    with pytest.raises(SettingsError, match="true or false"):
        parse_value("mouse", "perhaps")


@profile(max_examples=40)
@given(st.data())
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("config") / "config.toml"
    path.write_text("# kept\n", "utf-8")
    value = data.draw(st.integers(45, 90))
    name = data.draw(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))))
    set_config(path, "measure", value)
    set_config(path, "theme", name)
    assert load_config(path) == Settings(measure=value, theme=name)
    assert path.read_text("utf-8").startswith("# kept\n")
    assert tomlkit.parse(path.read_text("utf-8"))["theme"] == name


def test_every_setting_says_what_it_is_for() -> None:
    for setting in settings():
        assert setting.help.endswith("."), setting.name
        assert setting.kind


def test_the_page_of_settings_is_that_of_the_schema() -> None:
    assert (DOCS / "settings.md").read_text("utf-8") == markdown()
