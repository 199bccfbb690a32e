"""A pasted laboratory print-out: what of it is a fact of the order check, and why the rest is not."""
