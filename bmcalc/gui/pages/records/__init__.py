"""Dialogs of the records: people, signatures, checks, the blind second check."""
