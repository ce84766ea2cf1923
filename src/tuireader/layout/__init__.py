"""Typography without a terminal: rows, columns, roles, margin notes and the caret. Knows cells, but no screen."""
