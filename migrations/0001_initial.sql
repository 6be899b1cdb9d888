-- One dialect for SQLite and PostgreSQL. Columns are BIGINT or TEXT: flags are 0 or 1, times are
-- UTC milliseconds, Discord's ids keep their 64 bits, 0 and '' stand for "none". Whatever hangs on
-- a row goes with it (ON DELETE CASCADE), so that erasing can't leave anything behind.

-- A question as it was when it was put to people; shared by the cards that show it.
CREATE TABLE question_snapshots (
    question_id  TEXT   NOT NULL,
    content_hash BIGINT NOT NULL,
    body         TEXT   NOT NULL,
    PRIMARY KEY (question_id, content_hash)
);

CREATE TABLE sessions (
    id          BIGINT NOT NULL PRIMARY KEY,
    kind        TEXT   NOT NULL,
    guild       BIGINT NOT NULL,
    channel     BIGINT NOT NULL,
    thread      BIGINT NOT NULL,
    place       TEXT   NOT NULL,
    starter     BIGINT NOT NULL,
    filter      TEXT   NOT NULL,
    created     BIGINT NOT NULL,
    threaded_at BIGINT NOT NULL
);
CREATE INDEX sessions_thread ON sessions (thread);
CREATE INDEX sessions_starter ON sessions (starter);
CREATE INDEX sessions_guild ON sessions (guild);

CREATE TABLE cards (
    id           BIGINT NOT NULL PRIMARY KEY,
    session      BIGINT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    position     BIGINT NOT NULL,
    question_id  TEXT   NOT NULL,
    content_hash BIGINT NOT NULL,
    interaction  BIGINT NOT NULL,
    message      BIGINT NOT NULL,
    shown_at     BIGINT NOT NULL,
    opening      BIGINT NOT NULL,
    opened_at    BIGINT NOT NULL,
    created      BIGINT NOT NULL,
    UNIQUE (session, position),
    FOREIGN KEY (question_id, content_hash) REFERENCES question_snapshots (question_id, content_hash)
);
CREATE UNIQUE INDEX cards_interaction ON cards (interaction) WHERE interaction <> 0;
CREATE INDEX cards_message ON cards (message);
CREATE INDEX cards_opening ON cards (opening);
CREATE INDEX cards_question ON cards (question_id, content_hash);
CREATE INDEX cards_created ON cards (created);

CREATE TABLE attempts (
    id              BIGINT NOT NULL PRIMARY KEY,
    card            BIGINT NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
    person          BIGINT NOT NULL,
    number          BIGINT NOT NULL,
    source          TEXT   NOT NULL,
    private         BIGINT NOT NULL,
    text            TEXT   NOT NULL,
    interaction     BIGINT NOT NULL,
    shown_channel   BIGINT NOT NULL,
    shown_message   BIGINT NOT NULL,
    coached_channel BIGINT NOT NULL,
    coached_message BIGINT NOT NULL,
    created         BIGINT NOT NULL,
    UNIQUE (card, person, number)
);
CREATE UNIQUE INDEX attempts_interaction ON attempts (interaction) WHERE interaction <> 0;
CREATE INDEX attempts_person ON attempts (person, created);

-- The person's own messages that make up an attempt; one message is one answer at most.
CREATE TABLE attempt_parts (
    message  BIGINT NOT NULL PRIMARY KEY,
    channel  BIGINT NOT NULL,
    attempt  BIGINT NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    text     TEXT   NOT NULL,
    joined   BIGINT NOT NULL
);
CREATE INDEX attempt_parts_attempt ON attempt_parts (attempt, position);

-- What an attempt's text was before it was changed.
CREATE TABLE attempt_revisions (
    attempt  BIGINT NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
    number   BIGINT NOT NULL,
    text     TEXT   NOT NULL,
    replaced BIGINT NOT NULL,
    PRIMARY KEY (attempt, number)
);

CREATE TABLE reports (
    attempt        BIGINT NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
    number         BIGINT NOT NULL,
    engine_version BIGINT NOT NULL,
    body           TEXT   NOT NULL,
    created        BIGINT NOT NULL,
    PRIMARY KEY (attempt, number)
);

CREATE TABLE ratings (
    attempt BIGINT NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
    number  BIGINT NOT NULL,
    rating  TEXT   NOT NULL,
    created BIGINT NOT NULL,
    PRIMARY KEY (attempt, number)
);

-- Messages that wait for their author to fall quiet.
CREATE TABLE draft_parts (
    message BIGINT NOT NULL PRIMARY KEY,
    channel BIGINT NOT NULL,
    card    BIGINT NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
    person  BIGINT NOT NULL,
    text    TEXT   NOT NULL,
    written BIGINT NOT NULL
);
CREATE INDEX draft_parts_card ON draft_parts (card, person, written);
CREATE INDEX draft_parts_person ON draft_parts (person);

CREATE TABLE hints (
    card   BIGINT NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
    person BIGINT NOT NULL,
    given  BIGINT NOT NULL,
    PRIMARY KEY (card, person)
);
CREATE INDEX hints_person ON hints (person);

CREATE TABLE skips (
    card    BIGINT NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
    person  BIGINT NOT NULL,
    skipped BIGINT NOT NULL,
    PRIMARY KEY (card, person)
);
CREATE INDEX skips_person ON skips (person);

-- The first time that a person opened a section of a card's reference material.
CREATE TABLE openings (
    card          BIGINT NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
    person        BIGINT NOT NULL,
    section       TEXT   NOT NULL,
    before_answer BIGINT NOT NULL,
    opened        BIGINT NOT NULL,
    PRIMARY KEY (card, person, section)
);
CREATE INDEX openings_person ON openings (person);

-- "I did cover this": believed and kept.
CREATE TABLE disputes (
    card      BIGINT NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
    person    BIGINT NOT NULL,
    key_point BIGINT NOT NULL,
    disputed  BIGINT NOT NULL,
    PRIMARY KEY (card, person, key_point)
);
CREATE INDEX disputes_person ON disputes (person);

-- Who was told in which thread how to submit an answer.
CREATE TABLE nudges (
    thread BIGINT NOT NULL,
    person BIGINT NOT NULL,
    PRIMARY KEY (thread, person)
);
CREATE INDEX nudges_person ON nudges (person);

-- Questions that a person looked up outside of a card.
CREATE TABLE lookups (
    person      BIGINT NOT NULL,
    question_id TEXT   NOT NULL,
    opened      BIGINT NOT NULL,
    PRIMARY KEY (person, question_id)
);

-- The newest message that was taken in, for catching up after a gap.
CREATE TABLE read_marks (
    channel BIGINT NOT NULL PRIMARY KEY,
    message BIGINT NOT NULL
);

CREATE TABLE servers (
    guild    BIGINT NOT NULL PRIMARY KEY,
    joined   BIGINT NOT NULL,
    departed BIGINT NOT NULL
);

-- Promised work; a row goes when its work is done.
CREATE TABLE jobs (
    id            BIGINT NOT NULL PRIMARY KEY,
    kind          TEXT   NOT NULL,
    subject       BIGINT NOT NULL,
    channel       BIGINT NOT NULL,
    message       BIGINT NOT NULL,
    token         TEXT   NOT NULL,
    interaction   BIGINT NOT NULL,
    due           BIGINT NOT NULL,
    claimed_by    TEXT   NOT NULL,
    claimed_until BIGINT NOT NULL,
    tries         BIGINT NOT NULL,
    error         TEXT   NOT NULL,
    created       BIGINT NOT NULL,
    author_name    TEXT  NOT NULL,
    author_picture TEXT  NOT NULL
);
CREATE INDEX jobs_due ON jobs (due);
CREATE INDEX jobs_subject ON jobs (subject);
