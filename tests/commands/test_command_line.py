"""The command line as a user meets it: clear errors, exit codes, and nothing without help."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from voiceagent.errors import ConfigurationError
from voiceagent.settings import PROJECT, read_settings

POLICY = PROJECT / "dialog_policies" / "b2b_lead.yaml"


def run(*words: str, said: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if "VOICEAGENT" not in name}
    return subprocess.run(
        [sys.executable, "-m", "voiceagent", *words],
        env=kept | environment | {"COLUMNS": "200", "NO_COLOR": "1"},
        input=said,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_serving_without_an_auth_token_says_which_setting_is_missing() -> None:
    """No call is taken that cannot be trusted, and the operator is told what to do."""
    done = run("serve")
    assert done.returncode == 2
    assert "VOICEAGENT_TWILIO_AUTH_TOKEN" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("setting", "value"),
    [("PORT", "many"), ("MAX_CALLS", "0"), ("OFFICE_OPENS", "nine"), ("LANGUAGE", "de")],
)
def test_a_malformed_setting_is_named(
    setting: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message begins with the variable's own name."""
    monkeypatch.setenv(f"VOICEAGENT_{setting}", value)
    with pytest.raises(ConfigurationError, match=f"^VOICEAGENT_{setting}: "):
        read_settings()


def test_a_policy_that_is_fit_passes_its_check_and_a_broken_one_says_where() -> None:
    """Exit code 0 or 1, and the place in the file."""
    assert run("policy", "check", str(POLICY)).returncode == 0


def test_a_broken_policy_is_refused_with_its_place(tmp_path: Path) -> None:
    """A question without its clarification does not come near a telephone."""
    text = POLICY.read_text(encoding="utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_text(text.replace("  clarify.need:", "  clarify.other:"), encoding="utf-8")
    done = run("policy", "check", str(broken))
    assert done.returncode in (1, 2)
    assert "clarify.need" in done.stdout + done.stderr


def test_the_books_of_an_empty_database_are_empty_not_an_error(tmp_path: Path) -> None:
    """Migrating makes the tables, listing shows none, and a call that is not there is named."""
    database = {"VOICEAGENT_DATABASE_URL": f"sqlite:///{tmp_path / 'empty.db'}"}
    assert run("migrate", **database).returncode == 0
    assert run("calls", **database).returncode == 0
    missing = run("show", "nothing", **database)
    assert missing.returncode == 2
    assert "there is none" in missing.stderr


def test_an_unknown_scenario_is_answered_with_those_that_exist() -> None:
    """A slip of the pen costs a line, not a trace."""
    done = run("demo", "--scenario", "books_a_meting")
    assert done.returncode == 2
    assert "books_a_meeting" in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("graph", str(POLICY), "--out", "/nowhere/at/all.svg"), "cannot be written"),
        (("simulate", str(POLICY), "--language", "sv"), "b2b_lead speaks nb, nn, not «sv»"),
        (("chat", str(POLICY), "--language", "sv"), "b2b_lead speaks nb, nn, not «sv»"),
    ],
)
def test_what_a_policy_command_cannot_do_is_said_in_a_line(
    words: tuple[str, ...], told: str
) -> None:
    """No traceback, and no other language than the one that was asked for."""
    done = run("policy", *words)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("text", "told"), [("", "is empty"), ("- a", "holds no fields")])
def test_a_file_without_a_policy_is_told_what_it_lacks(
    tmp_path: Path, text: str, told: str
) -> None:
    """Not a word of the library that reads it."""
    file = tmp_path / "none.yaml"
    file.write_text(text, encoding="utf-8")
    done = run("policy", "check", str(file))
    assert done.returncode == 2
    assert f"none.yaml: {told}" in done.stderr


def test_a_chat_goes_on_over_the_goodbye_and_shows_what_was_learnt() -> None:
    """By keyboard: words, decisions, tools, the ending, a second thought, and the record."""
    lines = "vi trenger nytt kundesystem", "nei takk ha det", "vent, jeg er daglig leder", ""
    done = run("policy", "chat", str(POLICY), said="\n".join(lines) + "\n")
    assert done.returncode == 0
    assert "an empty line hangs up" in done.stdout
    record = done.stdout[done.stdout.index("known") :]
    assert "daglig leder" in record
    assert "vi trenger nytt kundesystem" in record
