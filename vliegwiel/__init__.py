"""Vliegwiel: innovation platform for the Dutch public sector."""
