"""Company texts for talks by text: an office that also looks things up, at once."""

from __future__ import annotations

from dataclasses import asdict

from voiceagent.dialog.leading.looking_up import TOOL
from voiceagent.dialog.moves import ToolAnswered, UseTool
from voiceagent.dialog.simulation.chat import Office
from voiceagent.dialog.simulation.simulated_questions import UNANSWERABLE, CompanyQuestion
from voiceagent.dialog.understanding.questions import questions_in
from voiceagent.integrations.knowledge.texts import FolderTexts
from voiceagent.norwegian.words.reading import read_text


class ReadingOffice:
    """Answers ``look_up`` from the texts, and leaves all other tools to another office."""

    def __init__(self, office: Office, texts: FolderTexts) -> None:
        self._office = office
        self._texts = texts

    def __call__(self, use: UseTool) -> ToolAnswered:
        """Answer a tool, as a call's own tools would."""
        if use.tool != TOOL:
            return self._office(use)
        question, language = str(use.arguments["question"]), str(use.arguments["language"])
        passages = self._texts.find(question, language=language)
        best = passages[0] if passages else None
        value: dict[str, object] = {
            "answer": best.text if best else "",
            "source": best.source if best else "",
            "score": best.score if best else 0.0,
            "passages": [asdict(one) for one in passages],
        }
        return ToolAnswered(use.tool, ok=True, value=value)


def questions_about(texts: FolderTexts, language: str) -> tuple[CompanyQuestion, ...]:
    """What callers may ask of these texts: as they are written to be asked, and what they lack."""
    written = texts.texts.own.get(language, ())
    asked = {words: one.source for one in written for words in one.asked if _asks(words)}
    answered = tuple(CompanyQuestion(words, (source,)) for words, source in asked.items())
    # As many of either, so that a report does not flatter.
    times = max(len(answered) // (2 * len(UNANSWERABLE)), 1) if answered else 0
    return (*answered, *(CompanyQuestion(words) for words in UNANSWERABLE * times))


def _asks(words: str) -> bool:
    """Whether a line is a question by itself, and not only the words of one."""
    return bool(questions_in(read_text(words)))
