"""The form: a row a question, each with its editor."""
