"""What the card of a record tells, and records that look alike."""
