//! Holding request bodies against Discord's OpenAPI description.
//!
//! Without the crate's feature `openapi` a description is refused at the start, so that nobody
//! believes bodies were checked when they were not. The schema of an operation is compiled when
//! its first body comes: compiling all of them takes seconds.

use std::path::Path;

use crate::server::StartError;

#[cfg(feature = "openapi")]
pub use checked::Description;
#[cfg(not(feature = "openapi"))]
pub use unchecked::Description;

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
}

#[cfg(not(feature = "openapi"))]
mod unchecked {
    use std::path::Path;

    use serde_json::Value;

    /// Never made in this build.
    pub enum Description {}

    impl Description {
        pub(super) fn read(_path: &Path) -> Result<Self, String> {
            Err("this build lacks the feature `openapi`".to_owned())
        }

        pub fn problem(&self, _method: &str, _template: &str, _body: &Value) -> Option<String> {
            match *self {}
        }
    }
}

#[cfg(feature = "openapi")]
mod checked {
    use std::collections::HashMap;
    use std::path::Path;
    use std::sync::{Arc, Mutex, PoisonError};

    use jsonschema::Validator;
    use serde_json::{Value, json};

    /// The body schemas of the description's operations.
    pub struct Description {
        /// What the schemas refer to.
        components: Value,
        schemas: HashMap<String, Value>,
        compiled: Mutex<HashMap<String, Arc<Validator>>>,
    }

    impl Description {
        pub(super) fn read(path: &Path) -> Result<Self, String> {
            let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
            let mut document: Value =
                serde_json::from_str(&text).map_err(|error| error.to_string())?;
            let paths = document["paths"].as_object().ok_or("it has no `paths`")?;
            let mut schemas = HashMap::new();
            for (template, operations) in paths {
                for (method, operation) in operations.as_object().into_iter().flatten() {
                    let content = &operation["requestBody"]["content"];
                    let schema = &content["application/json"]["schema"];
                    if !schema.is_null() {
                        schemas.insert(key(method, template), schema.clone());
                    }
                }
            }
            Ok(Self {
                schemas,
                components: json!({"schemas": document["components"]["schemas"].take()}),
                compiled: Mutex::default(),
            })
        }

        /// What the description has against a body; nothing for a route without one.
        pub fn problem(&self, method: &str, template: &str, body: &Value) -> Option<String> {
            let validator = match self.validator(&key(method, template))? {
                Ok(validator) => validator,
                Err(problem) => return Some(problem),
            };
            let error = validator.iter_errors(body).next()?;
            Some(format!("{}: {error}", error.instance_path()))
        }

        fn validator(&self, key: &str) -> Option<Result<Arc<Validator>, String>> {
            let schema = self.schemas.get(key)?;
            let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(validator) = compiled.get(key) {
                return Some(Ok(Arc::clone(validator)));
            }
            let whole = json!({"allOf": [schema], "components": self.components});
            Some(match jsonschema::validator_for(&whole) {
                Ok(validator) => {
                    let validator = Arc::new(validator);
                    compiled.insert(key.to_owned(), Arc::clone(&validator));
                    Ok(validator)
                }
                Err(error) => Err(format!("the description's schema is unusable: {error}")),
            })
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
