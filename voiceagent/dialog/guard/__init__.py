"""What a language model's sentence must pass before a caller may hear it."""
