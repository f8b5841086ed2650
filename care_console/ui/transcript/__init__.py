"""The page on which one conversation is read."""
