"""When a pause is the end of a turn: waiting against cutting in."""
