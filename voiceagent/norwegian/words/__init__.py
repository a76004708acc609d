"""Words as recognisers deliver them: tokens, their common forms, constructions over them."""
