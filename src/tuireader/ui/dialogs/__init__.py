"""Windows that ask for one thing and return one value."""
