"""Sources, drugs, regimens and site policy: the data under ``resources``, validated."""
