-- A server's own bank. What stands here of people is in `suggestions` alone: an approved question
-- is a copy that names nobody.

-- Changes with every change to what the server sees, so that what is kept in memory is known to be
-- old. Values are made by us and never come again.
CREATE TABLE own_banks (
    guild   BIGINT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
);

CREATE TABLE own_questions (
    id      BIGINT NOT NULL PRIMARY KEY,
    guild   BIGINT NOT NULL,
    slug    TEXT   NOT NULL,
    body    TEXT   NOT NULL,
    notes   TEXT   NOT NULL,
    size    BIGINT NOT NULL,
    created BIGINT NOT NULL,
    UNIQUE (guild, slug)
);

-- Questions, the server's own or not, that are kept out of its picks.
CREATE TABLE hidden_questions (
    guild       BIGINT NOT NULL,
    question_id TEXT   NOT NULL,
    hidden      BIGINT NOT NULL,
    PRIMARY KEY (guild, question_id)
);

-- What people propose, as they typed it.
CREATE TABLE suggestions (
    id           BIGINT NOT NULL PRIMARY KEY,
    guild        BIGINT NOT NULL,
    author       BIGINT NOT NULL,
    title        TEXT   NOT NULL,
    ask          TEXT   NOT NULL,
    points       TEXT   NOT NULL,
    topic        TEXT   NOT NULL,
    facts        TEXT   NOT NULL,
    state        TEXT   NOT NULL,
    reason       TEXT   NOT NULL,
    interaction  BIGINT NOT NULL,
    created      BIGINT NOT NULL,
    decided      BIGINT NOT NULL,
    told_channel BIGINT NOT NULL,
    told_message BIGINT NOT NULL
);
CREATE UNIQUE INDEX suggestions_interaction ON suggestions (interaction) WHERE interaction <> 0;
CREATE INDEX suggestions_waiting ON suggestions (guild, state, id);
CREATE INDEX suggestions_author ON suggestions (author);
