"""In place of Qt's module: pyqtgraph derives widgets from its one class, and makes none of them."""


class QOpenGLWidget:
    """No widget of the program is one."""
