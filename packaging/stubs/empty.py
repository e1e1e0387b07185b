"""In place of a module that is imported by another, and never used: see contents.py."""
