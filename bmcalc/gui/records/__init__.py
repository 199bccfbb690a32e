"""Dialogs of the records: people, signatures, checks."""
