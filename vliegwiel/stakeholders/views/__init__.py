"""Pages of playing fields."""
