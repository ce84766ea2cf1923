"""From Textual's frames to the terminal: only what changed is sent."""
