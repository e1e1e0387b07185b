"""The shipped cues, and hypothesis without a stopwatch."""

import pytest
from hypothesis import settings

from evenkeel.catalogue.locate import resources_dir
from evenkeel.voice.script import Script, load_script

# A busy machine is no fault of the code's.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def script() -> Script:
    """The cues that are shipped."""
    return load_script(resources_dir())
