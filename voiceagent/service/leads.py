"""Leads over HTTP: a form comes in, a lead is looked at, sources are compared.

======================  ====================================================================
POST /api/leads         a form, answered at once (202); sent again under its id, the same lead
GET  /api/leads/{id}    a lead with its forms, what was done before them, and its calls
GET  /api/sources       leads, how many were spoken with, and meetings, by source and campaign
======================  ====================================================================

Every request bears the operator's key (``Authorization: Bearer …``); without a key there are no
such routes. A number that is no Norwegian one and a field that is too long are 422, a body that is
too long 413, 503 where the books take nothing. No log holds what a form said.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Annotated
from uuid import uuid4

import structlog
from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator
from starlette.requests import Request

from voiceagent.errors import StoreError
from voiceagent.norwegian.contact.contact import read_phone
from voiceagent.ports import IntentSignals, LeadBook, Submission

_log = structlog.get_logger()

MAX_BODY_BYTES = 32_000
_MOST_SIGNALS = 50

Line = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]


class FormView(BaseModel):
    """A form as it is sent; only the number must be there."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, StringConstraints(max_length=64, pattern=r"^[\w.:-]*$")] = ""
    phone: Line
    name: Line = ""
    company: Line = ""
    email: Line = ""
    need: Annotated[str, StringConstraints(max_length=2_000, strip_whitespace=True)] = ""
    source: Line = ""
    campaign: Line = ""
    touches: int = Field(0, ge=0, le=100_000)
    downloads: tuple[Line, ...] = Field((), max_length=_MOST_SIGNALS)
    events: tuple[Line, ...] = Field((), max_length=_MOST_SIGNALS)

    @field_validator("phone")
    @classmethod
    def _in_e164(cls, value: str) -> str:
        found = read_phone(value)
        if found is None:
            raise ValueError("is no Norwegian telephone number")
        return found.value


def lead_routes(book: LeadBook, *, key: str, now: Callable[[], datetime]) -> APIRouter:
    """The routes; ``key`` is what each request must bear."""

    def authorised(request: Request) -> None:
        given = request.headers.get("authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {key}".encode()):
            raise HTTPException(401, "the key is missing or wrong", {"WWW-Authenticate": "Bearer"})
        # A body of unknown length is not read either.
        if request.method == "POST" and not _is_short(request):
            raise HTTPException(413, "the body is too long")

    router = APIRouter(prefix="/api", dependencies=[Depends(authorised)], include_in_schema=False)

    @router.post("/leads", status_code=202)
    async def submit(form: FormView) -> dict[str, str]:
        submission = _submission(form, now())
        try:
            lead_id = await book.submit(submission)
        except StoreError as error:
            raise _unavailable(error) from error
        _log.info("a form came in", lead_id=lead_id, submission=submission.id)
        return {"lead": lead_id, "submission": submission.id}

    @router.get("/leads/{lead_id}")
    async def lead(lead_id: str) -> dict[str, object]:
        try:
            report = await book.lead(lead_id)
        except StoreError as error:
            raise _unavailable(error) from error
        if report is None:
            raise HTTPException(404, "there is no such lead")
        return asdict(report)

    @router.get("/sources")
    async def sources() -> list[dict[str, object]]:
        try:
            return [asdict(one) for one in await book.by_source()]
        except StoreError as error:
            raise _unavailable(error) from error

    return router


def _is_short(request: Request) -> bool:
    length = request.headers.get("content-length", "")
    return length.isdecimal() and int(length) <= MAX_BODY_BYTES


def _submission(form: FormView, now: datetime) -> Submission:
    signals = IntentSignals(
        form.source, form.campaign, form.touches, tuple(form.downloads), tuple(form.events)
    )
    return Submission(
        id=form.id or uuid4().hex,
        phone=form.phone,
        at=now,
        name=form.name,
        company=form.company,
        email=form.email,
        need=form.need,
        signals=signals,
    )


def _unavailable(error: StoreError) -> HTTPException:
    _log.error("the books took no form", code=error.code)
    return HTTPException(503, "try again later")
