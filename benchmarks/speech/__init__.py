"""How well the embedded recogniser hears synthetic callers."""
