"""Papers of impact: templates, and the annual report as a document."""
