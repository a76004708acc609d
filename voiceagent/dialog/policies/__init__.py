"""Policies as data: their schema, how they are loaded, proved and drawn."""
