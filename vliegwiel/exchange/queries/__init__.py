"""Reads for the pages, under the eyes of who looks."""
