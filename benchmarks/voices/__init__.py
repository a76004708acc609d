"""How soon a voice is heard, and how it sounds."""
