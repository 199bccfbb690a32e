"""A check from its draft to the dose that was given: states, guards, versions, queries."""
