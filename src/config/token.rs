//! The bot's token: a secret that does not print itself.

use std::fmt;

use super::Environment;

/// The bot's token.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A token of this text.
    pub fn new(text: &str) -> Self {
        Self(text.strip_prefix("Bot ").unwrap_or(text).to_owned())
    }

    /// The token itself; for the Authorization header only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

/// There is no usable token.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// Neither variable is set.
    #[error(
        "no token: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE to a file that holds it (Discord's developer portal, your application, Bot, Reset Token)"
    )]
    Missing,
    /// Both variables are set.
    #[error("both DISCORD_TOKEN and DISCORD_TOKEN_FILE are set: keep one of them")]
    Both,
    /// The file can't be read.
    #[error(
        "can't read the token from {path}: {reason}. Check DISCORD_TOKEN_FILE and the file's permissions"
    )]
    Unreadable {
        /// The file.
        path: String,
        /// Why.
        reason: String,
    },
    /// The text can't be a token.
    #[error(
        "the token from {origin} is not one: it has characters that no token has. Copy it again from Discord's developer portal"
    )]
    Malformed {
        /// The variable that it came from.
        origin: &'static str,
    },
}

impl Token {
    /// The token that the environment gives.
    ///
    /// # Errors
    /// When there is none, two, or one that can't be read or used.
    pub fn find(environment: &Environment) -> Result<Self, TokenError> {
        let (token, origin) = match (&environment.token, &environment.token_file) {
            (Some(_), Some(_)) => return Err(TokenError::Both),
            (None, None) => return Err(TokenError::Missing),
            (Some(token), None) => (token.clone(), "DISCORD_TOKEN"),
            (None, Some(path)) => {
                let text =
                    std::fs::read_to_string(path).map_err(|error| TokenError::Unreadable {
                        path: path.display().to_string(),
                        reason: error.to_string(),
                    })?;
                (Self::new(text.trim()), "DISCORD_TOKEN_FILE")
            }
        };
        let usable = !token.0.is_empty() && token.0.bytes().all(|byte| byte.is_ascii_graphic());
        if usable {
            Ok(token)
        } else {
            Err(TokenError::Malformed { origin })
        }
    }
}
