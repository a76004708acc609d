"""A recording that its caller has agreed to."""

from __future__ import annotations

from pathlib import Path

from voiceagent.core.commands import SaveFact
from voiceagent.runtime.consent import SLOT, RecordingConsent
from voiceagent.runtime.tracks import Tracks


def answered(agreed: bool) -> SaveFact:
    """The caller's answer to whether the call may be recorded."""
    return SaveFact(SLOT, agreed, "ja" if agreed else "nei", True, "t1.1", "", 0.9)


def agreed_tracks(folder: Path, call_id: str) -> Tracks:
    """Tracks that keep sound from the first frame."""
    tracks = Tracks(folder, call_id, RecordingConsent(asks=True))
    tracks.note([answered(True)])
    return tracks
