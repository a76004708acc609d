"""Recording begins with the notice or the caller's yes, and a no erases it (GDP-09)."""

from __future__ import annotations

from pathlib import Path

from tests.support.engines import tone
from tests.support.recording import answered
from voiceagent.core.audio import encode_ulaw, silence_ulaw
from voiceagent.core.commands import Command, Prepare, SaveLine
from voiceagent.core.events import Utterance
from voiceagent.runtime.consent import NOTICE_KEY, RecordingConsent
from voiceagent.runtime.tracks import Tracks

SOUND = encode_ulaw(tone(100))
NOTICE = Utterance(2, ("Samtalen tas opp.",), False, NOTICE_KEY)


def notice_heard(*, complete: bool) -> list[Command]:
    return [Prepare(NOTICE), SaveLine("agent", "Samtalen tas opp.", 0, 900, "a2", complete)]


def left_side(path: Path | None) -> bytes:
    assert path is not None
    data = path.read_bytes()
    return data[data.index(b"data") + 8 :][0::2]


def test_nothing_is_kept_before_the_notice_was_heard_in_full(tmp_path: Path) -> None:
    """What came before it is silence in the recording, in its right length."""
    tracks = Tracks(tmp_path, "c", RecordingConsent(asks=False))
    tracks.caller(SOUND)
    tracks.note(notice_heard(complete=True))
    tracks.caller(SOUND)
    assert left_side(tracks.close()) == silence_ulaw(100) + SOUND


def test_a_notice_that_was_cut_short_allows_nothing(tmp_path: Path) -> None:
    """Half a notice is none: no file is left."""
    tracks = Tracks(tmp_path, "c", RecordingConsent(asks=False))
    tracks.note(notice_heard(complete=False))
    tracks.caller(SOUND)
    assert tracks.close() is None
    assert list(tmp_path.iterdir()) == []


def test_where_the_policy_asks_the_notice_alone_is_not_enough(tmp_path: Path) -> None:
    """Only the caller's yes begins the recording."""
    tracks = Tracks(tmp_path, "c", RecordingConsent(asks=True))
    tracks.note(notice_heard(complete=True))
    tracks.caller(SOUND)
    tracks.note([answered(True)])
    tracks.caller(SOUND)
    assert left_side(tracks.close()) == silence_ulaw(100) + SOUND


def test_a_no_erases_what_there_was(tmp_path: Path) -> None:
    """Also when it comes late: nothing of the call stays on the disk."""
    tracks = Tracks(tmp_path, "c", RecordingConsent(asks=True))
    tracks.note([answered(True)])
    tracks.caller(SOUND)
    tracks.note([answered(False)])
    tracks.caller(SOUND)
    assert tracks.close() is None
    assert list(tmp_path.iterdir()) == []
