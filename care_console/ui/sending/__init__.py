"""The page on which a copy of a conversation is adjusted and sent."""
