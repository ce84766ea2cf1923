"""What a reviser should look at: a table of rules, and what each finds in a reading."""
