"""Pages on paper: laid out in millimetres, painted the same on screen, printer and PDF."""
