"""A pasted laboratory print-out: what of it is a fact of the check, and why the rest is not."""
