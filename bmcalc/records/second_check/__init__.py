"""The second check: what makes the dose is entered again without seeing the first entry."""
