"""How long callers wait, stage by stage, and how many can call at once."""
