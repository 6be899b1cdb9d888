//! `greenroom doctor`: what is wrong, and how to mend it.

use std::process::ExitCode;

use super::{Failure, Setting, block_on};
use crate::app::doctor::{self, Outcome};
use crate::config::Token;

/// Prints a line for each check; exit code 3 for a wrong token or missing rights, 1 for any other
/// fault.
pub(super) fn run(setting: &Setting) -> Result<ExitCode, Failure> {
    let token = Token::find(&setting.environment);
    let findings = block_on(doctor::examine(&setting.config, token))?;
    for finding in &findings {
        let mark = match finding.outcome {
            Outcome::Fine => "ok   ",
            Outcome::Note => "note ",
            Outcome::Fault | Outcome::Rights => "FAULT",
        };
        println!("{mark} {}: {}", finding.what, finding.say);
        if let Some(fix) = &finding.fix {
            println!("      -> {fix}");
        }
    }
    let has = |outcome| findings.iter().any(|finding| finding.outcome == outcome);
    Ok(if has(Outcome::Rights) {
        ExitCode::from(3)
    } else if has(Outcome::Fault) {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    })
}
