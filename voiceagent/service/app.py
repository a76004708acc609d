"""The HTTP application: what is common to every deployment, around the carriers' routes.

``/health`` says that the process lives; ``/ready`` whether it would take a call now, which is what
a load balancer asks while we drain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict, dataclass

from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether calls are taken, and how full we are.

    Attributes:
        ready: Whether the next call would be taken.
        live_calls: Calls with an open stream.
        max_calls: How many there may be.
        draining: Whether we finish calls before a stop.
    """

    ready: bool
    live_calls: int
    max_calls: int
    draining: bool


Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def create_app(
    routers: Sequence[APIRouter], readiness: Callable[[], Readiness], lifespan: Lifespan
) -> FastAPI:
    """The application with the carriers' ``routers`` in it."""
    app = FastAPI(
        title="voiceagent", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan
    )

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/ready")
    async def ready() -> JSONResponse:
        state = readiness()
        return JSONResponse(asdict(state), status_code=200 if state.ready else 503)

    for router in routers:
        app.include_router(router)
    return app
