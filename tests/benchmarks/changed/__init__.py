"""Change one number, comparison or member at a time and see whether anything notices it."""
