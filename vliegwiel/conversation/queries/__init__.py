"""Reading conversations, always as someone."""
