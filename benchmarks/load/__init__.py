"""What a call costs: processor, memory, lag of the loop."""
