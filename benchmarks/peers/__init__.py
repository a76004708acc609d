"""Our runtime beside stock Pipecat: the same engines hear the same sounds, both in real time.

::

    report ── turn_taking ─┐  jobs, as lines of JSON   ┌─ booth: ours               ─ our_call
              interruptions├──────────────────────────▶├─ booth: Pipecat's default  ─ pipecat_call
              overhead ────┘  what a caller heard      └─ booth: Pipecat's timeout  ─ pipecat_call

Each system runs in a process of its own (a *booth*) behind the same websocket of a pretended
Twilio; a block of calls goes to one booth after the other, so that what the machine does meanwhile
meets all of them. Nothing is judged in a booth: it says what sounded at the caller's ear and when.

What is the same for all: clips, 20 ms µ-law frames on absolute deadlines, comfort noise, the
recogniser with its expectation, the voice, the detector's and the scorer's weights, 8 000 Hz.
What is each system's own: everything that decides, its transport, its queues, its pacing.
"""
