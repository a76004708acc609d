"""How well Norwegian phrases are read."""
