"""The composition root: builds the objects and hands them to each other."""

import logging
import os
import sqlite3
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from evenkeel import __version__
from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.coach.clock import steady_clock
from evenkeel.figures.store import FigureStore
from evenkeel.journal.errors import JournalError
from evenkeel.journal.places import data_dir
from evenkeel.journal.settings import load_settings
from evenkeel.journal.store import Journal
from evenkeel.ui.controller import Controller
from evenkeel.ui.look import Look

_log = logging.getLogger(__name__)

_NO_SCREEN = (
    "evenkeel: there is no screen to open the window on "
    "(DISPLAY and WAYLAND_DISPLAY are not set)"
)
