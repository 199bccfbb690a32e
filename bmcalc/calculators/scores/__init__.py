"""Scores of fracture risk, spine, survival and performance."""
