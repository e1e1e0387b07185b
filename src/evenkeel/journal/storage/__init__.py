"""The journal's file: opened with checks, upgraded, copied, locked, and never half written."""
