"""Reads for the pages of this room."""
