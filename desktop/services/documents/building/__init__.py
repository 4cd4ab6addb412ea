"""One module a group of documents: from a case to the fields of its shape."""
