PRAGMA application_id = 1165380460;
PRAGMA user_version = 5;
BEGIN TRANSACTION;
CREATE TABLE ability_ratings (
            id INTEGER PRIMARY KEY,
            activity_id INTEGER NOT NULL REFERENCES activities ON DELETE CASCADE,
            at TEXT NOT NULL,
            offset_min INTEGER NOT NULL,
            ability INTEGER CHECK (ability BETWEEN 0 AND 10)
        ) STRICT
        ;
CREATE TABLE activities (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 60),
            chosen INTEGER NOT NULL CHECK (chosen IN (0, 1))
        ) STRICT
        ;
CREATE TABLE adjustments (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            document TEXT NOT NULL
        ) STRICT
        ;
INSERT INTO "adjustments" VALUES(1,'{"doses": {"dontigny_knee_brace": {"hold_s": 5, "rest_s": 5, "reps": 4, "sets": 1}}, "taken_out": ["inflare_correction"]}');
CREATE TABLE answers (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            offset_min INTEGER NOT NULL,
            document TEXT NOT NULL
        ) STRICT
        ;
INSERT INTO "answers" VALUES(1,'2026-03-01T06:30:00.000000+00:00',60,'{"red_flags": [], "pregnancy": "no", "sore_side": "left", "pain_pattern": "shifted", "pain_now": 6, "floor": true, "equipment": ["doorway", "wall", "swiss_ball", "chair", "step", "soft_ball"], "plank": "full", "leg_lift": true, "knee_pain": false, "balance": "steady", "history": [], "extras": false}');
CREATE TABLE helped (
            id INTEGER PRIMARY KEY,
            session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
            item INTEGER NOT NULL CHECK (item >= 0),
            helped TEXT NOT NULL CHECK (helped IN ('yes', 'no', 'unsure'))
        ) STRICT
        ;
INSERT INTO "helped" VALUES(1,1,0,'yes');
INSERT INTO "helped" VALUES(2,2,0,'yes');
INSERT INTO "helped" VALUES(3,3,0,'yes');
INSERT INTO "helped" VALUES(4,4,0,'yes');
INSERT INTO "helped" VALUES(5,5,0,'yes');
CREATE TABLE paper_days (
            day TEXT PRIMARY KEY CHECK (day IS date(day)),
            sessions INTEGER NOT NULL CHECK (sessions BETWEEN 0 AND 9),
            pain INTEGER CHECK (pain BETWEEN 0 AND 10)
        ) STRICT
        ;
INSERT INTO "paper_days" VALUES('2026-03-05',2,4);
CREATE TABLE plans (
            id INTEGER PRIMARY KEY,
            document TEXT NOT NULL UNIQUE
        ) STRICT
        ;
INSERT INTO "plans" VALUES(1,'{"schema": 1, "outcome": "exercise", "programme": "realign", "items": [{"exercise": "dontigny_knee_brace", "variant": null, "sides": ["left", "right"], "hold_s": 6, "rest_s": 6, "reps": 6, "sets": 1, "ask_helped": true}, {"exercise": "inflare_correction", "variant": null, "sides": ["left"], "hold_s": 6, "rest_s": 6, "reps": 6, "sets": 1, "ask_helped": false}, {"exercise": "plank_leg_reach", "variant": "lift", "sides": ["right"], "hold_s": 6, "rest_s": 6, "reps": 3, "sets": 1, "ask_helped": false}, {"exercise": "swiss_ball_superman", "variant": null, "sides": ["right"], "hold_s": 6, "rest_s": 6, "reps": 6, "sets": 1, "ask_helped": false}, {"exercise": "dontigny_knee_brace", "variant": null, "sides": ["left", "right"], "hold_s": 6, "rest_s": 6, "reps": 6, "sets": 1, "ask_helped": false}], "left_out": [], "advice": ["stop_if_worse", "few_times_a_day"], "skip_if_helped": ["inflare_correction", "plank_leg_reach"]}');
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
        ;
INSERT INTO "repetitions" VALUES(1,1,'2026-03-01T06:30:20.000000+00:00',60,0,'dontigny_knee_brace',NULL,'left',1,1,6.0);
INSERT INTO "repetitions" VALUES(2,1,'2026-03-01T06:30:40.000000+00:00',60,0,'dontigny_knee_brace',NULL,'left',1,2,6.0);
INSERT INTO "repetitions" VALUES(3,1,'2026-03-01T06:31:00.000000+00:00',60,0,'dontigny_knee_brace',NULL,'left',1,3,6.0);
INSERT INTO "repetitions" VALUES(4,2,'2026-03-02T06:30:20.000000+00:00',60,0,'dontigny_knee_brace',NULL,'left',1,1,6.0);
INSERT INTO "repetitions" VALUES(5,2,'2026-03-02T06:30:40.000000+00:00',60,0,'dontigny_knee_brace',NULL,'left',1,2,6.0);
INSERT INTO "repetitions" VALUES(6,2,'2026-03-02T06:31:00.000000+00:00',60,0,'dontigny_knee_brace',NULL,'left',1,3,6.0);
INSERT INTO "repetitions" VALUES(7,3,'2026-03-03T06:30:20.000000+00:00',60,0,'dontigny_knee_brace',NULL,'left',1,1,6.0);
INSERT INTO "repetitions" VALUES(8,3,'2026-03-03T06:30:40.000000+00:00',60,0,'dontigny_knee_brace',NULL,'left',1,2,6.0);
INSERT INTO "repetitions" VALUES(9,3,'2026-03-03T06:31:00.000000+00:00',60,0,'dontigny_knee_brace',NULL,'left',1,3,6.0);
INSERT INTO "repetitions" VALUES(10,4,'2026-03-04T06:30:20.000000+00:00',60,0,'dontigny_knee_brace',NULL,'left',1,1,6.0);
INSERT INTO "repetitions" VALUES(11,4,'2026-03-04T06:30:40.000000+00:00',60,0,'dontigny_knee_brace',NULL,'left',1,2,6.0);
INSERT INTO "repetitions" VALUES(12,4,'2026-03-04T06:31:00.000000+00:00',60,0,'dontigny_knee_brace',NULL,'left',1,3,6.0);
INSERT INTO "repetitions" VALUES(13,5,'2026-03-05T06:30:20.000000+00:00',60,0,'dontigny_knee_brace',NULL,'left',1,1,6.0);
INSERT INTO "repetitions" VALUES(14,5,'2026-03-05T06:30:40.000000+00:00',60,0,'dontigny_knee_brace',NULL,'left',1,2,6.0);
INSERT INTO "repetitions" VALUES(15,5,'2026-03-05T06:31:00.000000+00:00',60,0,'dontigny_knee_brace',NULL,'left',1,3,6.0);
INSERT INTO "repetitions" VALUES(16,6,'2026-03-06T06:30:20.000000+00:00',60,0,'dontigny_knee_brace',NULL,'left',1,1,6.0);
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
            plan_id INTEGER NOT NULL REFERENCES plans, really TEXT CHECK (really IN ('all', 'some', 'none')),
            CHECK ((ended_at IS NULL) = (how IS NULL)),
            CHECK ((ended_at IS NULL) = (ended_offset_min IS NULL))
        ) STRICT
        ;
INSERT INTO "sessions" VALUES(1,'2026-03-01T06:30:00.000000+00:00',60,'2026-03-01T06:39:00.000000+00:00',60,'finished','left',6,5,'first day, stiff',3,18.0,1,'all');
INSERT INTO "sessions" VALUES(2,'2026-03-02T06:30:00.000000+00:00',60,'2026-03-02T06:39:00.000000+00:00',60,'finished','left',6,4,'',3,18.0,1,NULL);
INSERT INTO "sessions" VALUES(3,'2026-03-03T06:30:00.000000+00:00',60,'2026-03-03T06:39:00.000000+00:00',60,'ended','left',5,NULL,'phone rang',3,18.0,1,NULL);
INSERT INTO "sessions" VALUES(4,'2026-03-04T06:30:00.000000+00:00',60,'2026-03-04T06:39:00.000000+00:00',60,'finished','left',5,3,'ünïcode 🙂',3,18.0,1,NULL);
INSERT INTO "sessions" VALUES(5,'2026-03-05T06:30:00.000000+00:00',60,'2026-03-05T06:39:00.000000+00:00',60,'hurt','left',4,NULL,'',3,18.0,1,NULL);
INSERT INTO "sessions" VALUES(6,'2026-03-06T06:30:00.000000+00:00',60,NULL,NULL,NULL,'left',4,NULL,'',1,6.0,1,NULL);
CREATE TABLE steps (
            at TEXT PRIMARY KEY,
            offset_min INTEGER NOT NULL,
            exercise TEXT NOT NULL,
            before TEXT NOT NULL,
            after TEXT NOT NULL,
            taken INTEGER NOT NULL CHECK (taken IN (0, 1))
        ) STRICT
        ;
INSERT INTO "steps" VALUES('2026-03-06T07:00:00.000000+00:00',60,'plank_leg_reach','{"form": "lift", "hold_s": 6, "reps": 3, "sets": 1}','{"form": "lift", "hold_s": 8, "reps": 3, "sets": 1}',1);
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
        ;
INSERT INTO "stops" VALUES(1,5,'2026-03-05T06:33:00.000000+00:00',60,1,'inflare_correction',NULL,'left',1,1,2.5,'sharp');
CREATE INDEX open_sessions ON sessions (id) WHERE ended_at IS NULL;
CREATE INDEX repetitions_of_session ON repetitions (session_id);
CREATE TRIGGER repetition_done AFTER INSERT ON repetitions BEGIN
            UPDATE sessions
            SET repetitions = repetitions + 1, seconds = seconds + NEW.hold_s
            WHERE id = NEW.session_id;
        END;
CREATE INDEX helped_of_session ON helped (session_id);
CREATE INDEX stops_of_session ON stops (session_id);
CREATE INDEX stops_of_exercise ON stops (exercise);
COMMIT;
