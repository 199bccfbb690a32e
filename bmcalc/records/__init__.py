"""Records that last: one ledger of signed events, and what is read off it."""
