//! The worlds to begin with.

use twilight_model::guild::Permissions;

use super::World;
use super::model::kind;
use crate::options::StartWorld;

impl World {
    /// A fresh world of the given sort.
    pub fn start(sort: StartWorld, message_content: bool) -> Self {
        let mut world = Self::new(message_content);
        match sort {
            StartWorld::Empty => {}
            StartWorld::Demo => world.furnish_demo(),
            StartWorld::Large { guilds, people } => world.furnish_large(guilds, people),
        }
        world
    }

    fn furnish_demo(&mut self) {
        let people = ["Organiser", "Newcomer", "Regular"].map(|name| self.add_person(name));
        for name in ["Study hall", "Platform guild"] {
            let guild = self.add_guild(name, 0);
            self.add_channel(guild, "interview-prep", kind::TEXT, None);
            self.add_channel(guild, "questions", kind::FORUM, None);
            self.add_channel(guild, "announcements", kind::ANNOUNCEMENT, None);
            // A role that people take who want to be notified.
            let daily = self.add_role(guild, "Daily", Permissions::empty(), true);
            for (index, person) in people.iter().enumerate() {
                self.join(*person, guild, index == 0);
                self.set_role(guild, *person, daily, index != 0);
            }
        }
    }

    fn furnish_large(&mut self, guilds: u32, people: u32) {
        let people: Vec<_> = (1..=people)
            .map(|number| self.add_person(&format!("Person {number}")))
            .collect();
        for number in 1..=guilds {
            let guild = self.add_guild(&format!("Server {number}"), 0);
            for (index, person) in people.iter().enumerate() {
                self.join(*person, guild, index == 0);
            }
        }
    }
}
