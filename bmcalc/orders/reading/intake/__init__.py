"""One pasted text that may hold an order, laboratory results and what is said of the patient."""
