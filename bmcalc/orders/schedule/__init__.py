"""The dates of a regimen, and the time since the last dose."""
