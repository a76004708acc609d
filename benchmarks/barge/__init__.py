"""Interruptions: how soon we stop, what costs a sentence, what was heard."""
