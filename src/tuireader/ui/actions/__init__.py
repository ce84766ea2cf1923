"""What commands do, by topic: plain functions over the reading screen, named in the table of commands."""
