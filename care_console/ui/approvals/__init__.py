"""The page on which a lead approves copies that go to new addresses."""
