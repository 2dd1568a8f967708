"""Returns (报表): what was sealed of a period, what differs from it now, and how that is corrected in the next one."""
