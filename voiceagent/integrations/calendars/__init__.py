"""Calendars behind the port ``Calendar``.

``days``, ``slots`` and ``offers`` are pure and serve any of them, ``invitations`` (with
``zones``) writes the .ics, and ``builtin`` is the calendar of a house that has no other.
"""
