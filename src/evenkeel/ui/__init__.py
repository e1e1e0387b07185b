"""The window: one module per page, the widgets they share, the theme."""
