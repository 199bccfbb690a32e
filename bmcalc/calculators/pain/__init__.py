"""Analgesia and opioid conversion."""
