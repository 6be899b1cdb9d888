//! Holding request bodies against Discord's OpenAPI description.
//!
//! Without the crate's feature `openapi` a description is refused at the start, so that nobody
//! believes bodies were checked when they were not.

use std::path::Path;

use serde_json::Value;

use crate::server::StartError;

/// The body schemas of the description's operations.
pub struct Description {
    #[cfg(feature = "openapi")]
    validators: std::collections::HashMap<String, jsonschema::Validator>,
}

impl Description {
    /// Reads the description, if one is wanted.
    pub fn load(path: Option<&Path>) -> Result<Option<Self>, StartError> {
        let Some(path) = path else {
            return Ok(None);
        };
        Self::read(path)
            .map(Some)
            .map_err(|reason| StartError::OpenApi {
                path: path.to_owned(),
                reason,
            })
    }

    #[cfg(not(feature = "openapi"))]
    fn read(_path: &Path) -> Result<Self, String> {
        Err("this build lacks the feature `openapi`".to_owned())
    }

    #[cfg(not(feature = "openapi"))]
    pub fn problem(&self, _method: &str, _template: &str, _body: &Value) -> Option<String> {
        None
    }
}

#[cfg(feature = "openapi")]
mod checked {
    use std::collections::HashMap;
    use std::path::Path;

    use serde_json::{Value, json};

    use super::Description;

    impl Description {
        pub(super) fn read(path: &Path) -> Result<Self, String> {
            let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
            let document: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
            let paths = document["paths"].as_object().ok_or("it has no `paths`")?;
            let mut validators = HashMap::new();
            for (template, operations) in paths {
                for (method, operation) in operations.as_object().into_iter().flatten() {
                    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
                    if schema.is_null() {
                        continue;
                    }
                    let whole = json!({
                        "allOf": [schema],
                        "components": {"schemas": document["components"]["schemas"]},
                    });
                    let validator = jsonschema::validator_for(&whole)
                        .map_err(|error| format!("{method} {template}: {error}"))?;
                    validators.insert(key(method, template), validator);
                }
            }
            Ok(Self { validators })
        }

        /// What the description has against a body; nothing for a route without one.
        pub fn problem(&self, method: &str, template: &str, body: &Value) -> Option<String> {
            let validator = self.validators.get(&key(method, template))?;
            let error = validator.iter_errors(body).next()?;
            Some(format!("{}: {error}", error.instance_path()))
        }
    }

    /// The method and the path without the names of its parameters.
    fn key(method: &str, template: &str) -> String {
        let path: Vec<_> = template
            .split('/')
            .map(|part| if part.starts_with('{') { "{}" } else { part })
            .collect();
        format!("{} {}", method.to_uppercase(), path.join("/"))
    }
}
