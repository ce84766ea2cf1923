"""Where a passage is, in this text or in a revised one."""
