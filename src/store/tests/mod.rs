//! Tests of the store: the same on SQLite and on PostgreSQL.

mod attempts;
mod backup;
mod concurrency;
mod daily;
mod databases;
mod drafts;
mod fixtures;
mod forgetting;
mod gone;
mod jobs;
mod migrations;
mod own;
mod people;
mod reading;
mod revisions;
mod sessions;
mod snapshots;
mod turns;
