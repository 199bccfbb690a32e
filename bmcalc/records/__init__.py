"""Saved checks with their signatures."""
