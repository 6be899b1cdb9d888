-- The question of the day. The rules of 0001 hold: BIGINT or TEXT, times in UTC milliseconds, 0 and
-- '' for "none". Local dates are TEXT, `YYYY-MM-DD`, whose order is that of time.

CREATE TABLE server_settings (
    guild           BIGINT NOT NULL PRIMARY KEY,
    organiser_role  BIGINT NOT NULL,
    notices_channel BIGINT NOT NULL,
    drill_channel   BIGINT NOT NULL,
    language        TEXT   NOT NULL
);

-- `next_date` and `next_at` are the occurrence that comes next, worked out when the row is written;
-- `wake_at` is when to look at it: `next_at` and a few seconds that spread the load.
CREATE TABLE schedules (
    id            BIGINT NOT NULL PRIMARY KEY,
    guild         BIGINT NOT NULL,
    channel       BIGINT NOT NULL,
    days          TEXT   NOT NULL,
    time          TEXT   NOT NULL,
    zone          TEXT   NOT NULL,
    filter        TEXT   NOT NULL,
    role          BIGINT NOT NULL,
    reveal_after  BIGINT NOT NULL,
    answers       TEXT   NOT NULL,
    effective     BIGINT NOT NULL,
    ended_at      BIGINT NOT NULL,
    paused        TEXT   NOT NULL,
    next_date     TEXT   NOT NULL,
    next_at       BIGINT NOT NULL,
    wake_at       BIGINT NOT NULL,
    trouble       TEXT   NOT NULL,
    trouble_since BIGINT NOT NULL,
    trouble_told  BIGINT NOT NULL
);
CREATE INDEX schedules_guild ON schedules (guild);
CREATE INDEX schedules_channel ON schedules (channel);
CREATE INDEX schedules_wake ON schedules (wake_at) WHERE wake_at <> 0;

-- The ledger: at most one post for each schedule and local date, by its unique row. The steps of
-- showing it are noted on its card and session. Without a card it was missed.
CREATE TABLE posts (
    id             BIGINT NOT NULL PRIMARY KEY,
    schedule       BIGINT NOT NULL REFERENCES schedules (id) ON DELETE CASCADE,
    local_date     TEXT   NOT NULL,
    due            BIGINT NOT NULL,
    card           BIGINT NOT NULL,
    late           BIGINT NOT NULL,
    answers        TEXT   NOT NULL,
    reveal_at      BIGINT NOT NULL,
    revealed_at    BIGINT NOT NULL,
    reveal_message BIGINT NOT NULL,
    claimed_at     BIGINT NOT NULL,
    missed_at      BIGINT NOT NULL,
    tries          BIGINT NOT NULL,
    error          TEXT   NOT NULL,
    UNIQUE (schedule, local_date)
);
CREATE UNIQUE INDEX posts_card ON posts (card) WHERE card <> 0;

-- What organisers decided about a date to come: its question, and questions that they passed over,
-- as a JSON list of ids. The latter stay when the date is past.
CREATE TABLE plans (
    schedule    BIGINT NOT NULL REFERENCES schedules (id) ON DELETE CASCADE,
    local_date  TEXT   NOT NULL,
    question_id TEXT   NOT NULL,
    skipped     TEXT   NOT NULL,
    PRIMARY KEY (schedule, local_date)
);

-- Turns that processes take one after the other.
CREATE TABLE turns (
    name    TEXT   NOT NULL PRIMARY KEY,
    free_at BIGINT NOT NULL
);

-- When a thread of ours was archived to make room for others; 0 for those that were not.
ALTER TABLE sessions ADD COLUMN archived_at BIGINT NOT NULL DEFAULT 0;
