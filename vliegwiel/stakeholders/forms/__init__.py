"""Input of this room."""
