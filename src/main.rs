//! The greenroom binary: parse, telemetry, call, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = greenroom::cli::parse();
    greenroom::telemetry::start();
    greenroom::cli::run(arguments)
}
