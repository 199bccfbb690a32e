"""Published tables as data: each one file of ``resources/tables``, read when it is first needed."""
