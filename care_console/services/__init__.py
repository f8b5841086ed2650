"""One module per errand of the floor. No screens, no SQL: ports and domain rules only."""
