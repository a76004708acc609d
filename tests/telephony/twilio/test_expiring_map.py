"""A mapping that forgets by age and by number."""

from __future__ import annotations

from datetime import timedelta

from telephony.twilio.expiring_map import ExpiringMap
from telephony.twilio.whispers import WhisperBook
from tests.telephony.twilio.houses import StandingClock


def test_entries_are_forgotten_after_their_time() -> None:
    """Each lives as long as it was given, counted from when it was last set."""
    clock = StandingClock()
    entries: ExpiringMap[int] = ExpiringMap(clock, ttl_s=60, capacity=9)
    entries.put("a", 1)
    entries.put("b", 2)
    clock.moved = timedelta(seconds=40)
    entries.put("a", 3)
    clock.moved = timedelta(seconds=60)
    assert (entries.get("a"), entries.get("b"), len(entries)) == (3, None, 1)
    entries.drop("a")
    entries.drop("never there")
    assert (entries.get("a"), len(entries)) == (None, 0)


def test_the_oldest_entry_makes_room() -> None:
    """However much comes in, no more than the capacity is kept."""
    entries: ExpiringMap[int] = ExpiringMap(StandingClock(), ttl_s=60, capacity=3)
    for number in range(10):
        entries.put(str(number), number)
    assert [entries.get(str(number)) for number in (6, 7, 9)] == [None, 7, 9]
    assert len(entries) == 3


def test_a_call_has_one_whisper() -> None:
    """A second transfer's summary replaces the first, whose key is good for nothing."""
    book = WhisperBook(StandingClock())
    first, second = book.put("CA1", "one"), book.put("CA1", "two")
    assert (book.summary(first), book.summary(second)) == ("", "two")
    book.accept(first)
    assert book.accepted("CA1") is False
    book.accept(second)
    assert book.accepted("CA1") is True
    book.drop("CA1")
    assert book.accepted("CA1") is None
