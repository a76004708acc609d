"""What the runtime needs from the world, as Protocols.

Concrete parts are named in ``bootstrap`` alone.
"""

from voiceagent.ports.books import (
    CallRecord,
    CallStore,
    ClosedCall,
    DecisionRecord,
    FactRecord,
    HandoffRecord,
    LineRecord,
    MessageRecord,
    NewCall,
    TimelineEntry,
)
from voiceagent.ports.desk import (
    Accepted,
    CallProgress,
    Desk,
    Refused,
    RingingCall,
)
from voiceagent.ports.engines import (
    SpeechDetector,
    SpeechDetectors,
    Synthesizer,
    Transcriber,
    TurnAudio,
    TurnScorer,
    VoiceChunk,
)
from voiceagent.ports.knowledge import Knowledge, LanguageModel, OpenSlot, Passage, Understood
from voiceagent.ports.line import (
    AudioReceived,
    Carrier,
    DigitReceived,
    LineEnded,
    LineEvent,
    LineOpened,
    MarkReturned,
    PhoneLine,
)
from voiceagent.ports.office import (
    BookedMeeting,
    Booking,
    Calendar,
    Clock,
    MeetingBook,
    MeetingSlot,
    SlotQuery,
)

__all__ = [
    "Accepted",
    "AudioReceived",
    "BookedMeeting",
    "Booking",
    "Calendar",
    "CallProgress",
    "CallRecord",
    "CallStore",
    "Carrier",
    "Clock",
    "ClosedCall",
    "DecisionRecord",
    "Desk",
    "DigitReceived",
    "FactRecord",
    "HandoffRecord",
    "Knowledge",
    "LanguageModel",
    "LineEnded",
    "LineEvent",
    "LineOpened",
    "LineRecord",
    "MarkReturned",
    "MeetingBook",
    "MeetingSlot",
    "MessageRecord",
    "NewCall",
    "OpenSlot",
    "Passage",
    "PhoneLine",
    "Refused",
    "RingingCall",
    "SlotQuery",
    "SpeechDetector",
    "SpeechDetectors",
    "Synthesizer",
    "TimelineEntry",
    "Transcriber",
    "TurnAudio",
    "TurnScorer",
    "Understood",
    "VoiceChunk",
]
