"""Open requests: the list of what is in hand, and the bars that park, hand over and note."""
