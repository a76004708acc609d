"""Norwegian words to values, values to Norwegian words: Bokmål, Nynorsk and dialects; pure."""
