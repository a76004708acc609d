"""Days, clock times, wishes and horizons."""
