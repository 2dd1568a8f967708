"""One record: its form, its card, its history."""
