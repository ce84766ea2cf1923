"""The command line: the core without a screen. Data goes to stdout, words about it to stderr."""
