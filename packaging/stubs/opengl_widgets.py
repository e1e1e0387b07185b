"""Replaces Qt's module: pyqtgraph derives classes from its one class, but we use none of them."""


class QOpenGLWidget:
    """A base class that is never instantiated."""
