//! stub
/// stub
pub fn to_json(r: &crate::domain::feedback::Report) -> String {
    format!("{r:?}")
}
