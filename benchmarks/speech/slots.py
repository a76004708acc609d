"""Whether the value that a caller meant is what the dialog would understand.

A case is heard under the question it answers; where the recogniser trusts its words, the dialog's
reader looks for the value in them. *Right* is the value meant, *wrong* another one (it would be
acted on), *nothing* means asking again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from rapidfuzz.distance import Levenshtein

from benchmarks.reporting.progress import ProgressLine, counted
from benchmarks.speech.cases import KINDS, Case, cases
from benchmarks.speech.ear import Ear

NAMED = frozenset({"known_name", "known_company", "unknown_name", "unknown_company"})


@dataclass(slots=True)
class SlotTally:
    """Counts over the cases of one kind; letters only where names are meant."""

    cases: int = 0
    right: int = 0
    wrong: int = 0
    accepted: int = 0
    letters: int = 0
    letter_errors: int = 0
    misheard: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def accuracy(self) -> float:
        """Share that was understood as meant."""
        return self.right / max(1, self.cases)

    @property
    def letter_error(self) -> float:
        """Errors per letter of the names."""
        return self.letter_errors / max(1, self.letters)

    def add(self, case: Case, text: str, *, accepted: bool) -> None:
        """Count one case that was heard as ``text``."""
        value = case.read(text) if accepted else None
        self.cases += 1
        self.accepted += accepted
        self.right += value == case.meant
        self.wrong += value is not None and value != case.meant
        if case.kind in NAMED:
            self.letters += len(str(case.meant))
            self.letter_errors += letter_errors(str(case.meant), case.said, text)
        if value != case.meant:
            self.misheard[case.said, text if accepted else f"({text})"] += 1


def letter_errors(name: str, said: str, heard: str) -> int:
    """Letters wrong in the part of an answer that is the name, accepted or not.

    The carrier around the name is taken off where it was heard, so that it counts for nothing.
    """
    before, _, after = said.partition(name)
    rest = heard.removeprefix(before.strip()).removesuffix(after.strip()).strip()
    return min(Levenshtein.distance(name, rest), len(name))


def measure_slots(
    ear: Ear, per_kind: int, progress: ProgressLine, seed: int = 0
) -> dict[str, SlotTally]:
    """Hear so many answers of every kind."""
    tallies = {kind: SlotTally() for kind in KINDS}
    for kind in counted(progress, "answers with a value: kind", KINDS):
        for case in islice(cases(kind, seed), per_kind):
            heard = ear.hear(ear.scores(ear.say(case.said)), case.expectation)
            tallies[kind].add(case, heard.text, accepted=heard.accepted)
    return tallies
