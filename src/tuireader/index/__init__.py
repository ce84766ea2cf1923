"""The back-of-book index: people and events, their variants under one heading, every mention a jump."""
