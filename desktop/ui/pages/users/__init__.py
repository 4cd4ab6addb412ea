"""Users: who may sign in, who comes and goes, and the first people of a branch."""
