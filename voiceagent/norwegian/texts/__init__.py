"""Written texts: their terms, and the figures that they state."""
