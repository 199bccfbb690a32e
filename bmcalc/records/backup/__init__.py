"""Copies of the records on another device, and bringing one back."""
