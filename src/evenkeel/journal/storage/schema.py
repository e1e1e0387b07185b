"""The tables of the journal, and how a journal of an older version becomes one of this version.

Times are stored as UTC with the user's offset in minutes beside them, so that a day is the user's
own day also after a journey or a change of the clocks.
"""

#: In the file's header: says that it is a journal of Evenkeel ("EvKl").
APPLICATION_ID = 0x45764B6C

#: Each step makes the next version from the one before, in one transaction. Steps that have been
#: released are never changed.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        f"PRAGMA application_id = {APPLICATION_ID}",
        """
        CREATE TABLE answers (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            offset_min INTEGER NOT NULL,
            document TEXT NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE adjustments (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            document TEXT NOT NULL
        ) STRICT
        """,
        # Most sessions follow the same plan, so it is stored once; in the sessions' rows it would
        # make reading all of them slow.
        """
        CREATE TABLE plans (
            id INTEGER PRIMARY KEY,
            document TEXT NOT NULL UNIQUE
        ) STRICT
        """,
        # `repetitions` and `seconds` are maintained by a trigger: adding up ten years takes longer
        # than everything else the progress page does.
        """
        CREATE TABLE sessions (
            id INTEGER PRIMARY KEY,
            started_at TEXT NOT NULL,
            started_offset_min INTEGER NOT NULL,
            ended_at TEXT,
            ended_offset_min INTEGER,
            how TEXT CHECK (how IN ('finished', 'ended', 'hurt')),
            sore_side TEXT NOT NULL CHECK (sore_side IN ('left', 'right', 'both', 'unsure')),
            pain_before INTEGER NOT NULL CHECK (pain_before BETWEEN 0 AND 10),
            pain_after INTEGER CHECK (pain_after BETWEEN 0 AND 10),
            note TEXT NOT NULL DEFAULT '',
            repetitions INTEGER NOT NULL DEFAULT 0,
            seconds REAL NOT NULL DEFAULT 0,
            plan_id INTEGER NOT NULL REFERENCES plans,
            CHECK ((ended_at IS NULL) = (how IS NULL)),
            CHECK ((ended_at IS NULL) = (ended_offset_min IS NULL))
        ) STRICT
        """,
        "CREATE INDEX open_sessions ON sessions (id) WHERE ended_at IS NULL",
        """
        CREATE TABLE repetitions (
            id INTEGER PRIMARY KEY,
            session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
            at TEXT NOT NULL,
            offset_min INTEGER NOT NULL,
            item INTEGER NOT NULL CHECK (item >= 0),
            exercise TEXT NOT NULL,
            variant TEXT,
            side TEXT CHECK (side IN ('left', 'right')),
            set_no INTEGER NOT NULL CHECK (set_no >= 1),
            rep INTEGER NOT NULL CHECK (rep >= 1),
            hold_s REAL NOT NULL CHECK (hold_s >= 0)
        ) STRICT
        """,
        "CREATE INDEX repetitions_of_session ON repetitions (session_id)",
        """
        CREATE TRIGGER repetition_done AFTER INSERT ON repetitions BEGIN
            UPDATE sessions
            SET repetitions = repetitions + 1, seconds = seconds + NEW.hold_s
            WHERE id = NEW.session_id;
        END
        """,
        """
        CREATE TABLE helped (
            id INTEGER PRIMARY KEY,
            session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
            item INTEGER NOT NULL CHECK (item >= 0),
            helped TEXT NOT NULL CHECK (helped IN ('yes', 'no', 'unsure'))
        ) STRICT
        """,
        "CREATE INDEX helped_of_session ON helped (session_id)",
        """
        CREATE TABLE stops (
            id INTEGER PRIMARY KEY,
            session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
            at TEXT NOT NULL,
            offset_min INTEGER NOT NULL,
            item INTEGER NOT NULL CHECK (item >= 0),
            exercise TEXT NOT NULL,
            variant TEXT,
            side TEXT CHECK (side IN ('left', 'right')),
            set_no INTEGER CHECK (set_no >= 1),
            rep INTEGER CHECK (rep >= 1),
            second_s REAL NOT NULL CHECK (second_s >= 0),
            what TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX stops_of_session ON stops (session_id)",
        "CREATE INDEX stops_of_exercise ON stops (exercise)",
    ),
    # How much of what was counted the user says was actually done.
    ("ALTER TABLE sessions ADD COLUMN really TEXT CHECK (really IN ('all', 'some', 'none'))",),
    # Days typed in from the paper diary, apart from guided sessions, so that the origin of a number
    # is always known.
    (
        """
        CREATE TABLE paper_days (
            day TEXT PRIMARY KEY CHECK (day IS date(day)),
            sessions INTEGER NOT NULL CHECK (sessions BETWEEN 0 AND 9),
            pain INTEGER CHECK (pain BETWEEN 0 AND 10)
        ) STRICT
        """,
    ),
    # What the user wants to be able to do again, and how well it goes [DAYS-6]. An activity that
    # is no longer chosen keeps its ratings; a rating without an ability was asked for and skipped.
    (
        """
        CREATE TABLE activities (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 60),
            chosen INTEGER NOT NULL CHECK (chosen IN (0, 1))
        ) STRICT
        """,
        """
        CREATE TABLE ability_ratings (
            id INTEGER PRIMARY KEY,
            activity_id INTEGER NOT NULL REFERENCES activities ON DELETE CASCADE,
            at TEXT NOT NULL,
            offset_min INTEGER NOT NULL,
            ability INTEGER CHECK (ability BETWEEN 0 AND 10)
        ) STRICT
        """,
    ),
    # The small steps that were proposed and answered. `before` and `after` hold the doses.
    (
        """
        CREATE TABLE steps (
            at TEXT PRIMARY KEY,
            offset_min INTEGER NOT NULL,
            exercise TEXT NOT NULL,
            before TEXT NOT NULL,
            after TEXT NOT NULL,
            taken INTEGER NOT NULL CHECK (taken IN (0, 1))
        ) STRICT
        """,
    ),
    # The exercises that the user left before their end, by choice.
    (
        """
        CREATE TABLE left_exercises (
            id INTEGER PRIMARY KEY,
            session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
            at TEXT NOT NULL,
            offset_min INTEGER NOT NULL,
            item INTEGER NOT NULL CHECK (item >= 0),
            exercise TEXT NOT NULL,
            variant TEXT,
            side TEXT CHECK (side IN ('left', 'right')),
            set_no INTEGER CHECK (set_no >= 1),
            rep INTEGER CHECK (rep >= 1)
        ) STRICT
        """,
        "CREATE INDEX left_exercises_of_session ON left_exercises (session_id)",
    ),
)

#: The tables that *erase* empties, in an order that satisfies all references.
TABLES = (
    "left_exercises",
    "stops",
    "helped",
    "repetitions",
    "sessions",
    "plans",
    "adjustments",
    "answers",
    "paper_days",
    "ability_ratings",
    "activities",
    "steps",
)
