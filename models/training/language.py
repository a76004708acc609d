"""Counts word pairs of generated sentences for the recogniser's word model.

``python -m models.training.language --out models/weights/words.npz`` is deterministic for a seed
and takes seconds. Pairs are counted per kind of question (:data:`KINDS`), and for all others.
"""

from __future__ import annotations

import argparse
from collections import Counter
from itertools import islice, pairwise
from pathlib import Path

import numpy as np

from models.training.sentences import sentences
from voiceagent.dialog.moves import AnswerKind

SENTENCES = 80_000

KINDS: dict[str, frozenset[str]] = {
    "yes_no": frozenset({"yes", "no", "maybe", "backchannel"}),
    "choice": frozenset({"choice", "wish", "correction", "nynorsk_choice", "date_answer"}),
    "when": frozenset(
        {"when_answer", "wish", "choice", "nynorsk_when", "nynorsk_choice", "date_answer"}
    ),
    "number": frozenset({"team_size", "organisation"}),
    "amount": frozenset({"budget"}),
    "digits": frozenset({"phone_answer", "organisation"}),
    "spelling": frozenset({"email_answer", "spelling"}),
    "name": frozenset({"my_name", "introduction", "nynorsk_who"}),
    "company": frozenset({"my_company", "introduction", "nynorsk_who"}),
    "free": frozenset(
        {"need", "i_am_role", "authority", "team_size", "nynorsk_need", "nynorsk_who"}
    ),
}
"""What callers answer to each kind of question, beside everything else."""

ASKED: dict[str, AnswerKind] = {
    "yes": AnswerKind.YES_NO,
    "no": AnswerKind.YES_NO,
    "choice": AnswerKind.CHOICE,
    "wish": AnswerKind.WHEN,
    "when_answer": AnswerKind.WHEN,
    "date_answer": AnswerKind.WHEN,
    "budget": AnswerKind.AMOUNT,
    "phone_answer": AnswerKind.DIGITS,
    "email_answer": AnswerKind.SPELLING,
    "spelling": AnswerKind.SPELLING,
    "my_name": AnswerKind.NAME,
    "introduction": AnswerKind.NAME,
    "my_company": AnswerKind.COMPANY,
    "need": AnswerKind.FREE,
    "i_am_role": AnswerKind.FREE,
    "authority": AnswerKind.FREE,
    "team_size": AnswerKind.NUMBER,
    "nynorsk_when": AnswerKind.WHEN,
    "nynorsk_choice": AnswerKind.CHOICE,
    "nynorsk_need": AnswerKind.FREE,
}
"""The question before each kind of sentence, for measuring; the others come unasked."""


def count_pairs(seed: int, amount: int) -> tuple[list[str], dict[tuple[str, str, str], int]]:
    """Vocabulary, and how often (kind, before, after) was seen."""
    pairs: Counter[tuple[str, str, str]] = Counter()
    for sentence in islice(sentences(seed), amount):
        words = ["", *sentence.text.split(), ""]
        for kind in [name for name, of in KINDS.items() if sentence.kind in of] or [""]:
            pairs.update((kind, before, after) for before, after in pairwise(words))
    vocabulary = sorted({after for _, _, after in pairs} - {""})
    return vocabulary, dict(pairs)


def write_counts(path: Path, seed: int = 11, amount: int = SENTENCES) -> None:
    """Count and store."""
    vocabulary, pairs = count_pairs(seed, amount)
    number = {word: place for place, word in enumerate(["", *vocabulary])}
    kinds = ["", *KINDS]
    rows = np.array(
        [
            (number[before], number[after], kinds.index(kind), min(count, 65_535))
            for (kind, before, after), count in sorted(pairs.items())
        ],
        np.uint16,
    )
    np.savez_compressed(
        path,
        words=np.array(" ".join(vocabulary)),
        kinds=np.array(" ".join(KINDS)),
        before=rows[:, 0],
        after=rows[:, 1],
        kind=rows[:, 2].astype(np.uint8),
        count=rows[:, 3],
    )


def main() -> None:
    """Write the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    arguments = parser.parse_args()
    write_counts(arguments.out, amount=arguments.sentences)


if __name__ == "__main__":
    main()
