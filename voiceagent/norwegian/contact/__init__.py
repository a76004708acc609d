"""Who calls and how they are reached: people, firms, numbers, addresses."""
