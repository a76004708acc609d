"""Scenario files and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from models.voices import CALLER_VOICES
from telephony.loopback.audio import NoiseKind
from telephony.loopback.lines import Backchannel, Burst, Cough, HangUp, Keys, Line, Say, Silence
from telephony.loopback.scenario import (
    SHIPPED,
    LinePart,
    Scenario,
    find_scenario,
    load_scenario,
    shipped_names,
)
from voiceagent.errors import ConfigurationError

ASKED_FOR = {
    "books_a_meeting",
    "changes_the_time",
    "asks_questions_first",
    "wants_a_human",
    "does_not_qualify",
    "wrong_number",
    "silent",
    "noisy_line",
    "interrupts",
    "corrects_an_answer",
    "nynorsk_speaker",
    "hostile_input",
}


def test_a_dozen_kinds_of_caller_are_shipped() -> None:
    """Every scenario that the project promises is there and loads."""
    assert set(shipped_names()) >= ASKED_FOR
    numbers = [find_scenario(name).number for name in shipped_names()]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_callers_have_a_voice_that_the_recogniser_never_heard(name: str) -> None:
    """Voices of simulated callers are reserved for them."""
    assert find_scenario(name).voice in CALLER_VOICES


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_callers_expect_a_documented_outcome(name: str) -> None:
    """Outcome codes and prompt keys are those of the policies' own table."""
    table = (SHIPPED.parents[2] / "dialog_policies" / "README.md").read_text(encoding="utf-8")
    expected = find_scenario(name).expect
    assert f"`{expected.outcome}`" in table
    for key in expected.heard:
        known = f"`{key}`" in table or key.startswith("answer.")
        assert known, key


@pytest.mark.parametrize(
    ("part", "line"),
    [
        pytest.param({"say": "Ja."}, Say("Ja."), id="text"),
        pytest.param(
            {"say": "Nei.", "interrupt_after_ms": 700}, Say("Nei.", after_ms=700), id="barge-in"
        ),
        pytest.param(
            {"say": "Hei.", "interrupt_reply": {"say": "Vent.", "after_ms": 400}},
            Say("Hei.", next=Say("Vent.", after_ms=400)),
            id="barge-in on the reply",
        ),
        pytest.param(
            {"say": "Rundt", "pause_ms": 600, "then": "ti tusen."},
            Say("Rundt", then="ti tusen.", pause_ms=600),
            id="hesitation",
        ),
        pytest.param(
            {"say": "Ha det.", "hang_up": True}, Say("Ha det.", hangs_up=True), id="goodbye"
        ),
        pytest.param(
            {"backchannel": "Mm.", "after_ms": 900}, Backchannel("Mm.", 900), id="backchannel"
        ),
        pytest.param({"keys": "1#"}, Keys("1#"), id="keys"),
        pytest.param({"cough": 300}, Cough(300), id="cough"),
        pytest.param({"cough": 300, "after_ms": 500}, Cough(300, 500), id="cough into speech"),
        pytest.param(
            {"noise": {"kind": "traffic", "ms": 800}},
            Burst(NoiseKind.TRAFFIC, 800, -26.0),
            id="noise",
        ),
        pytest.param({"silence": True}, Silence(), id="silence"),
        pytest.param({"hang_up": True}, HangUp(), id="hang-up"),
    ],
)
def test_every_form_of_line_is_understood(part: dict[str, object], line: Line) -> None:
    """The forms that the module's table lists."""
    assert LinePart.model_validate(part).line() == line


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        pytest.param({}, "a line needs one of", id="nothing"),
        pytest.param({"say": "Ja.", "keys": "1"}, "not say and keys", id="two things"),
        pytest.param({"cough": 300, "hang_up": True}, "hang_up stands alone", id="cough and go"),
        pytest.param({"say": "Ja.", "pause_ms": 100}, "go together", id="a pause and no more"),
        pytest.param({"keys": "1", "interrupt_after_ms": 5}, "belong to say", id="keys in speech"),
        pytest.param({"backchannel": "Mm."}, "needs after_ms", id="backchannel at no time"),
        pytest.param({"say": "Ja.", "after_ms": 5}, "after_ms belongs", id="after_ms on say"),
        pytest.param({"keys": "A"}, "keys", id="no such key"),
        pytest.param({"shout": "Ja!"}, "shout", id="unknown word"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_with_its_reason(
    tmp_path: Path, part: dict[str, object], fault: str
) -> None:
    """The message names the file, the place and the reason."""
    path = _file(tmp_path, answers={"ask.role": ["Ja.", part]})
    with pytest.raises(ConfigurationError) as trouble:
        load_scenario(path)
    assert "caller.yaml: answers.ask.role.1" in str(trouble.value)
    assert fault in str(trouble.value)


def test_every_fault_of_a_file_is_named_at_once(tmp_path: Path) -> None:
    """Whoever writes a scenario need not find the faults one by one."""
    path = _file(tmp_path, language="de", noise={"kind": "rain"}, expect={})
    with pytest.raises(ConfigurationError) as trouble:
        load_scenario(path)
    for place in ("language", "noise.kind", "expect.outcome"):
        assert place in str(trouble.value)


def test_a_scenario_bears_the_name_of_its_file(tmp_path: Path) -> None:
    """Reports name scenarios; a copy that kept its old name would be taken for the first."""
    with pytest.raises(ConfigurationError, match="must be caller"):
        load_scenario(_file(tmp_path, name="other"))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("answers: [", "line 2: not YAML", id="broken YAML"),
        pytest.param("- a\n- b", "a mapping is wanted", id="a list"),
        pytest.param("", "a mapping is wanted", id="empty"),
    ],
)
def test_what_is_no_scenario_at_all_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    """A clear word instead of a traceback."""
    path = tmp_path / "caller.yaml"
    path.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=fault):
        load_scenario(path)


def test_an_absent_file_and_an_unknown_name_are_told_apart(tmp_path: Path) -> None:
    """A path is read; a bare name is looked up, and the known names are listed."""
    with pytest.raises(ConfigurationError, match="cannot be read"):
        find_scenario(str(tmp_path / "none.yaml"))
    with pytest.raises(ConfigurationError, match=r"there are .*books_a_meeting"):
        find_scenario("nobody")


def test_a_scenario_may_lie_anywhere(tmp_path: Path) -> None:
    """Users write their own callers."""
    found = find_scenario(str(_file(tmp_path)))
    assert isinstance(found, Scenario)
    assert found.think_ms == 250


def _file(folder: Path, **fields: object) -> Path:
    content: dict[str, object] = {
        "name": "caller",
        "description": "A caller.",
        "voice": "kari",
        "answers": {"greeting": "Hei."},
        "fallback": "Ja.",
        "expect": {"outcome": "hung_up"},
    }
    path = folder / "caller.yaml"
    path.write_text(yaml.safe_dump(content | fields, allow_unicode=True), encoding="utf-8")
    return path
