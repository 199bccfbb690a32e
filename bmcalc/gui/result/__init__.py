"""The result: headline, steps, findings, sources."""
