"""A course of treatment: what was planned, what was given, and how it goes on."""
