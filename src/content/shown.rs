//! Whether each section of a question fits into what Discord shows, rendered as people see it.
//!
//! Lengths of parts are checked file by file; a section that is put together from several parts,
//! such as an outline with its code, is only known here.

use super::fault::Fault;
use super::parallel::{CheckedFile, Frameworks};
use crate::domain::action::Section;
use crate::domain::bank::{Bank, Vocabulary};
use crate::domain::reply::sections::{parts, section_label};

/// Discord: an embed's description has at most 4,096 characters.
const DESCRIPTION: usize = 4_096;

/// Notes an error for each section that Discord would refuse.
pub(super) fn check(files: &[CheckedFile], frameworks: &Frameworks, faults: &mut Vec<Fault>) {
    let bank = Bank::new(Vocabulary::default(), Vec::new(), frameworks.usable.clone());
    for file in files {
        let Some(question) = &file.question else {
            continue;
        };
        for section in Section::ALL {
            let parts = parts(question, &bank, section);
            let lengths: usize = parts.iter().map(|part| part.chars().count()).sum();
            let length = lengths + parts.len().saturating_sub(1);
            if length > DESCRIPTION {
                let label = section_label(section);
                faults.push(Fault::of_file(
                    &file.name,
                    "too-long",
                    format!(
                        "*{label}* has {length} characters as shown; Discord shows at most {DESCRIPTION}"
                    ),
                    format!("cut {} characters", length - DESCRIPTION),
                ));
            }
        }
    }
}
