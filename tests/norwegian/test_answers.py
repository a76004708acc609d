"""Acts and verdicts: several at once, in order, with their own words."""

from __future__ import annotations

import pytest

from voiceagent.norwegian.acts.answers import Act, is_backchannel, read_acts, read_yes_no
from voiceagent.norwegian.roles.roles import (
    Authority,
    Level,
    Role,
    read_authority,
    read_level,
    read_role,
)


def test_an_utterance_may_hold_several_acts_in_the_order_they_were_said() -> None:
    """«Ja, men hvem er du» agrees and asks (DIA-01)."""
    acts = read_acts("ja men hvem er du")
    assert [act.value for act in acts] == [Act.YES, Act.WHO_IS_CALLING]
    assert [act.words for act in acts] == ["ja", "hvem er du"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("nei det går fint", True, id="nei, it is no trouble"),
        pytest.param("nei takk det går fint", False, id="nei takk declines whatever follows"),
        pytest.param("ja nei", None, id="ja nei is no verdict"),
        pytest.param("det stemmer ikke", False, id="a denied agreement"),
        pytest.param("ikke noe problem", True, id="a denied problem"),
        pytest.param("ja kanskje", None, id="doubt takes the yes away"),
        pytest.param("ja hva sa du", None, id="who did not hear has not answered"),
        pytest.param("selvsagt ikke", False, id="a matter of course, denied"),
        pytest.param("selvsagt er det ikke noe problem", True, id="a denied problem, of course"),
        pytest.param("det kan vi ikke si nei til", True, id="who cannot refuse agrees"),
        pytest.param("ja bortsett fra navnet", None, id="a yes but for something"),
        pytest.param("er dette riktig", None, id="a question"),
        pytest.param("ja men jeg har ikke xyz", None, id="a yes with an objection not understood"),
    ],
)
def test_a_verdict_is_given_only_where_there_is_one(text: str, verdict: bool | None) -> None:
    """A wrong yes books a meeting that nobody wants (QUA-06)."""
    assert read_yes_no(text) is verdict


def test_a_human_can_be_asked_for_in_many_ways() -> None:
    """The path to a human is understood whatever it is called (DIA-05)."""
    for text in ("kan jeg få snakke med noen", "sett meg over", "æ vil snakke me et menneske"):
        assert Act.WANTS_HUMAN in {act.value for act in read_acts(text)}


def test_only_a_whole_utterance_of_small_words_is_a_backchannel() -> None:
    """«Ja akkurat» keeps the line open; «ja klokka ti» is an answer (DIA-02)."""
    assert is_backchannel("ja akkurat")
    assert not is_backchannel("ja klokka ti")
    assert not is_backchannel("ja akkurat men jeg lurer på en ting")


def test_a_title_gives_a_role_and_a_rank() -> None:
    """The same field at three ranks (QUA-02, QUA-17)."""
    titles = {"cto": Level.C_LEVEL, "it-direktør": Level.DIRECTOR, "it-sjef": Level.MANAGER}
    for title, level in titles.items():
        role, rank = read_role(title), read_level(title)
        assert role is not None
        assert rank is not None
        assert (role.value, rank.value) == (Role.CTO_IT, level)


def test_a_title_of_somebody_else_is_not_the_caller_s_role() -> None:
    """«Jeg må snakke med daglig leder» says who decides, not who is calling."""
    assert read_role("jeg må snakke med daglig leder") is None
    assert read_level("jeg må snakke med daglig leder") is None


def test_every_role_has_a_usual_rank() -> None:
    """No role is left without a level."""
    assert {role.level for role in Role} <= set(Level)


def test_who_decides_is_told_apart_from_who_is_asked() -> None:
    """Decision-maker, one of several, adviser, none (QUA-03)."""
    said = {
        "det er jeg som bestemmer": Authority.DECIDES,
        "vi bestemmer sammen": Authority.SHARES,
        "jeg kan anbefale": Authority.INFLUENCES,
        "styret bestemmer": Authority.NONE,
    }
    for text, authority in said.items():
        reading = read_authority(text)
        assert reading is not None
        assert reading.value is authority


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("ikke ring meg før mandag", {Act.CALL_BACK}),
        ("ikke ring meg mer", {Act.STOP}),
        ("kan du stoppe litt", {Act.WAIT}),
        ("du leste feil nummer", {Act.CORRECTION}),
        ("vi trenger ikke mer enn ti lisenser", set()),
        ("jeg vil ikke snakke med et menneske", set()),
    ],
)
def test_what_only_sounds_like_an_act_is_none_or_another(text: str, acts: set[Act]) -> None:
    """A limited wish forbids no call for ever, and a part of a need refuses no lead (DIA-13)."""
    assert {reading.value for reading in read_acts(text)} == acts
