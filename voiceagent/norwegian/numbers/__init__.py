"""Numbers, digits, amounts and head counts."""
