"""Tests of what the sources suggest beside the doses of a day."""
