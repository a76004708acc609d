"""Leads by form: kept with what the sender had done before, shown, and reported by source."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from tests.store.calls import NOON, closed, new_call
from tests.support.databases import database, database_url, empty_url, kind
from voiceagent.errors import StoreError
from voiceagent.ports import IntentSignals, LeadReport, SourceReport, Submission
from voiceagent.service.leads import MAX_BODY_BYTES, lead_routes
from voiceagent.store.calls import SqlCallStore
from voiceagent.store.database import Database
from voiceagent.store.leads import SqlLeadBook

__all__ = ["database", "database_url", "empty_url", "kind"]

KEY = {"Authorization": "Bearer secret"}
FORM = {
    "id": "form-1",
    "phone": "900 00 001",
    "name": "Kari Nordmann",
    "need": "nytt kundesystem",
    "source": "nettside",
    "campaign": "høst",
    "touches": 4,
    "downloads": ["prisguide"],
    "events": ["webinar om svartjenester"],
}


def client_of(book: SqlLeadBook | BrokenBook) -> httpx2.AsyncClient:
    app = FastAPI()
    app.include_router(lead_routes(book, key="secret", now=lambda: NOON))
    transport = httpx2.ASGITransport(app=app)
    return httpx2.AsyncClient(transport=transport, base_url="http://house")


@pytest.fixture
async def client(database: Database) -> AsyncIterator[httpx2.AsyncClient]:
    async with client_of(SqlLeadBook(database)) as client:
        yield client


async def test_what_a_lead_did_before_is_kept_and_shown_with_it(client: httpx2.AsyncClient) -> None:
    """QUA-16: source, campaign, touches, downloads and events are the lead's evidence of intent."""
    answer = await client.post("/api/leads", json=FORM, headers=KEY)
    assert answer.status_code == 202
    lead = (await client.get(f"/api/leads/{answer.json()['lead']}", headers=KEY)).json()
    assert (lead["state"], lead["calls"]) == ("raw", [])
    (form,) = lead["submissions"]
    assert (form["phone"], form["need"]) == ("+4790000001", "nytt kundesystem")
    assert form["signals"] == {
        "source": "nettside",
        "campaign": "høst",
        "touches": 4,
        "downloads": ["prisguide"],
        "events": ["webinar om svartjenester"],
    }


async def test_a_form_that_is_sent_again_is_the_same_one(client: httpx2.AsyncClient) -> None:
    """A sender that got no answer may repeat itself; another form adds to the same lead."""
    first = (await client.post("/api/leads", json=FORM, headers=KEY)).json()
    assert (await client.post("/api/leads", json=FORM, headers=KEY)).json() == first
    other = (await client.post("/api/leads", json={**FORM, "id": "form-2"}, headers=KEY)).json()
    assert other["lead"] == first["lead"]
    lead = (await client.get(f"/api/leads/{first['lead']}", headers=KEY)).json()
    assert [form["id"] for form in lead["submissions"]] == ["form-1", "form-2"]


async def test_a_call_from_the_forms_number_is_the_same_leads(
    client: httpx2.AsyncClient, database: Database
) -> None:
    """The call stands with the lead, under the policy's version that held it."""
    sent = (await client.post("/api/leads", json=FORM, headers=KEY)).json()
    store = SqlCallStore(database)
    await store.open_call(replace(new_call(), policy_version="2026.11"))
    await store.close_call(closed("follow_up"))
    lead = (await client.get(f"/api/leads/{sent['lead']}", headers=KEY)).json()
    (call,) = lead["calls"]
    assert (call["policy_version"], call["outcome"]) == ("2026.11", "follow_up")


async def test_sources_are_compared_by_what_came_of_them(
    client: httpx2.AsyncClient, database: Database
) -> None:
    """QUA-16, KPI-02: leads, those we spoke with and meetings, by source and campaign."""
    fair = {**FORM, "id": "f2", "phone": "90000002", "source": "messe", "campaign": ""}
    for form in (FORM, {**FORM, "id": "again"}, fair):
        await client.post("/api/leads", json=form, headers=KEY)
    for name in ("c1", "c2"):
        await SqlCallStore(database).open_call(new_call(name))
    assert (await client.get("/api/sources", headers=KEY)).json() == [
        {"source": "messe", "campaign": "", "leads": 1, "called": 0, "meetings": 0},
        {"source": "nettside", "campaign": "høst", "leads": 1, "called": 1, "meetings": 0},
    ]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}])
@pytest.mark.parametrize(("method", "path"), [("POST", "/leads"), ("GET", "/sources")])
async def test_without_the_key_nothing_is_taken_or_told(
    client: httpx2.AsyncClient, headers: dict[str, str], method: str, path: str
) -> None:
    """401, whatever is asked."""
    answer = await client.request(method, f"/api{path}", headers=headers)
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("change", "status"),
    [
        pytest.param({"phone": "12"}, 422, id="no number"),
        pytest.param({"touches": -1}, 422, id="fewer than none"),
        pytest.param({"downloads": ["x"] * 51}, 422, id="too many signals"),
        pytest.param({"source": "x" * 201}, 422, id="a field too long"),
        pytest.param({"unknown": "x"}, 422, id="a field that we do not know"),
        pytest.param({"need": "x" * MAX_BODY_BYTES}, 413, id="a body too long"),
    ],
)
async def test_a_form_that_cannot_be_right_is_refused(
    client: httpx2.AsyncClient, change: dict[str, object], status: int
) -> None:
    """Nothing of it is kept."""
    answer = await client.post("/api/leads", json={**FORM, **change}, headers=KEY)
    assert answer.status_code == status
    assert (await client.get("/api/sources", headers=KEY)).json() == []


async def test_a_lead_that_is_not_there_is_not_found(client: httpx2.AsyncClient) -> None:
    """404, and no other lead in its place."""
    assert (await client.get("/api/leads/nobody", headers=KEY)).status_code == 404


class BrokenBook:
    """Books that take and give nothing."""

    async def submit(self, submission: Submission) -> str:
        raise StoreError("locked")

    async def lead(self, lead_id: str) -> LeadReport | None:
        raise StoreError("locked")

    async def by_source(self) -> tuple[SourceReport, ...]:
        raise StoreError("locked")


async def test_books_that_are_in_trouble_are_told_to_the_sender() -> None:
    """503: it may be sent again."""
    async with client_of(BrokenBook()) as client:
        assert (await client.post("/api/leads", json=FORM, headers=KEY)).status_code == 503
        assert (await client.get("/api/leads/x", headers=KEY)).status_code == 503
        assert (await client.get("/api/sources", headers=KEY)).status_code == 503


async def test_erasing_a_lead_erases_its_forms(database: Database) -> None:
    """They hang on it (GDP-05)."""
    book = SqlLeadBook(database)
    at = datetime(2026, 11, 18, tzinfo=UTC) + timedelta(hours=1)
    form = client_form(at)
    lead_id = await book.submit(form)
    async with database.writing() as connection:
        await connection.execute(text("DELETE FROM leads WHERE id = :id"), {"id": lead_id})
    assert await book.lead(lead_id) is None
    assert await book.by_source() == ()


def client_form(at: datetime) -> Submission:
    """A form as the book gets it."""
    return Submission("f", "+4790000009", at, "", "", "", "", IntentSignals("messe"))
