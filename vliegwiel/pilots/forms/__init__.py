"""What people fill in about carrying a pilot."""
