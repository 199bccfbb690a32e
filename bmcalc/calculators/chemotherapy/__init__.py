"""Doses by body surface and by AUC."""
