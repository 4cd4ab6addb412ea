"""One module a document: its facts to pages."""
