//! `greenroom healthy`: asks the running bot's `/healthz`, for containers without curl.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, anyhow};

use super::{Failure, Setting, block_on};

const PATIENCE: Duration = Duration::from_secs(4);

/// Ends with 0 where the bot is healthy.
pub(super) fn run(setting: &Setting) -> Result<ExitCode, Failure> {
    let address = setting.config.http.ok_or_else(|| {
        Failure::usage(anyhow!(
            "no health address: set http.address or GREENROOM_HTTP_ADDR"
        ))
    })?;
    let answer = block_on(async {
        let client = reqwest::Client::builder().timeout(PATIENCE).build()?;
        let answer = client
            .get(format!("http://{address}/healthz"))
            .send()
            .await?;
        let healthy = answer.status().is_success();
        answer.text().await.map(|text| (healthy, text))
    })?;
    let (healthy, text) = answer.context("the bot does not answer at its health address")?;
    println!("{}", text.trim_end());
    Ok(if healthy {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}
