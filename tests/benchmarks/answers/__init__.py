"""Many questions to the program, their answers, and the comparison of two versions."""
