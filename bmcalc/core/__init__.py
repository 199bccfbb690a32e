"""Units, terms, questions and findings: the ground that every calculator stands on."""
