"""Whether a request comes from Twilio: the signature in ``X-Twilio-Signature``.

The signature is base64(HMAC(auth token, URL + name and value of every POST field, by name)); of a
name that occurs more than once, every different value counts. The URL is the public one, with its
query as sent, and Twilio is of two minds about the default port, so both spellings are tried. A
JSON body is not signed itself: the URL carries its SHA-256 in ``bodySHA256``.

Invariants: a check returns, or raises AuthenticationError, whatever it is given; comparison takes
the same time wherever the difference is.

Source: Twilio, webhook security; the behaviour of twilio-python 9.13's RequestValidator, against
which the tests compare this. A signature has no time in it: a replay is settled by whoever acts.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit, urlunsplit

from voiceagent.errors import AuthenticationError

SIGNATURE_HEADER = "X-Twilio-Signature"

Fields = Iterable[tuple[str, str]]

_DEFAULT_PORTS = {"https": 443, "wss": 443, "http": 80, "ws": 80}


def sign(auth_token: str, url: str, fields: Fields = ()) -> str:
    """The signature that Twilio would send for a request to exactly this URL."""
    signed = url + "".join(name + value for name, value in sorted(set(fields)))
    digest = hmac.new(auth_token.encode(), signed.encode(), hashlib.sha1).digest()
    return b64encode(digest).decode("ascii")


def check_signature(
    auth_token: str, url: str, signature: str | None, *, fields: Fields = ()
) -> None:
    """Let a request with form fields pass, or a websocket upgrade, which has none.

    Raises:
        AuthenticationError: The signature is missing or not Twilio's.
    """
    if not signature:
        raise AuthenticationError("signature is missing")
    pairs = tuple(fields)
    try:
        wanted = [sign(auth_token, spelling, pairs).encode() for spelling in _spellings(url)]
    except ValueError:
        # A port that is no number, or text that cannot be encoded: nobody signed that.
        raise AuthenticationError("signature is wrong") from None
    given = signature.encode("utf-8", "surrogatepass")
    matches = [hmac.compare_digest(given, one) for one in wanted]
    if not any(matches):
        raise AuthenticationError("signature is wrong")


def check_json_signature(auth_token: str, url: str, signature: str | None, *, body: bytes) -> None:
    """Let a request with a JSON body pass.

    Raises:
        AuthenticationError: The signature or the body's hash is missing or wrong.
    """
    check_signature(auth_token, url, signature)
    hashes = parse_qs(urlsplit(url).query).get("bodySHA256", [""])
    actual = hashlib.sha256(body).hexdigest().encode()
    if not hmac.compare_digest(hashes[0].encode("utf-8", "surrogatepass"), actual):
        raise AuthenticationError("body hash is wrong")


def _spellings(url: str) -> frozenset[str]:
    """The URL as it is, without its port, and with its port or the scheme's default one."""
    parts = urlsplit(url)
    port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    bare = parts.netloc.removesuffix(f":{port}")
    netlocs = (bare, f"{bare}:{port}") if port else (bare,)
    return frozenset({url, *(urlunsplit(parts._replace(netloc=netloc)) for netloc in netlocs)})
