"""Talks by text with the company's texts: `policy chat` and `policy simulate`."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from voiceagent.chatting import simulate_callers
from voiceagent.dialog.moves import Decision, ToolAnswered, UseTool
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.simulation.simulated_questions import CompanyQuestion, Told, judge_told
from voiceagent.errors import ConfigurationError
from voiceagent.integrations.knowledge.office import ReadingOffice, questions_about
from voiceagent.integrations.knowledge.texts import FolderTexts, check_texts, texts_beside

LEAD = Path(__file__).parents[2] / "dialog_policies" / "b2b_lead.yaml"


def other(use: UseTool) -> ToolAnswered:
    """Another office."""
    return ToolAnswered(use.tool, ok=True, value={"by": "another"})


@pytest.fixture(scope="module")
def texts() -> FolderTexts:
    found = texts_beside(LEAD, load_policy(LEAD))
    assert found is not None
    return found


def look_up(texts: FolderTexts, question: str) -> ToolAnswered:
    """The office's answer."""
    arguments = {"question": question, "language": "nb"}
    return ReadingOffice(other, texts)(UseTool("look_up", arguments))


def test_an_office_with_texts_answers_from_them(texts: FolderTexts) -> None:
    """In the shape of the call's own tool."""
    answer = look_up(texts, "hvor lagres dataene våre")
    assert answer.ok
    assert answer.value["source"] == "sikkerhet.md#Lagring"
    passages = answer.value["passages"]
    assert isinstance(passages, list)
    assert passages[0]["text"] == answer.value["answer"]


def test_what_is_not_there_is_an_empty_answer(texts: FolderTexts) -> None:
    """No passage, no source."""
    value = look_up(texts, "kan vi betale med vipps").value
    assert (value["answer"], value["passages"]) == ("", [])


def test_other_tools_are_left_to_the_other_office(texts: FolderTexts) -> None:
    """It adds one tool and changes none."""
    assert ReadingOffice(other, texts)(UseTool("find_slots")).value == {"by": "another"}


def test_callers_ask_what_is_written_and_what_is_not(texts: FolderTexts) -> None:
    """Questions with their passage, and questions without one."""
    questions = questions_about(texts, "nb")
    assert CompanyQuestion("hvor lagres dataene", ("sikkerhet.md#Lagring",)) in questions
    without = [one for one in questions if not one.sources]
    assert len(questions) / 4 < len(without) < len(questions) / 2


@pytest.mark.parametrize(
    ("rules", "sources", "told"),
    [
        pytest.param([("answer.looked_up", "a.md#A")], ("a.md#A",), Told.RIGHT, id="right"),
        pytest.param([("answer.looked_up", "b.md#B")], ("a.md#A",), Told.WRONG, id="another"),
        pytest.param([("answer.looked_up", "a.md#A")], (), Told.WRONG, id="made up"),
        pytest.param([("answer.unknown", "")], ("a.md#A",), Told.UNKNOWN, id="not found"),
        pytest.param([("answer.unknown", "")], (), Told.RIGHT, id="admitted"),
        pytest.param([("answer.price", "")], ("a.md#A",), Told.LISTED, id="listed"),
        pytest.param([("clarify.role", "")], (), Told.MISSED, id="missed"),
    ],
)
def test_what_became_of_a_question(
    rules: list[tuple[str, str]], sources: tuple[str, ...], told: Told
) -> None:
    """Judged by the decisions that followed."""
    decisions = [Decision("look_up", ""), *(Decision(rule, detail) for rule, detail in rules)]
    assert judge_told(CompanyQuestion("?", sources), decisions) is told


def test_a_simulation_reports_what_became_of_the_questions() -> None:
    """Right, unknown and wrong are told (DIA-13)."""
    shown = io.StringIO()
    simulate_callers(LEAD, Console(file=shown, width=200), callers=40, word_errors=0.0, seed=4)
    assert "questions about the company: " in shown.getvalue()
    assert " 0 wrong, " in shown.getvalue()


def test_a_policy_whose_texts_are_gone_is_not_fit(tmp_path: Path) -> None:
    """`policy check` says so, and the service does not start."""
    file = tmp_path / "lead.yaml"
    file.write_text(LEAD.read_text(encoding="utf-8"), encoding="utf-8")
    policy = load_policy(file)
    assert [finding.rule for finding in check_texts(file, policy)] == ["knowledge.missing"]
    with pytest.raises(ConfigurationError, match="no folder fjordlys"):
        texts_beside(file, policy)


def test_a_policy_without_texts_needs_no_folder(tmp_path: Path) -> None:
    """Texts are optional."""
    policy = load_policy(LEAD).model_copy(update={"knowledge": None})
    assert check_texts(tmp_path / "x.yaml", policy) == ()
    assert texts_beside(tmp_path / "x.yaml", policy) is None
