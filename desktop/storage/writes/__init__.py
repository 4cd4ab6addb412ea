"""Everything that can be written, by area; put together in ``unit_of_work``."""
