"""The second program: it alone speaks to a department's server. Nothing imports it."""
