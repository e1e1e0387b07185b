"""Where the user is in a session, and whether they have to go somewhere else."""

from evenkeel.coach.moves import AT_THE_COMPUTER, Spot


class Whereabouts:
    """Follows the user from spot to spot.

    Attributes:
        came_from: where they were before the way that they are on, for telling it.
    """

    def __init__(self) -> None:
        self.came_from = AT_THE_COMPUTER
        # Unknown after a pain or a question.
        self._spot: Spot | None = AT_THE_COMPUTER

    def lose(self) -> None:
        """The user may go anywhere now."""
        self._spot = None

    def arrive(self, spot: Spot) -> None:
        """The user is at a spot."""
        self._spot = self.came_from = spot

    def must_move(self, spot: Spot) -> bool:
        """Begins a way to a spot, and says whether that is a change of place."""
        self.came_from = self._spot or AT_THE_COMPUTER
        return self._spot != spot
