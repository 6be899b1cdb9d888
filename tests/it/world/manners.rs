//! What holds at the end of every test: how the bot behaved towards Discord and people.

use serde_json::{Value, json};

use super::{Person, World};

impl World {
    /// Asserts what holds at the end of every test, and takes the world down: nothing that the
    /// bot sent was malformed, too fast or too late, and nobody was pinged.
    pub async fn end(self) {
        self.assert_well_behaved().await;
        self.stop_well().await;
    }

    /// Takes the world down, where the test itself made Discord refuse things.
    pub async fn stop_well(mut self) {
        if self.bot.is_some() {
            self.stop_bot().await;
        }
        self.database.drop().await;
        self.playground.stop().await;
    }

    /// Nothing that the bot sent was malformed, too fast, too late or to nowhere; nobody was
    /// pinged.
    pub async fn assert_well_behaved(&self) {
        let counters = self.control.get("/playground/counters").await;
        for name in [
            "refused",
            "rate_limited",
            "unknown_routes",
            "unknown_interactions",
            "openapi_refused",
        ] {
            if counters[name] != 0 {
                let traffic = self.control.get("/playground/traffic").await;
                let all = traffic.as_array().expect("entries").iter();
                let wrong: Vec<&Value> = all
                    .filter(|one| one["status"].as_u64() >= Some(400) || !one["problem"].is_null())
                    .collect();
                panic!("{name} is {}: {wrong:#?}", counters[name]);
            }
        }
        self.assert_nobody_pinged().await;
    }

    /// No message of the bot's pings anybody.
    pub async fn assert_nobody_pinged(&self) {
        for person in self.people.keys() {
            self.assert_not_pinged(&self.person(person)).await;
        }
    }

    async fn assert_not_pinged(&self, person: &Person) {
        for message in person.everything().await {
            if message.by_bot() {
                let value = &message.0;
                assert_eq!(value["mention_everyone"], false, "{message}");
                assert_eq!(value["mentions"], json!([]), "{message}");
                let roles = value["mention_roles"].as_array().expect("a list").iter();
                for role in roles {
                    assert_eq!(role.as_str(), self.notified_role.as_deref(), "{message}");
                }
            }
        }
    }
}
