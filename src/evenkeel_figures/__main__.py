"""Entry point of ``python -m evenkeel_figures``."""

from evenkeel_figures.cli import main

raise SystemExit(main())
