"""The window's side of a department: a pipe to the second program, a mirror, what waits."""
