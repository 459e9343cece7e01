"""Pages of carrying a pilot."""
