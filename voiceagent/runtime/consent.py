"""When a call may be recorded: after the notice was heard in full, and not against the caller's no.

A policy that asks has a slot ``recording`` (yes/no): then a yes begins the recording, a no ends it
and what there was is erased. A policy that only gives notice begins it with the notice's last word.

Source: the default in spec/telephony.md §6: off until the notice has been given, plus consent.
"""

from __future__ import annotations

from collections.abc import Iterable

from voiceagent.core.commands import Command, Prepare, SaveFact, SaveLine

NOTICE_KEY = "disclosure.recording"
SLOT = "recording"


class RecordingConsent:
    """Reads the verdict from what a call does."""

    def __init__(self, *, asks: bool) -> None:
        """``asks``: the policy has the slot, so the notice alone is not enough."""
        self._asks = asks
        self._notice: str | None = None

    def verdict(self, commands: Iterable[Command]) -> bool | None:
        """Whether recording may begin (True) or must end (False); None where nothing changed."""
        said: bool | None = None
        for command in commands:
            match command:
                case SaveFact(slot, value) if slot == SLOT:
                    said = value in (True, "yes")
                case Prepare(utterance) if utterance.key == NOTICE_KEY:
                    self._notice = f"a{utterance.id}"
                case SaveLine(utterance_id=line, complete=True) if line == self._notice:
                    said = said if self._asks else True
                case _:
                    pass
        return said
