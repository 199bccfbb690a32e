"""From text, a table or a file to an order and its facts."""
