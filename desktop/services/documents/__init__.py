"""Documents of a branch: what may be printed about a case, drafted, issued, put on paper again."""
