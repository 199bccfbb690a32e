"""Equivalent doses of radiotherapy."""
