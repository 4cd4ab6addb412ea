"""Rules: the dated tables that everything is computed by, as a branch may read them."""
