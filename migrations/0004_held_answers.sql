-- An answer that the others see later is shown under its author's name as of then: the name and the
-- picture's address wait with it, and go with it. '' for every other answer.
ALTER TABLE attempts ADD COLUMN author_name TEXT NOT NULL DEFAULT '';
ALTER TABLE attempts ADD COLUMN author_picture TEXT NOT NULL DEFAULT '';

-- A channel that is deleted takes the threads below it along.
CREATE INDEX sessions_channel ON sessions (channel);
