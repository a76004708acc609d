"""Frames: the little language in which meanings are written down."""

from __future__ import annotations

import pytest

from voiceagent.norwegian.words.frames import Frames, frame

_CLASSES = {
    "filler": "nok jo egentlig rett_og_slett",
    "we": "vi vårt_firma",
    "later": "senere i_morgen *dag over_*",
}


def _found(written: tuple[str, ...], utterance: str) -> list[str]:
    words = tuple(utterance.split())
    frames = Frames({"meaning": [frame(line, _CLASSES) for line in written]})
    return [" ".join(words[start:end]) for start, end in frames.heard_in(words).spans("meaning")]


@pytest.mark.parametrize(
    ("written", "utterance", "found"),
    [
        ("<we> har _ ikke _ råd", "nei vi har jo egentlig ikke råd", "vi har jo egentlig ikke råd"),
        ("<we> har _ ikke _ råd", "vårt firma har ikke råd", "vårt firma har ikke råd"),
        ("<we> har _ ikke _ råd", "vi har rett og slett ikke råd", "vi har rett og slett ikke råd"),
        ("ring (meg) <later>", "du ring meg i morgen da", "ring meg i morgen"),
        ("ring (meg) <later>", "ring over helga", "ring over helga"),
        ("ring (meg) <later>", "ring torsdag", "ring torsdag"),
        ("har ... tid", "jeg har i dag litt dårlig tid", "har i dag litt dårlig tid"),
        ("har ... tid", "har tid hver tid", "har tid"),
        ("^ ja $", "ja", "ja"),
        ("vent litt/$", "kan du vent", "vent"),
        ("trenger ikke -å", "vi trenger ikke dette", "trenger ikke"),
        ("trenger ikke --men", "vi trenger ikke men kan", "trenger ikke"),
        ("~i_dag bra", "i dag bra i går bra", "bra"),
        ("hos * oslo", "hos oss oslo", "hos oss oslo"),
        ("et *møte*", "et kundemøtet", "et kundemøtet"),
    ],
)
def test_a_frame_matches_what_its_notation_says(written: str, utterance: str, found: str) -> None:
    """Classes, options, fillers, gaps, borders, stars and rows of words."""
    assert _found((written,), utterance) == [found]


@pytest.mark.parametrize(
    ("written", "utterance"),
    [
        ("har ... tid", "jeg har det men ikke tid"),
        ("har ... tid", "har en to tre fire fem tid"),
        ("^ ja $", "ja da"),
        ("^ ja $", "å ja"),
        ("vent litt/$", "vent her"),
        ("trenger ikke -å", "vi trenger ikke å bytte"),
        ("trenger ikke --men", "vi trenger ikke"),
        ("~ikke bra", "det er ikke bra"),
        ("~i_dag bra", "i dag bra"),
        ("hos * oslo", "hos oslo"),
        ("vi har", "vi hare"),
    ],
)
def test_a_frame_matches_nothing_else(written: str, utterance: str) -> None:
    """Whole words, within the clause, and not beside what is ruled out."""
    assert _found((written,), utterance) == []


def test_the_word_before_is_compared_whole() -> None:
    """«få» ends in «å», and is not it."""
    assert _found(("~å ringe",), "få ringe") == ["ringe"]


def test_of_two_frames_at_one_place_the_first_counts() -> None:
    """The order in a section is the order of preference, whatever the length."""
    assert _found(("vi har", "vi har nok tid"), "vi har nok tid") == ["vi har"]


def test_what_begins_earlier_counts_before_what_stands_first() -> None:
    """Matches are found from left to right and do not overlap."""
    assert _found(("nok tid", "har nok"), "vi har nok tid") == ["har nok"]


@pytest.mark.parametrize("written", ["_ (ja)", "...", "^ $", "-ja", "(ja) _"])
def test_a_frame_needs_a_word_of_its_own(written: str) -> None:
    """A construction that matches nothing at all would be read everywhere."""
    with pytest.raises(ValueError, match="a word of its own"):
        frame(written, _CLASSES)


def test_a_class_that_is_not_there_is_named() -> None:
    """A frame that names an unknown class is refused when it is loaded."""
    with pytest.raises(KeyError, match="dem"):
        frame("<dem> har", _CLASSES)
