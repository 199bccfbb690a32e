"""Reports painted on pages: A4 sheets, slips and labels, for a printer, a preview or a PDF."""
