"""The part of the journal about activities of the user's own choice."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from evenkeel.journal.records import AbilityRating, Activity
from evenkeel.journal.storage.guarding import kept_until_written, reading
from evenkeel.journal.storage.times import stored, time_of
from evenkeel.journal.storage.watched import WatchedFile

#: So many activities are chosen at most, and so long may the name of one be.
MOST_ACTIVITIES: Final = 2
LONGEST_NAME: Final = 60


class ActivityTables(WatchedFile):
    """What the user wants to be able to do again, and how well it goes [DAYS-6].

    As in :class:`~evenkeel.journal.entries.store.Journal`, every method that writes has written
    durably when it returns.
    """

    def choose_activities(self, names: Sequence[str]) -> None:
        """Chooses these activities in place of the earlier ones, whose ratings stay.

        One that was chosen before goes on with its own ratings.

        Raises:
            ValueError: there are too many, or a name is empty, too long or given twice.
        """
        tidy = [" ".join(name.split()) for name in names]
        if len(tidy) > MOST_ACTIVITIES or len(set(tidy)) < len(tidy):
            raise ValueError(f"activities: {names!r}; allowed: up to {MOST_ACTIVITIES}, each once")
        for name in tidy:
            if not 1 <= len(name) <= LONGEST_NAME:
                raise ValueError(f"activity: {name!r}; allowed: 1 to {LONGEST_NAME} characters")
        with self._writing():
            self._db.execute("UPDATE activities SET chosen = 0")
            for name in tidy:
                self._db.execute(
                    "INSERT INTO activities (name, chosen) VALUES (?, 1)"
                    " ON CONFLICT (name) DO UPDATE SET chosen = 1",
                    (name,),
                )

    @kept_until_written
    @reading
    def activities(self) -> tuple[Activity, ...]:
        """Every activity that was ever chosen, in the order of the first choice."""
        rows = self._all("SELECT id, name, chosen FROM activities ORDER BY id")
        return tuple(Activity(id=id_, name=name, chosen=bool(chosen)) for id_, name, chosen in rows)

    def rate_activities(self, abilities: Mapping[str, int | None], at: datetime) -> None:
        """Records how well activities go: each by its name with 0 to 10, or ``None`` if skipped.

        Raises:
            ValueError: there is no such activity, or an ability is not on the scale.
        """
        with self._writing():
            for name, ability in abilities.items():
                row = self._db.execute(
                    "SELECT id FROM activities WHERE name = ?", (name,)
                ).fetchone()
                if row is None:
                    raise ValueError(f"activity: {name!r}; it was never chosen")
                self._db.execute(
                    "INSERT INTO ability_ratings (activity_id, at, offset_min, ability)"
                    " VALUES (?, ?, ?, ?)",
                    (row[0], *stored(at), ability),
                )

    @kept_until_written
    @reading
    def ability_ratings(self) -> tuple[AbilityRating, ...]:
        """Every rating in the order of time; those that were given together in that of choice."""
        rows = self._all(
            "SELECT at, offset_min, name, ability FROM ability_ratings"
            " JOIN activities ON activities.id = activity_id ORDER BY at, activity_id"
        )
        return tuple(
            AbilityRating(at=time_of(at, offset), activity=name, ability=ability)
            for at, offset, name, ability in rows
        )
