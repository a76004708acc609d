"""A stand-in for the part of Twilio's REST interface that changes and lists calls.

It answers in Twilio's form and with Twilio's error codes, and can be told to fail, so that tests
see how the agent copes. Requests must carry the account's credentials.

Source: Twilio's OpenAPI description (api v2010, Calls); error pages 20003, 20404, 21220, 20429.
"""

from __future__ import annotations

import asyncio
import secrets
from base64 import b64encode
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

API_ROOT = "/2010-04-01/Accounts"


@dataclass(frozen=True, slots=True)
class CallView:
    """A call as the interface shows it."""

    sid: str
    caller: str
    called: str
    status: str
    duration_s: int = 0


class CallBook(Protocol):
    """The carrier's calls, as its REST interface reaches them."""

    def views(self) -> Sequence[CallView]:
        """All calls of this carrier, the oldest first."""
        ...

    def hang_up(self, call_sid: str) -> None:
        """End a call that is in progress."""
        ...

    def redirect(self, call_sid: str, *, twiml: str, url: str) -> None:
        """Give a call that is in progress new instructions: a document, or where to get it."""
        ...


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to one request instead of its answer.

    Attributes:
        status: HTTP status; 0 leaves the answer as it is.
        delay_s: How long the answer takes.
    """

    status: int = 0
    delay_s: float = 0.0


@dataclass(slots=True)
class RestLog:
    """Faults that wait for the next requests, and what was requested: ``METHOD path``.

    ``faults_of`` are those for requests about the calls of one caller's number.
    """

    faults: deque[Fault] = field(default_factory=deque)
    faults_of: dict[str, deque[Fault]] = field(default_factory=dict)
    requests: deque[str] = field(default_factory=lambda: deque(maxlen=1_000))


def build_rest_app(book: CallBook, *, account_sid: str, auth_token: str, log: RestLog) -> FastAPI:
    """The interface as an ASGI application."""
    app = FastAPI(openapi_url=None)
    root = f"{API_ROOT}/{account_sid}"
    expected = b"Basic " + b64encode(f"{account_sid}:{auth_token}".encode())

    async def refusal(request: Request, call_sid: str = "") -> Response | None:
        log.requests.append(f"{request.method} {request.url.path}")
        found = _find(book, call_sid)
        waiting = log.faults_of.get(found.caller if found else "") or log.faults
        fault = waiting.popleft() if waiting else Fault()
        await asyncio.sleep(fault.delay_s)
        if fault.status:
            return _error(fault.status, 20429 if fault.status == 429 else 20500, "told to fail")
        given = request.headers.get("authorization", "").encode()
        if not secrets.compare_digest(given, expected):
            return _error(401, 20003, "Authenticate")
        return None

    @app.post(root + "/Calls/{call_sid}.json")
    async def update(call_sid: str, request: Request) -> Response:
        # Read first: a client that gives up waiting has still asked.
        form = await request.form()
        refused = await refusal(request, call_sid)
        if refused:
            return refused
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        return _update(book, account_sid, call_sid, fields)

    @app.get(root + "/Calls/{call_sid}.json")
    async def show(call_sid: str, request: Request) -> Response:
        refused = await refusal(request, call_sid)
        found = _find(book, call_sid)
        if refused or found is None:
            return refused or _not_found(call_sid)
        return JSONResponse(_body(found, account_sid))

    @app.get(root + "/Calls.json")
    async def index(request: Request) -> Response:
        refused = await refusal(request)
        if refused:
            return refused
        wanted = request.query_params
        calls = [
            _body(view, account_sid)
            for view in reversed(book.views())
            if wanted.get("To", view.called) == view.called
            and wanted.get("From", view.caller) == view.caller
            and wanted.get("Status", view.status) == view.status
        ]
        return JSONResponse(
            {"calls": calls, "page": 0, "page_size": 50, "next_page_uri": None, "start": 0}
        )

    return app


def _update(book: CallBook, account_sid: str, call_sid: str, fields: dict[str, str]) -> Response:
    found = _find(book, call_sid)
    if found is None:
        return _not_found(call_sid)
    status, twiml, url = (fields.get(name, "") for name in ("Status", "Twiml", "Url"))
    if bool(twiml) + bool(url) + bool(status) != 1 or status not in ("", "completed", "canceled"):
        return _error(400, 21218, "One of Status, Twiml and Url is wanted")
    if found.status == "completed":
        return _not_found(call_sid) if status else _error(400, 21220, "Call is not in-progress")
    if status:
        book.hang_up(call_sid)
    else:
        book.redirect(call_sid, twiml=twiml, url=url)
    return JSONResponse(_body(_find(book, call_sid) or found, account_sid))


def _find(book: CallBook, call_sid: str) -> CallView | None:
    return next((view for view in book.views() if view.sid == call_sid), None)


def _body(view: CallView, account_sid: str) -> dict[str, object]:
    return {
        "sid": view.sid,
        "account_sid": account_sid,
        "to": view.called,
        "from": view.caller,
        "status": view.status,
        "direction": "inbound",
        "duration": str(view.duration_s),
        "api_version": "2010-04-01",
        "uri": f"{API_ROOT}/{account_sid}/Calls/{view.sid}.json",
    }


def _not_found(call_sid: str) -> Response:
    return _error(404, 20404, f"The requested resource {call_sid} was not found")


def _error(status: int, code: int, message: str) -> Response:
    more = f"https://www.twilio.com/docs/errors/{code}"
    body = {"code": code, "message": message, "more_info": more, "status": status}
    return JSONResponse(body, status_code=status)
