"""Generators of stream messages, orders and plain nonsense for property tests."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from telephony.twilio.media_stream import (
    DIGITS,
    ClearAudio,
    Connected,
    Dtmf,
    MarkEchoed,
    Media,
    PlaceMark,
    PlayAudio,
    Started,
    Stopped,
    StreamMessage,
    StreamOrder,
)

sids = st.from_regex(r"\A[A-Z]{2}[0-9a-f]{32}\Z")
texts = st.text(st.characters(codec="utf-8"), max_size=40)
counters = st.integers(min_value=-1, max_value=10**9)
audio = st.binary(max_size=700)

messages: st.SearchStrategy[StreamMessage] = st.one_of(
    st.builds(Connected, protocol=texts, version=texts),
    st.builds(
        Started,
        stream_sid=sids,
        call_sid=sids,
        account_sid=sids,
        parameters=st.dictionaries(texts, texts, max_size=4),
        tracks=st.just(("inbound",)),
        sequence=counters,
    ),
    st.builds(
        Media,
        stream_sid=sids,
        ulaw=audio,
        chunk=counters,
        timestamp_ms=counters,
        track=st.just("inbound"),
        sequence=counters,
    ),
    st.builds(Dtmf, stream_sid=sids, digit=st.sampled_from(sorted(DIGITS)), sequence=counters),
    st.builds(MarkEchoed, stream_sid=sids, name=texts, sequence=counters),
    st.builds(Stopped, stream_sid=sids, call_sid=sids, account_sid=sids, sequence=counters),
)

orders: st.SearchStrategy[StreamOrder] = st.one_of(
    st.builds(PlayAudio, stream_sid=sids, ulaw=audio),
    st.builds(PlaceMark, stream_sid=sids, name=texts),
    st.builds(ClearAudio, stream_sid=sids),
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)

# Messages whose outside is right and whose inside may hold anything: the codec's hardest visitors.
_events = st.sampled_from(["connected", "start", "media", "dtmf", "mark", "stop", "clear", "x"])
_inner_names = st.sampled_from(
    ["payload", "digit", "name", "callSid", "streamSid", "mediaFormat", "chunk", "customParameters"]
)
_parts = st.dictionaries(_inner_names, json_values, max_size=6)
near_messages = st.builds(
    lambda event, part, sid, sequence: json.dumps(
        {"event": event, "streamSid": sid, "sequenceNumber": sequence, event: part}
    ),
    _events,
    _parts | json_values,
    sids | json_values,
    counters.map(str) | json_values,
)

nonsense: st.SearchStrategy[str | bytes] = st.one_of(
    st.text(max_size=200),
    st.binary(max_size=200),
    json_values.map(json.dumps),
    near_messages,
)
