"""People: their keys, their roles, what they may do, and their signatures."""
