"""Whole screens: the reader and the shelf."""
