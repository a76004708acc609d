"""Callers of text who talk to a policy: one at the keyboard, or hundreds at once."""
