"""Draws ``resources/figures/`` from pose files.

The flow is one way: pose file → joint angles → solved body → scene → label image → traced
layers → SVG. The application never imports this package; it ships the finished pictures.

World frame: metres, z up, the floor (or the top of the mat) is z = 0. A standing person faces
-y and has the LEFT side at +x.
"""
