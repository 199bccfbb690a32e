"""The records in the window."""
