"""The signature check, against Twilio's own validator as an independent implementation."""

from __future__ import annotations

import hashlib
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import FormData

from telephony.twilio.signature import check_json_signature, check_signature, sign
from voiceagent.errors import AuthenticationError

TOKEN = "12345"
URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
FIELDS = [
    ("CallSid", "CA1234567890ABCDE"),
    ("Caller", "+12349013030"),
    ("Digits", "1234"),
    ("From", "+12349013030"),
    ("To", "+18005551212"),
]
# Twilio's package has no types.
validator = import_module("twilio.request_validator").RequestValidator(TOKEN)

words = st.text(st.characters(codec="utf-8"), max_size=12)
forms = st.lists(st.tuples(words, words), max_size=8)
urls = st.builds(
    "https://{}{}/{}".format,
    st.sampled_from(["example.no", "a-b.example.no"]),
    st.sampled_from(["", ":443", ":8443"]),
    st.sampled_from(["", "x", "x/", "x?a=1&b=%20", "x?q=å"]),
)


class DjangoForm:
    """Twilio's validator asks for ``getlist`` where keys can be repeated."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._form = FormData([(name, value) for name, value in pairs])

    def __iter__(self) -> object:
        return iter(self._form)

    def __bool__(self) -> bool:
        return bool(self._form)

    def getlist(self, name: str) -> list[str]:
        """All values of a name."""
        return [str(value) for value in self._form.getlist(name)]


def passes(url: str, signature: str | None, fields: list[tuple[str, str]]) -> bool:
    """Our verdict as a truth value."""
    try:
        check_signature(TOKEN, url, signature, fields=fields)
    except AuthenticationError:
        return False
    return True


def test_the_documented_example_has_the_documented_signature() -> None:
    """The example of Twilio's documentation, with the signature that it gives."""
    assert sign(TOKEN, URL, FIELDS) == "0/KCTR6DLpKmkAf8muzZqo1nDgQ="


@given(urls, forms)
@settings(max_examples=120, deadline=None)
def test_we_sign_as_twilios_own_code_does(url: str, pairs: list[tuple[str, str]]) -> None:
    """For any form, repeated keys and all, the two implementations agree."""
    theirs = validator.compute_signature(url, DjangoForm(pairs))
    assert sign(TOKEN, url, pairs) == theirs


@given(urls, forms, st.sampled_from(["as is", "bare", "port", "forged"]))
@settings(max_examples=120, deadline=None)
def test_we_pass_what_twilios_own_code_passes(
    url: str, pairs: list[tuple[str, str]], how: str
) -> None:
    """Whichever spelling of the port was signed, both say yes; to a forged one both say no."""
    host = url.split("/")[2]
    spelt = {
        "as is": url,
        "bare": url.replace(host, host.split(":")[0], 1),
        "port": url if ":" in host else url.replace(host, host + ":443", 1),
        "forged": url + "x",
    }[how]
    signature = validator.compute_signature(spelt, DjangoForm(pairs))
    theirs = validator.validate(url, DjangoForm(pairs), signature)
    assert passes(url, signature, pairs) == theirs == (how != "forged")


@pytest.mark.parametrize(
    ("configured", "signed"),
    [
        pytest.param("wss://h.no/m", "wss://h.no/m", id="without a port"),
        pytest.param("wss://h.no/m", "wss://h.no:443/m", id="signed with the port"),
        pytest.param("wss://h.no:443/m", "wss://h.no/m", id="configured with the port"),
        pytest.param("https://[::1]:8443/m", "https://[::1]/m", id="IPv6"),
    ],
)
def test_the_default_port_may_be_spelt_or_not(configured: str, signed: str) -> None:
    """Also for wss and IPv6, where Twilio's validator goes wrong."""
    assert passes(configured, sign(TOKEN, signed), [])


@pytest.mark.parametrize(
    "signed",
    [
        pytest.param("wss://h.no/m/", id="a slash at the end"),
        pytest.param("https://h.no/m", id="another scheme"),
        pytest.param("wss://h.no/M", id="another letter"),
        pytest.param("wss://h.no:80/m", id="another port"),
    ],
)
def test_any_other_difference_fails(signed: str) -> None:
    """The URL is exact."""
    assert not passes("wss://h.no/m", sign(TOKEN, signed), [])


@pytest.mark.parametrize(
    "signature",
    [
        pytest.param(None, id="missing"),
        pytest.param("", id="empty"),
        pytest.param("å\udcff", id="not even text"),
        pytest.param("AAAA" * 10_000, id="long"),
    ],
)
def test_a_bad_signature_is_an_authentication_error(signature: str | None) -> None:
    """Whatever stands in the header, the answer is 403 and never a crash."""
    assert not passes(URL, signature, FIELDS)


@given(st.text(max_size=40), st.text(max_size=40), forms)
@settings(max_examples=100, deadline=None)
def test_no_url_or_signature_breaks_the_check(
    url: str, signature: str, pairs: list[tuple[str, str]]
) -> None:
    """Fuzz: a broken URL refuses, it does not raise."""
    assert not passes(url, signature, pairs)
    assert not passes("https://[broken" + url, signature, pairs)


def test_a_changed_field_fails() -> None:
    """Every field is signed, its name and its value."""
    signature = sign(TOKEN, URL, FIELDS)
    assert passes(URL, signature, FIELDS[::-1])
    assert not passes(URL, signature, [*FIELDS, ("Digits", "9")])
    assert not passes(URL, signature, FIELDS[1:])


def test_a_json_body_is_checked_by_its_hash() -> None:
    """The URL carries the body's hash, and both must hold; a missing hash is no excuse."""
    body = b'{"a":1}'
    url = f"https://h.no/x?bodySHA256={hashlib.sha256(body).hexdigest()}"
    check_json_signature(TOKEN, url, sign(TOKEN, url), body=body)
    with pytest.raises(AuthenticationError):
        check_json_signature(TOKEN, url, sign(TOKEN, url), body=b'{"a":2}')
    with pytest.raises(AuthenticationError):
        check_json_signature(TOKEN, url, "forged", body=body)
    bare = "https://h.no/x"
    with pytest.raises(AuthenticationError):
        check_json_signature(TOKEN, bare, sign(TOKEN, bare), body=body)
