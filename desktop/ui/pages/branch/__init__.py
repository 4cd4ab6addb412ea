"""Branch details: what stands at the head of papers."""
