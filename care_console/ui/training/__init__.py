"""The page on which leads open conversations for training."""
