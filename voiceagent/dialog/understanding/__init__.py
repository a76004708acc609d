"""What the caller's words say: to the policy's slots, about times, as questions and wishes."""
