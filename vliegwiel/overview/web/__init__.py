"""The web of relations: initiatives, organisations and people with their ties, as far as this viewer sees them."""
