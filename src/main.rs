//! The greenroom binary: parse, telemetry, call, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = greenroom::cli::parse();
    greenroom::telemetry::start(greenroom::app::gateway_watch());
    greenroom::cli::run(arguments)
}
