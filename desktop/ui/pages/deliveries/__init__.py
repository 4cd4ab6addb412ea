"""The deliveries page: scan a slip, say who signed, see what it does to the clocks."""
