"""Proof that two ends hold the same auth token, for the test of the way to us and back.

The asker sends a random word with the time in it and its authentication; whoever holds the auth
token can tell that it is fresh and answer with a code that nobody else can compute. So an answer
proves that this very service was reached, and not somebody who says 200 to everything.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime

CHECK_PARAMETER = "check"
MARK_PREFIX = "check."
MAX_AGE_S = 60


def make_check(auth_token: str, now: datetime) -> str:
    """A question that is good for one minute."""
    body = f"{int(now.timestamp())}.{secrets.token_hex(16)}"
    return f"{body}.{_code(auth_token, 'question', body)}"


def is_check(auth_token: str, question: str, now: datetime) -> bool:
    """Whether ``question`` was made with our token, within the last minute."""
    body, _, code = question.rpartition(".")
    wanted = _code(auth_token, "question", body)
    if not hmac.compare_digest(code.encode("utf-8", "surrogatepass"), wanted.encode()):
        return False
    asked_s = int(body.partition(".")[0])
    return abs(int(now.timestamp()) - asked_s) <= MAX_AGE_S


def answer_check(auth_token: str, question: str) -> str:
    """The answer that only a holder of the token can give."""
    return _code(auth_token, "answer", question)


def _code(auth_token: str, purpose: str, text: str) -> str:
    message = f"voiceagent/{purpose}/{text}".encode("utf-8", "surrogatepass")
    return hmac.new(auth_token.encode(), message, hashlib.sha256).hexdigest()
