"""The simulated carrier: its calls, its REST interface, its way to the agent.

``async with LoopbackCarrier(settings) as carrier`` opens the REST stand-in on a local port and
closes it again; calls are placed in between, as many at once as wanted.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

import uvicorn

from telephony.loopback.live_call import LiveCall
from telephony.loopback.local_server import listen, serving
from telephony.loopback.rest import CallView, RestLog, build_rest_app
from telephony.loopback.webhooks import CarrierSettings, WebhookClient, open_http


class LoopbackCarrier:
    """A carrier account with one number.

    Attributes:
        settings: How it was set up.
        webhooks: Signed requests to the agent.
        rest: Requests that came in over REST, and faults to answer them with.
    """

    def __init__(self, settings: CarrierSettings) -> None:
        self.settings = settings
        self.rest = RestLog()
        self._calls: dict[str, LiveCall] = {}
        self._stack = AsyncExitStack()
        self._http = open_http(settings)
        self.webhooks = WebhookClient(settings, self._http)
        self._rest_url = ""

    @property
    def rest_url(self) -> str:
        """Base address of the REST stand-in, without a path; known once the carrier is open."""
        return self._rest_url

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self._http)
        listener = listen(self.settings.rest_host, self.settings.rest_port)
        self._rest_url = await self._stack.enter_async_context(serving(self._rest(), listener))
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._stack.aclose()

    def admit(self, call: LiveCall) -> None:
        """Enter a call into the carrier's books, where REST finds it."""
        self._calls[call.sid] = call

    # ------------------------------------------------------------ as REST sees it

    def views(self) -> Sequence[CallView]:
        """All calls of this carrier, the oldest first."""
        called = self.settings.called
        return [
            CallView(call.sid, call.line.number, called, call.status, call.duration_ms // 1000)
            for call in self._calls.values()
        ]

    def hang_up(self, call_sid: str) -> None:
        """End a call that is in progress."""
        self._calls[call_sid].hang_up()

    def redirect(self, call_sid: str, *, twiml: str, url: str) -> None:
        """Give a call that is in progress new instructions."""
        self._calls[call_sid].redirect(twiml=twiml, url=url)

    def _rest(self) -> uvicorn.Config:
        app = build_rest_app(
            self,
            account_sid=self.settings.account_sid,
            auth_token=self.settings.auth_token,
            log=self.rest,
        )
        return uvicorn.Config(
            app,
            log_config=None,
            lifespan="off",
            ws="none",
            date_header=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
