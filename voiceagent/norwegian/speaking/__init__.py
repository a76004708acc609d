"""Values and written text to words that a voice can say."""
