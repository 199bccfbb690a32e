"""Body size and nutrition."""
