"""How a benchmark's result is shown, kept, judged and compared: one form for all of them."""
