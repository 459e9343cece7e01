"""Shape and wording of what is typed."""
