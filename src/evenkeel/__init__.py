"""Evenkeel: illustrated, guided exercises for sacroiliac joint pain."""

__version__ = "0.1.0"
