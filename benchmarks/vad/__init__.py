"""Speech detectors side by side."""
