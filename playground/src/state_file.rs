//! Keeping the world in a JSON file between runs.

use std::path::Path;

use crate::app::App;
use crate::server::StartError;
use crate::world::World;

/// The saved world, if the file exists.
pub fn load(path: Option<&Path>) -> Result<Option<World>, StartError> {
    let Some(path) = path else {
        return Ok(None);
    };
    let unusable = |reason: String| StartError::State {
        path: path.to_owned(),
        reason,
    };
    match std::fs::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .map(Some)
            .map_err(|error| unusable(error.to_string())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unusable(error.to_string())),
    }
}

/// Writes the world next to the file and moves it into place, so that a crash leaves the old
/// state whole.
pub fn save(path: &Path, app: &App) -> std::io::Result<()> {
    let json = serde_json::to_vec(&*app.world())?;
    let beside = path.with_extension("new");
    std::fs::write(&beside, json)?;
    std::fs::rename(&beside, path)
}

/// Bytes as Base64 text, for serde.
pub mod base64_text {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map_err(de::Error::custom)
    }
}
