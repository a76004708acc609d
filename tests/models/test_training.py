"""The recipe: sentences, the line, what the head becomes as a file."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from random import Random

import numpy as np
import pytest

from models.engines.espeak_library import espeak_library
from models.engines.letters import ALPHABET, decode_greedy, encode_text
from models.training import numbers
from models.training.__main__ import QUICK, steps
from models.training.corpus import SPLITS, utterances
from models.training.grammar import MIX, RULES
from models.training.language import KINDS
from models.training.line import (
    LineCondition,
    compress_ulaw,
    draw_condition,
    expand_ulaw,
    through_line,
)
from models.training.sentences import dialect, expand, sentences
from models.training.speakers import draw_training_voice, training_variants
from models.voices import HELD_OUT_VARIANTS


def test_the_same_seed_makes_the_same_sentences() -> None:
    """The recipe is repeatable."""
    assert list(islice(sentences(5), 50)) == list(islice(sentences(5), 50))
    assert list(islice(sentences(5), 50)) != list(islice(sentences(6), 50))


def test_every_sentence_is_written_in_the_recognisers_letters() -> None:
    """Lower case, a–z, æ, ø, å, single spaces, never empty."""
    for sentence in islice(sentences(1, open_words=("fjord", "ål"), open_share=0.2), 3_000):
        assert sentence.text
        assert set(sentence.text) <= set(ALPHABET)
        assert sentence.text == " ".join(sentence.text.split())


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_expands(rule: str) -> None:
    """No rule names one that is not there, and nothing of the notation is left."""
    rng = Random(rule)
    for _ in range(60):
        assert not set("<>|=()[]") & set(expand(rule, rng))


def test_every_kind_is_drawn_and_asked_about_by_its_own_name() -> None:
    """The mix and the kinds of question name rules that exist."""
    assert set(MIX) <= set(RULES)
    assert set().union(*KINDS.values()) <= set(MIX)


def test_dialect_changes_words_not_their_number() -> None:
    """«jeg vet ikke» may become «æ veit itj», word for word."""
    said = {dialect("jeg vet ikke", Random(seed)) for seed in range(40)}
    assert len(said) > 5
    assert all(len(text.split()) == 3 for text in said)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "null"),
        (21, "tjueen"),
        (100, "hundre"),
        (250, "to hundre og femti"),
        (1_000, "tusen"),
        (100_000, "hundre tusen"),
        (3_000_000, "tre millioner"),
    ],
)
def test_numbers_are_said_in_ways_that_people_use(number: int, words: str) -> None:
    """The common way is among the ways."""
    assert words in {numbers.cardinal(number, Random(seed)) for seed in range(60)}


def test_ulaw_is_the_lines() -> None:
    """All 256 codes survive the way there and back, except that −0 becomes 0."""
    codes = np.arange(256, dtype=np.uint8)
    again = compress_ulaw(expand_ulaw(codes))
    assert [int(code) for code in codes[again != codes]] == [0x7F]


def test_the_line_keeps_the_length_and_the_band() -> None:
    """Speech at any rate comes out at 16 kHz with the silence around it and nothing above 4 kHz."""
    rng = Random(1)
    samples = (np.sin(np.arange(22_050) * 0.2) * 9_000).astype(np.int16)
    condition = LineCondition(lead_ms=100, trail_ms=200)
    heard = through_line(samples, 22_050, condition, rng)
    assert len(heard) == pytest.approx(1.3 * 16_000, abs=16)
    spectrum = np.square(np.abs(np.fft.rfft(heard)))
    hz = np.fft.rfftfreq(len(heard), 1 / 16_000)
    assert spectrum[hz > 4_200].sum() < 0.01 * spectrum.sum()


def test_every_drawn_condition_can_be_heard() -> None:
    """No noise, room or loss makes a sample that is not a number."""
    rng = Random(2)
    babble = np.random.default_rng(0).standard_normal(40_000).astype(np.float32)
    samples = (np.random.default_rng(1).standard_normal(8_000) * 3_000).astype(np.int16)
    for _ in range(40):
        heard = through_line(samples, 22_050, draw_condition(rng), rng, babble)
        assert np.isfinite(heard).all()
        assert np.abs(heard).max() < 2


def test_training_never_speaks_in_a_held_out_voice() -> None:
    """Neither itself nor as the parent of another."""
    assert not HELD_OUT_VARIANTS & set(training_variants())
    rng = Random(3)
    assert not HELD_OUT_VARIANTS & {draw_training_voice(rng).variant for _ in range(2_000)}


def test_callers_utterances_carry_their_text() -> None:
    """A shard's stream without the open word list: sentences as audio of plausible length."""
    for utterance in islice(utterances(SPLITS["callers"], 1, espeak_library(), ()), 5):
        seconds = len(utterance.samples) / 16_000
        assert 0.3 < seconds < 8
        assert utterance.sentence.text


def test_text_survives_symbols_and_greedy_reading() -> None:
    """CTC's reading of one frame per letter with blanks between equal ones."""
    symbols = [part for symbol in encode_text("ja takk æøå") for part in (symbol, 0)]
    assert decode_greedy(symbols) == "ja takk æøå"


def test_the_exported_file_computes_what_the_network_does(tmp_path: Path) -> None:
    """Half precision changes log-probabilities by less than 0.05; whole numbers, probabilities."""
    torch = pytest.importorskip("torch")
    import onnxruntime

    from models.training.export import save_small, to_onnx
    from models.training.network import Head, HeadShape

    torch.manual_seed(0)
    head = Head(HeadShape(stem=16, hidden=8)).eval()
    frames = np.random.default_rng(0).standard_normal((31, 384)).astype(np.float32)
    session = onnxruntime.InferenceSession(to_onnx(head).SerializeToString())
    (exported,) = session.run(None, {"frames": frames})
    with torch.no_grad():
        wanted = head(torch.from_numpy(frames)[None])[0].numpy()
    np.testing.assert_allclose(exported, wanted, atol=0.05)
    save_small(to_onnx(head), tmp_path / "head.onnx")
    (small,) = onnxruntime.InferenceSession(tmp_path / "head.onnx").run(None, {"frames": frames})
    np.testing.assert_allclose(np.exp(small), np.exp(wanted), atol=0.05)


def test_the_recipe_names_steps_that_exist(tmp_path: Path) -> None:
    """One command from nothing to weights; every step is a module of the room."""
    commands = [command for together in steps(tmp_path, tmp_path, QUICK) for command in together]
    room = Path(numbers.__file__).parent
    assert [command[0] for command in commands] == [
        "corpus",
        "corpus",
        "corpus",
        "train",
        "export",
        "language",
        "calibrate",
    ]
    assert all((room / f"{command[0]}.py").is_file() for command in commands)
