"""Toxicity grades and the QT interval."""
