"""What is read off the ledger for looking up; it can be dropped and is filled again."""
