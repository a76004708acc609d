"""The tree of our errors. Who is at fault decides the class.

VoiceAgentError
├── ConfigurationError     the operator: a setting, a policy, a missing model; at start-up
├── ProtocolError          the peer: a frame, webhook or request that breaks its protocol
│   └── AuthenticationError    a missing, forged or spent proof of identity
├── ProviderError          an engine, carrier or service failed; ``retryable``: again may help
│   └── DeadlineExceeded       it did not answer in time
├── StoreError             the database could not take or give a record
└── CapacityError          we are full or draining: nothing is wrong, but not now

Every error has a stable ``code`` for logs and metrics. Messages name the field at fault and never
hold audio, transcripts or telephone numbers.
"""

from __future__ import annotations


class VoiceAgentError(Exception):
    """Anything that this program raises on purpose."""

    code = "error"


class ConfigurationError(VoiceAgentError):
    """The operator must change something before we can start."""

    code = "configuration"


class ProtocolError(VoiceAgentError):
    """The peer sent something that its protocol does not allow."""

    code = "protocol"


class AuthenticationError(ProtocolError):
    """The peer could not prove who it is."""

    code = "authentication"


class ProviderError(VoiceAgentError):
    """An engine, carrier or outside service failed.

    Args:
        message: What failed, without personal data.
        retryable: Whether the same request may be sent again without a second effect.
    """

    code = "provider"

    def __init__(self, message: str, *, retryable: bool = False) -> None:
        super().__init__(message)
        self.retryable = retryable


class DeadlineExceeded(ProviderError):  # noqa: N818 - reads as the fact that it states
    """The engine or service did not answer within its deadline."""

    code = "deadline"

    def __init__(self, message: str, *, retryable: bool = True) -> None:
        super().__init__(message, retryable=retryable)


class StoreError(VoiceAgentError):
    """The database could not take or give a record.

    Args:
        message: What is wrong, without any value of a record.
        retryable: Whether the same may succeed later; False where the record itself is refused.
    """

    code = "store"

    def __init__(self, message: str, *, retryable: bool = True) -> None:
        super().__init__(message)
        self.retryable = retryable


class CapacityError(VoiceAgentError):
    """No room for another call: full, or draining before a stop."""

    code = "capacity"
