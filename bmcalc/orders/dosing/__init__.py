"""The dose of one line and its comparison with the order."""
