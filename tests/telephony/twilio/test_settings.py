"""The account's settings: what is refused at start-up, and the addresses that follow from them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from telephony.twilio.settings import TwilioSettings
from tests.telephony.twilio.houses import AUTH_TOKEN, SETTINGS
from voiceagent.errors import ConfigurationError


@pytest.mark.parametrize(
    ("public_url", "media_url"),
    [
        ("https://a.no", "wss://a.no/twilio/media"),
        ("https://a.no:8443/phone", "wss://a.no:8443/phone/twilio/media"),
        ("http://127.0.0.1:8000", "ws://127.0.0.1:8000/twilio/media"),
    ],
)
def test_addresses_follow_from_the_public_url(public_url: str, media_url: str) -> None:
    """The same literal stands in TwiML and in the signature check."""
    settings = replace(SETTINGS, public_url=public_url)
    assert settings.media_url == media_url
    assert settings.url("/twilio/voice") == f"{public_url}/twilio/voice"


@pytest.mark.parametrize(
    "public_url",
    [
        pytest.param("", id="nothing"),
        pytest.param("a.no", id="no scheme"),
        pytest.param("http://a.no", id="plain http to the world"),
        pytest.param("https://", id="no host"),
        pytest.param("https://a.no/", id="a slash at the end"),
        pytest.param("https://a.no?x=1", id="a query"),
        pytest.param("https://a.no#x", id="a fragment"),
        pytest.param("https://me:pw@a.no", id="a user"),
        pytest.param("https://a.no:port", id="a port that is none"),
        pytest.param("https://[a.no", id="half an IPv6 address"),
    ],
)
def test_a_public_url_that_cannot_work_is_refused_at_start(public_url: str) -> None:
    """What would make every signature fail is found before the first call."""
    with pytest.raises(ConfigurationError):
        replace(SETTINGS, public_url=public_url)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"account_sid": ""}, id="no account"),
        pytest.param({"auth_token": ""}, id="no auth token"),
        pytest.param({"ring_timeout_s": 0}, id="no ring"),
        pytest.param({"ring_timeout_s": 601}, id="a ring beyond Twilio's limit"),
    ],
)
def test_other_settings_are_checked_too(wrong: dict[str, object]) -> None:
    """An account without a token and a ring time out of bounds are refused."""
    known: dict[str, object] = {
        "account_sid": "AC1",
        "auth_token": "t",
        "public_url": "https://a.no",
    }
    with pytest.raises(ConfigurationError):
        TwilioSettings(**(known | wrong))  # type: ignore[arg-type]


def test_the_auth_token_is_not_in_the_repr() -> None:
    """Settings may be logged; the secret in them may not."""
    assert AUTH_TOKEN not in repr(SETTINGS)
