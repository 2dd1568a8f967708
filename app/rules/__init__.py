"""Office rules: functions that look and tell, and never change anything."""
