"""Fonts, colours, painting."""
