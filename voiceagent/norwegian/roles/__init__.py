"""What callers are and who decides."""
