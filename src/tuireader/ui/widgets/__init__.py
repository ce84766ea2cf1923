"""The panes of the reading screen. They paint values and post messages; they never speak to each other."""
