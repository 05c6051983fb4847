"""The program as a whole: help, exit codes, errors, global options, shells."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from archivist.cli import program
from archivist.cli.program import COMMANDS
from archivist.errors import (
    ArchiveLocked,
    ArchiveNotFound,
    ArchivistError,
    ArticleNotFound,
    CorpusError,
    IndexUnavailable,
    QueryError,
    UnreadableSource,
)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_has_a_help_with_an_example(run: Any, name: str, flag: str) -> None:
    text = run(name, flag).stdout
    assert f"Usage: archivist {name}" in text
    examples = text.split("Examples:\n")[1].splitlines()
    assert examples
    assert all("archivist" in line for line in examples)


@pytest.mark.parametrize("name", COMMANDS)
def test_short_help_is_a_whole_sentence(name: str) -> None:
    command = program.get_command(click.Context(program), name)
    assert command is not None
    short = command.get_short_help_str(limit=66)
    assert short.endswith(".") and not short.endswith("...")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    command = program.get_command(click.Context(program), name)
    assert command is not None
    options = [param for param in command.params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_help_of_the_program_lists_commands_and_exit_codes(run: Any) -> None:
    text = run("--help").stdout
    for name in COMMANDS:
        assert f"\n  {name}" in text
    for code in (0, 1, 2, 3, 4, 5, 130):
        assert f"\n  {code} " in text


def test_version(run: Any) -> None:
    assert run("--version").stdout.startswith("archivist 0.")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ArticleNotFound, 1),
        (QueryError, 2),
        (ArchiveNotFound, 3),
        (ArchiveLocked, 4),
        (CorpusError, 5),
        (IndexUnavailable, 5),
        (UnreadableSource, 5),
        (ArchivistError, 5),
    ],
)
def test_an_error_is_a_sentence_on_stderr_and_an_exit_code(
    run: Any, fake: Any, error: type[ArchivistError], code: int
) -> None:
    fake.error = error("The file x\x1b[31m is damaged.")
    result = run("search", "bassin", code=code)
    assert result.stderr == "archivist: The file x␛[31m is damaged.\n"
    assert result.stdout == ""


def test_an_interruption_leaves_with_130(run: Any, fake: Any) -> None:
    fake.error = KeyboardInterrupt()
    assert run("stats", code=130).stderr.endswith("archivist: Interrupted.\n")


def test_a_bug_keeps_its_traceback(run: Any, fake: Any) -> None:
    fake.error = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        run("stats")


def test_a_usage_error_says_how(run: Any, fake: Any) -> None:
    result = run("search", "bassin", "--limit", "0", code=2)
    assert result.stderr.startswith("Usage: archivist search")
    assert "archivist: Invalid value for '--limit'" in result.stderr


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("sarch", "There is no command sarch; did you mean search? To search for words: archivist search WORDS"),
        ("LIST", "There is no command LIST; did you mean list? To search for words: archivist search WORDS"),
        ("bassin", "There is no command bassin; to search for words: archivist search WORDS"),
        ("\x1b[31m", "There is no command \u241b[31m; to search for words: archivist search WORDS"),
    ],
)
def test_an_unknown_command(run: Any, typed: str, sentence: str) -> None:
    assert run(typed, code=2).stderr.endswith(f"archivist: {sentence}\n")


def test_a_notice_goes_to_stderr(run: Any, fake: Any) -> None:
    fake.notice = "The index was missing; it has been rebuilt."
    result = run("search", "bassin", "--format", "json")
    assert result.stderr == "archivist: The index was missing; it has been rebuilt.\n"
    assert "rebuilt" not in result.stdout


def test_the_archive_is_named_before_or_after_the_command_or_by_the_environment(
    run: Any, fake: Any, tmp_path: Path
) -> None:
    named, other = tmp_path / "a", tmp_path / "b"
    named.mkdir()
    other.mkdir()
    run("--archive", str(named), "list")
    run("list", "--archive", str(named))
    run("list", env={"ARCHIVIST_ARCHIVE": str(named)})
    run("list", "--archive", str(named), env={"ARCHIVIST_ARCHIVE": str(other)})
    run("--archive", str(other), "list", "--archive", str(named))
    run("list")
    opened = [call["folder"] for name, call in fake.calls if name == "open"]
    assert opened == [named] * 5 + [None]
    run("list", "--archive", str(tmp_path / "none"), code=3)


@pytest.mark.parametrize(
    ("args", "env", "coloured"),
    [
        ((), {}, False),
        (("--color",), {}, True),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"CLICOLOR_FORCE": "1"}, True),
        ((), {"FORCE_COLOR": "0"}, False),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
        (("--color",), {"NO_COLOR": "1"}, True),
        (("--no-color",), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours(run: Any, fake: Any, args: tuple[str, ...], env: dict[str, str], coloured: bool) -> None:
    after = run("search", "bassin", *args, env=env).stdout
    before = run(*args, "search", "bassin", env=env).stdout
    assert ("\x1b[" in after) == ("\x1b[" in before) == coloured
    assert ("**bassin**" in after) != coloured


def in_a_process(code: str, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    """Run ``code`` where the fake archive stands in for the real one."""
    before = (
        f"import sys, types; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from fake_archive import *\n"
        "module = types.ModuleType('archivist.archive'); module.Archive = FakeArchive\n"
        "FakeArchive.calls = []\n"
        "sys.modules['archivist.archive'] = module\n"
        "from archivist.cli import main\n"
    )
    return subprocess.run([sys.executable, "-c", before + code], check=False, stderr=subprocess.PIPE, **settings)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_closed_pipe_is_left_without_a_word() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    code = "FakeArchive.articles_there = ARTICLES * 500\nsys.argv = ['archivist', 'list', '--format', 'jsonl']; main()"
    done = in_a_process(code, stdout=writer)
    os.close(writer)
    assert done.stderr == b""
    assert done.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("args", [("list",), ("list", "--format", "csv"), ("show", "sans-date-une-fete"), ("--help",)])
def test_results_that_cannot_be_written_are_a_sentence(args: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = in_a_process(f"sys.argv = ['archivist', *{args!r}]; main()", stdout=full)
    assert done.stderr.decode() == "archivist: The output cannot be written (No space left on device).\n"
    assert done.returncode == 5


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors are closed otherwise there")
@pytest.mark.parametrize("closed", [(0,), (1,), (0, 1, 2)])
@pytest.mark.parametrize("args", [("search", "bassin"), ("list", "--format", "csv"), ("show", "sans-date-une-fete")])
def test_streams_that_are_closed(closed: tuple[int, ...], args: tuple[str, ...]) -> None:
    def close() -> None:
        for descriptor in closed:
            os.close(descriptor)

    done = in_a_process(f"sys.argv = ['archivist', *{args!r}]; main()", stdout=subprocess.PIPE, preexec_fn=close)
    assert done.stderr == b""
    assert done.returncode == 0
    assert bool(done.stdout) == (1 not in closed)


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1:strict"},
    ],
)
def test_accents_pass_in_any_locale(env: dict[str, str]) -> None:
    code = "sys.argv = ['archivist', 'show', 'sans-date-une-fete']; main()"
    done = in_a_process(code, stdout=subprocess.PIPE, env=env)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode("utf-8").startswith("Une fête\n")


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are bytes on other systems only")
def test_a_query_that_the_locale_could_not_decode_is_read_as_utf_8() -> None:
    code = (
        "import os; word = os.fsdecode(b'f\\xc3\\xaate')\n"
        "sys.argv = ['archivist', 'search', word, '--format', 'json']; main()"
    )
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = in_a_process(code, stdout=subprocess.PIPE, env=env)
    assert '"query": "fête"' in done.stdout.decode()
