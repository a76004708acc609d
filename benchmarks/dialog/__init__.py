"""How callers fare with the shipped policies, and what a step of the dialog costs."""
