"""Calcium: corrected, graded, supplemented."""
