"""Seals for paper, and the sheet that ends a day."""
