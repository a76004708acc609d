"""The simulated callers' scenarios, as text: each must end as it says it will.

The same files drive whole calls with voices; here only the words and the policy are proved.
"""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.dialog.office import NOW, Office
from voiceagent.dialog.engine import DialogEngine
from voiceagent.dialog.moves import CallStarted, SilenceElapsed, TransferFailed
from voiceagent.dialog.policies.loading import load_policy
from voiceagent.dialog.simulation.chat import Chat
from voiceagent.integrations.knowledge.office import ReadingOffice
from voiceagent.integrations.knowledge.texts import texts_beside

ROOT = Path(__file__).parents[2]
SCENARIOS = sorted((ROOT / "telephony/loopback/scenarios").glob("*.yaml"))
MAX_TURNS = 25


class Caller:
    """Answers by the key of the last prompt, as a scenario says; lines are used up in order."""

    def __init__(self, scenario: dict[str, Any]) -> None:
        self._answers: dict[str, Any] = scenario["answers"]
        self._used: dict[str, int] = {}
        self._fallback = scenario.get("fallback", ["Ja."])
        self._fallbacks = 0

    def line(self, key: str) -> Any:
        """The next line for a prompt key."""
        pattern = next((name for name in self._answers if name == key), None) or next(
            (name for name in self._answers if fnmatch(key, name)), None
        )
        if pattern is not None:
            lines = self._answers[pattern]
            lines = lines if isinstance(lines, list) else [lines]
            place = self._used.get(pattern, 0)
            if place < len(lines) or len(lines) == 1:
                self._used[pattern] = place + 1
                return lines[min(place, len(lines) - 1)]
        self._fallbacks += 1
        return self._fallback[min(self._fallbacks, len(self._fallback)) - 1]


def words_of(line: Any) -> str | None:
    """What a recogniser would make of a line; None for silence and for sounds without words."""
    if isinstance(line, str):
        text = line
    elif "say" in line:
        text = f"{line['say']} {line.get('then', '')}"
    else:
        return None
    return "".join(mark if mark.isalnum() or mark in " -" else " " for mark in text.lower()).strip()


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_scenario_ends_as_it_says(path: Path) -> None:
    """The policy brings each simulated caller to the outcome that the scenario expects."""
    scenario = yaml.safe_load(path.read_text(encoding="utf-8"))
    file = ROOT / "dialog_policies" / f"{scenario.get('policy', 'b2b_lead')}.yaml"
    policy = load_policy(file)
    texts = texts_beside(file, policy)
    office = ReadingOffice(Office(), texts) if texts else Office()
    chat = Chat.open(DialogEngine(policy, language=scenario.get("language", "nb")), office)
    chat.observe(CallStarted(NOW, caller=scenario.get("number")))
    caller = Caller(scenario)
    silences = 0
    for _ in range(MAX_TURNS):
        if chat.ended or (chat.handed_over and scenario.get("human", {}).get("answers", True)):
            break
        if chat.outcome == "handed_over":
            chat.observe(TransferFailed("no-answer"))
        line = caller.line(chat.keys[-1])
        words = words_of(line)
        if words is not None:
            silences = 0
            chat.hear(words)
        elif "silence" in line:
            silences += 1
            chat.observe(SilenceElapsed(silences))
    expected = scenario["expect"]
    assert chat.outcome == expected["outcome"], chat.transcript()
    assert set(expected.get("heard", ())) <= set(chat.keys), chat.transcript()
    for slot, value in expected.get("facts", {}).items():
        assert chat.state.slots[slot].value == value, chat.transcript()
