"""Official paper as Word documents: the same blocks as on PDF, for offices that go on writing in WPS or Word."""
