"""What was changed: the journal, and differences in words."""
