"""Single values as an office writes them: codes, money, names in pinyin, masked ids, printed numbers."""
