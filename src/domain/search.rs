//! stub
use super::bank::{Bank, Named};
use super::question::Question;
use std::sync::Arc;
/// stub
#[derive(Debug)]
pub struct SearchIndex;
impl SearchIndex {
    /// stub
    pub fn new(_b: &Bank) -> Self {
        Self
    }
    /// stub
    pub fn search(&self, b: &Bank, _q: &str, _t: Option<&str>, n: usize) -> Vec<Arc<Question>> {
        b.questions().iter().take(n).cloned().collect()
    }
    /// stub
    pub fn suggest(&self, b: &Bank, _q: &str, n: usize) -> Vec<Arc<Question>> {
        b.questions().iter().take(n).cloned().collect()
    }
}
/// stub
pub fn suggest_names<'a>(names: &'a [Named], _typed: &str, n: usize) -> Vec<&'a Named> {
    names.iter().take(n).collect()
}
