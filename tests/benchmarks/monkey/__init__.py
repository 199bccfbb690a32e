"""A person who does anything at all."""
