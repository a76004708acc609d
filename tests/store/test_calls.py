"""Calls are entered, filled and closed, on both databases alike."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import TextClause, func, insert, select, text

from tests.store.calls import (
    NOON,
    NUMBER,
    closed,
    decision,
    entry,
    fact,
    line,
    new_call,
)
from voiceagent.errors import StoreError
from voiceagent.ports import CallRecord, CallStore, HandoffRecord, MeetingSlot, MessageRecord
from voiceagent.store.calls import SqlCallStore
from voiceagent.store.database import Database
from voiceagent.store.meetings import SqlMeetingBook
from voiceagent.store.records import Caller, Lead, Record, Ruling, SpokenLine, TimelineItem
from voiceagent.store.reports import CallReport, CallReports


async def _count(database: Database, table: type[Record]) -> int:
    async with database.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(table)) or 0


async def _scalar(database: Database, query: TextClause) -> int:
    async with database.reading() as connection:
        return await connection.scalar(query) or 0


async def _report(database: Database, name: str = "c1") -> CallReport:
    report = await CallReports(database).call(name)
    assert report is not None
    return report


async def test_a_call_is_entered_with_its_caller_and_a_raw_lead(database: Database) -> None:
    """A number never heard before makes a lead at the start of the lifecycle."""
    store: CallStore = SqlCallStore(database)
    await store.open_call(new_call())
    summary = (await _report(database)).summary
    assert (summary.caller, summary.lead_state, summary.started) == (NUMBER, "raw", NOON)
    assert summary.ended is None


async def test_a_call_keeps_which_policy_held_it(database: Database) -> None:
    """Name, version, content and language, so that calls before and after a change of the policy
    can be compared (KPI-01, QUA-07).
    """
    await SqlCallStore(database).open_call(
        replace(new_call(), policy_version="2026.11", policy_sha256="ab12")
    )
    report = await CallReports(database).call("c1")
    assert report is not None
    kept = report.summary
    assert (kept.policy, kept.policy_version) == ("kontorvarme", "2026.11")
    assert (kept.policy_sha256, kept.language) == ("ab12", "nb")


async def test_an_open_call_tells_what_its_transfer_has_come_to(database: Database) -> None:
    """A telephone that rings is no hand-over; whoever looks sees which it is (HND-06)."""
    store, reports = SqlCallStore(database), CallReports(database)
    await store.open_call(new_call())

    async def state() -> str | None:
        (summary,) = await reports.calls()
        assert summary.outcome is None
        return summary.transfer

    assert await state() is None
    for second, name in enumerate(("ringing", "answered")):
        at = NOON + timedelta(seconds=second)
        await store.append([HandoffRecord("c1", at, "default", "Kari", name)])
        assert await state() == name


async def test_a_known_number_finds_its_lead_again(database: Database) -> None:
    """The second call from a number belongs to the same lead."""
    store = SqlCallStore(database)
    await store.open_call(new_call("c1"))
    await store.open_call(new_call("c2", started=NOON + timedelta(hours=1)))
    first, second = await _report(database, "c1"), await _report(database, "c2")
    assert first.summary.lead_id == second.summary.lead_id
    assert await _count(database, Lead) == 1


async def test_withheld_numbers_are_never_taken_for_one_another(database: Database) -> None:
    """Two callers without a number are two leads."""
    store = SqlCallStore(database)
    await store.open_call(new_call("c1", caller=None))
    await store.open_call(new_call("c2", caller=None))
    assert await _count(database, Lead) == 2
    assert await _count(database, Caller) == 0


async def test_calls_at_once_from_a_new_number_share_one_lead(database: Database) -> None:
    """Whoever comes second in the race takes the lead of the first and leaves none over."""
    store = SqlCallStore(database)
    await asyncio.gather(*(store.open_call(new_call(f"c{number}")) for number in range(8)))
    assert await _count(database, Lead) == 1
    assert await _count(database, Caller) == 1
    assert len(await CallReports(database).calls()) == 8


async def test_a_number_entered_while_we_waited_for_it_keeps_its_first_lead(
    database: Database, kind: str
) -> None:
    """The race made certain: the other's caller is written but not yet committed when we write."""
    if kind != "postgresql":
        pytest.skip("SQLite lets one writer begin at a time")
    store = SqlCallStore(database)
    waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    async with database.writing() as other:
        await other.execute(insert(Lead), {"id": "first", "state": "raw", "created": NOON})
        caller = {"id": "k", "phone": NUMBER, "lead_id": "first", "created": NOON}
        await other.execute(insert(Caller), caller)
        opening = asyncio.create_task(store.open_call(new_call()))
        while not await _scalar(database, waiting):
            pass
    await opening
    assert (await _report(database)).summary.lead_id == "first"
    assert await _count(database, Lead) == 1


async def test_entering_a_call_twice_changes_nothing(database: Database) -> None:
    """A webhook that is sent again enters no second call."""
    store = SqlCallStore(database)
    await store.open_call(new_call())
    await store.open_call(new_call())
    assert len(await CallReports(database).calls()) == 1


async def test_a_carriers_name_belongs_to_one_call(database: Database) -> None:
    """A second call under the carrier's name of the first is refused, without quoting the row."""
    store = SqlCallStore(database)
    await store.open_call(new_call("c1"))
    other = new_call("c1")
    stolen = type(other)("c2", other.call_sid, "inbound", "+4790000002", "", "p", "nb", NOON)
    with pytest.raises(StoreError, match="refused a record") as caught:
        await store.open_call(stolen)
    assert caught.value.__cause__ is None
    assert await _count(database, Caller) == 1


async def test_the_timeline_comes_back_in_order_by_either_name(database: Database) -> None:
    """Entries are kept as they were, whatever batches they came in."""
    store = SqlCallStore(database)
    await store.open_call(new_call())
    await store.append([entry(3), entry(1)])
    await store.append([entry(2)])
    expected = (entry(1), entry(2), entry(3))
    assert await store.timeline("c1") == expected
    assert await store.timeline("CA-c1") == expected
    assert await store.timeline("nobody") == ()


async def test_writing_a_batch_twice_is_harmless(database: Database) -> None:
    """A batch whose acknowledgement was lost can be sent again (S0: nothing is counted twice)."""
    store = SqlCallStore(database)
    await store.open_call(new_call())
    batch: list[CallRecord] = [
        entry(1),
        fact("need", "varmepumpe"),
        decision("slot.filled", "need"),
        decision("slot.filled", "timing"),
        line("caller", "ja", from_ms=10),
        HandoffRecord("c1", NOON, "+4790000009", "vil snakke med noen", "ringing"),
        MessageRecord("c1", NOON, "ring meg", "Kari", NUMBER),
    ]
    await store.append(batch)
    once = await _report(database)
    await store.append(batch)
    assert await _report(database) == once
    assert await _count(database, TimelineItem) == 1
    assert [ruling.detail for ruling in once.decisions] == ["need", "timing"]
    assert (len(once.handoffs), len(once.messages)) == (1, 1)


async def test_one_batch_may_hold_many_calls(database: Database) -> None:
    """The recorder writes for all calls at once; each gets its own."""
    store = SqlCallStore(database)
    await store.open_call(new_call("c1"))
    await store.open_call(new_call("c2"))
    await store.append([entry(1, call="c1"), entry(1, call="c2"), entry(2, call="c1")])
    assert len(await store.timeline("c1")) == 2
    assert len(await store.timeline("c2")) == 1


async def test_an_empty_batch_is_nothing(database: Database) -> None:
    """No transaction is opened for it."""
    await SqlCallStore(database).append([])


async def test_a_bad_record_takes_its_whole_batch_with_it(database: Database) -> None:
    """A batch is one transaction: a record of an unknown call leaves nothing of the others."""
    store = SqlCallStore(database)
    await store.open_call(new_call())
    with pytest.raises(StoreError, match="refused a record"):
        await store.append([entry(1), entry(1, call="unknown")])
    assert await store.timeline("c1") == ()
    await store.append([entry(1)])
    assert len(await store.timeline("c1")) == 1


async def test_a_value_that_is_no_json_is_refused(database: Database) -> None:
    """What cannot be kept is an error at once and not a surprise at reading."""
    store = SqlCallStore(database)
    await store.open_call(new_call())
    with pytest.raises(StoreError, match="refused a record"):
        await store.append([fact("need", object())])


@pytest.mark.parametrize("value", ["tekst", 3, 2.5, True, ["a", 1], {"fra": "09:00"}])
async def test_a_fact_keeps_its_json_value(database: Database, value: object) -> None:
    """Every kind of JSON value comes back as it was."""
    store = SqlCallStore(database)
    await store.open_call(new_call())
    await store.append([fact("slot", value)])
    assert [kept.value for kept in (await _report(database)).facts] == [value]


async def test_text_that_no_database_takes_is_cleaned_and_not_lost(database: Database) -> None:
    """A NUL or half a character from a hostile peer does not cost the batch it came in."""
    store = SqlCallStore(database)
    await store.open_call(new_call())
    await store.append([line("caller", "æ\x00ø\ud800", from_ms=10), decision("r", "\ud800")])
    assert (await _report(database)).lines[0].text == "æø?"


async def test_the_later_fact_of_a_slot_is_the_one_reported(database: Database) -> None:
    """A caller who corrects himself is believed; the report has one value for each slot."""
    store = SqlCallStore(database)
    await store.open_call(new_call())
    await store.append([fact("day", "onsdag", at_ms=100), fact("need", "strøm", at_ms=200)])
    await store.append([fact("day", "torsdag", at_ms=300)])
    facts = (await _report(database)).facts
    assert [(kept.slot, kept.value) for kept in facts] == [("need", "strøm"), ("day", "torsdag")]


async def test_a_withdrawn_fact_is_not_reported(database: Database) -> None:
    """«Ja … nei, forresten»: what was taken back is no fact of the call any more."""
    store = SqlCallStore(database)
    await store.open_call(new_call())
    await store.append([fact("authority", "decides", at_ms=100), fact("need", "strøm", at_ms=200)])
    await store.append([fact("authority", None, at_ms=300)])
    assert [kept.slot for kept in (await _report(database)).facts] == ["need"]


async def test_a_line_that_was_heard_further_replaces_what_was_kept_of_it(
    database: Database,
) -> None:
    """The transcript has one line for one utterance, as it was heard in the end."""
    store = SqlCallStore(database)
    await store.open_call(new_call())
    await store.append([line("agent", "God dag, du", from_ms=10)])
    await store.append([line("agent", "God dag, du snakker med en robot", from_ms=10)])
    assert await _count(database, SpokenLine) == 1
    assert (await _report(database)).lines[0].text.endswith("robot")


async def test_a_call_is_logged_with_time_duration_and_disposition(database: Database) -> None:
    """TEL-04: each call has its moment, its length and a standard disposition."""
    store = SqlCallStore(database)
    await store.open_call(new_call())
    await store.close_call(closed())
    (summary,) = await CallReports(database).calls()
    assert (summary.started, summary.ended, summary.duration_ms) == (NOON, NOON, 61_000)
    assert (summary.outcome, summary.disposition) == ("booked", "meeting-booked")


async def test_the_first_ending_of_a_call_stands(database: Database) -> None:
    """A late status callback does not rewrite how a call ended."""
    store = SqlCallStore(database)
    await store.open_call(new_call())
    await store.close_call(closed("booked"))
    await store.close_call(closed("lost"))
    assert (await _report(database)).summary.outcome == "booked"


async def test_calls_left_open_are_closed_as_interrupted_and_keep_what_was_learned(
    database: Database,
) -> None:
    """After a crash: ended where the timeline ends, facts untouched, closed calls left alone."""
    store = SqlCallStore(database)
    await store.open_call(new_call("c1"))
    await store.open_call(new_call("c2"))
    await store.append([entry(1), entry(2, at_ms=41_500), fact("need", "strøm")])
    await store.close_call(closed(call="c2"))
    assert await store.close_interrupted(NOON + timedelta(hours=3)) == ("c1",)
    assert await store.close_interrupted(NOON + timedelta(hours=4)) == ()
    report = await _report(database, "c1")
    assert report.summary.disposition == "interrupted"
    assert report.summary.duration_ms == 41_500
    assert report.summary.ended == NOON + timedelta(milliseconds=41_500)
    assert [kept.value for kept in report.facts] == ["strøm"]


async def test_what_an_interrupted_call_held_in_the_calendar_is_freed(database: Database) -> None:
    """Nobody waits for the hold of a call that a crash has ended."""
    store, book = SqlCallStore(database), SqlMeetingBook(database)
    await store.open_call(new_call())
    slot = MeetingSlot("kari", NOON + timedelta(days=1), NOON + timedelta(days=1, hours=1))
    until = NOON + timedelta(hours=1)
    assert await book.hold(slot, call_id="c1", gap=timedelta(), now=NOON, until=until)
    assert await book.busy(slot.start, slot.end, now=NOON) == (slot,)
    await store.close_interrupted(NOON)
    assert await book.busy(slot.start, slot.end, now=NOON) == ()


async def test_a_service_that_starts_leaves_the_calls_of_another_alone(database: Database) -> None:
    """Two services on one database each clean up after themselves only."""
    await SqlCallStore(database, instance="oslo").open_call(new_call())
    assert await SqlCallStore(database, instance="bergen").close_interrupted(NOON) == ()
    assert await SqlCallStore(database, instance="oslo").close_interrupted(NOON) == ("c1",)


async def test_calls_are_listed_newest_first_and_page_by_page(database: Database) -> None:
    """A list can be read on from where its last page ended."""
    store, reports = SqlCallStore(database), CallReports(database)
    for number in range(5):
        await store.open_call(new_call(f"c{number}", started=NOON + timedelta(minutes=number)))
    page = await reports.calls(limit=2)
    assert [call.id for call in page] == ["c4", "c3"]
    rest = await reports.calls(before=page[-1].started)
    assert [call.id for call in rest] == ["c2", "c1", "c0"]
    assert await reports.call("nobody") is None


async def test_a_moment_needs_its_offset(database: Database) -> None:
    """A naive time would be read in whatever zone the server is in: it is refused."""
    with pytest.raises(StoreError, match="refused a record"):
        await SqlCallStore(database).open_call(new_call(started=NOON.replace(tzinfo=None)))


async def test_erasing_a_lead_erases_its_calls_and_all_that_hangs_on_them(
    database: Database,
) -> None:
    """Nothing about a call outlives the lead it belongs to."""
    store = SqlCallStore(database)
    await store.open_call(new_call())
    await store.append([entry(1), decision("r", "d"), line("caller", "ja", from_ms=10)])
    async with database.writing() as connection:
        await connection.execute(Lead.__table__.delete())  # type: ignore[attr-defined]
    for table in (Caller, TimelineItem, Ruling, SpokenLine):
        assert await _count(database, table) == 0
