"""What a hospital writes for itself: its drugs, regimens, names, sources and signatures."""
