"""The rules: plain Python without Qt, SQL, files or a clock of its own."""
