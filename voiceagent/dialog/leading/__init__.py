"""What the dialog does about it: one module per topic of the talk, each a rule on a draft."""
