"""Calendars to subscribe to: of one person, and of one product, at a secret address of each person's own."""
