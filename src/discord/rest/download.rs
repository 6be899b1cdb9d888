//! Fetching a file that somebody attached.
//!
//! Invariants: only from where Discord keeps its files (or from what stands in Discord's place),
//! whatever address an event names, so that nobody makes us call on others; without our token;
//! no redirects; never more bytes than asked for; within a time-out.

use std::time::Duration;

use reqwest::Url;

use super::{DISCORD, Rest, connection};
use crate::outbox::DownloadError;

/// How long a file may take, from the start to its last byte.
pub const TIME_OUT: Duration = Duration::from_secs(20);
/// Where Discord keeps what people attach.
///
/// Source: <https://docs.discord.com/developers/reference#signed-attachment-cdn-urls>.
const CDN: [&str; 2] = ["cdn.discordapp.com", "media.discordapp.net"];

impl Rest {
    /// The bytes of a file, at most `most` of them.
    ///
    /// # Errors
    /// When its address is none of Discord's, it is larger, or it can't be read in time.
    pub async fn download(
        &self,
        url: &str,
        most: usize,
        time_out: Duration,
    ) -> Result<Vec<u8>, DownloadError> {
        let url = Url::parse(url).map_err(|_| DownloadError::Elsewhere)?;
        if !self.keeps_files_at(&url) {
            return Err(DownloadError::Elsewhere);
        }
        tokio::time::timeout(time_out, self.fetch(url, most))
            .await
            .map_err(|_| DownloadError::Failed(format!("not within {} s", time_out.as_secs())))?
    }

    fn keeps_files_at(&self, url: &Url) -> bool {
        let plain = url.username().is_empty() && url.password().is_none();
        let of_discord = url.scheme() == "https"
            && url.port().is_none()
            && url.host_str().is_some_and(|host| CDN.contains(&host));
        let base = &self.0.base;
        let stands_in =
            base != DISCORD && Url::parse(base).is_ok_and(|base| base.origin() == url.origin());
        plain && (of_discord || stands_in)
    }

    async fn fetch(&self, url: Url, most: usize) -> Result<Vec<u8>, DownloadError> {
        let failed = |error: reqwest::Error| DownloadError::Failed(connection(error).to_string());
        let mut response = self.0.client.get(url).send().await.map_err(failed)?;
        if !response.status().is_success() {
            let status = response.status().as_u16();
            return Err(DownloadError::Failed(format!("HTTP {status}")));
        }
        let announced = response.content_length().unwrap_or(0);
        if announced > most as u64 {
            return Err(DownloadError::TooLarge);
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if bytes.len() + chunk.len() > most {
                return Err(DownloadError::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use axum::Router;
    use axum::body::Body;
    use axum::http::HeaderMap;
    use axum::response::Redirect;
    use axum::routing::get;

    use super::*;

    fn rest(base: &str) -> Rest {
        Rest::new("token", base).expect("a client")
    }

    #[test]
    fn files_come_from_discord_alone() {
        let real = rest(DISCORD);
        let check = |rest: &Rest, url: &str, expected: bool| {
            let url = Url::parse(url).expect("an address");
            assert_eq!(rest.keeps_files_at(&url), expected, "{url}");
        };
        check(
            &real,
            "https://cdn.discordapp.com/attachments/1/2/a.md?ex=1",
            true,
        );
        check(
            &real,
            "https://CDN.discordapp.com:443/attachments/1/2/a.md",
            true,
        );
        check(
            &real,
            "https://media.discordapp.net/attachments/1/2/a.md",
            true,
        );
        check(&real, "https://cdn.discordapp.com:8443/a", false);
        check(&real, "http://cdn.discordapp.com/a", false);
        check(&real, "https://me@cdn.discordapp.com/a", false);
        check(&real, "https://cdn.discordapp.com.example.org/a", false);
        check(&real, "https://discord.com/api/v10/users/@me", false);
        check(&real, "http://127.0.0.1:8080/a", false);
        check(&real, "file:///etc/passwd", false);
        let stand_in = rest("http://127.0.0.1:8080/");
        check(
            &stand_in,
            "http://127.0.0.1:8080/attachments/1/2/a.md",
            true,
        );
        check(
            &stand_in,
            "http://127.0.0.1:8081/attachments/1/2/a.md",
            false,
        );
        check(&stand_in, "http://169.254.169.254/latest", false);
        check(
            &stand_in,
            "https://cdn.discordapp.com/attachments/1/2/a.md",
            true,
        );
    }

    async fn served() -> String {
        static WITH_TOKEN: AtomicUsize = AtomicUsize::new(0);
        let files = Router::new()
            .route(
                "/small",
                get(async |headers: HeaderMap| {
                    if headers.contains_key("authorization") {
                        WITH_TOKEN.fetch_add(1, Ordering::Relaxed);
                    }
                    format!("{} tokens", WITH_TOKEN.load(Ordering::Relaxed))
                }),
            )
            .route("/large", get(async || "x".repeat(5_000)))
            .route(
                "/endless",
                get(async || {
                    let chunk = || Ok::<_, std::io::Error>("x".repeat(900));
                    Body::from_stream(futures_util::stream::repeat_with(chunk))
                }),
            )
            .route(
                "/elsewhere",
                get(async || Redirect::to("http://127.0.0.1:9/")),
            )
            .route("/slow", get(std::future::pending::<String>));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("a free port");
        let address = listener.local_addr().expect("its address");
        tokio::spawn(async move { axum::serve(listener, files).await });
        format!("http://{address}")
    }

    #[tokio::test]
    async fn a_file_is_fetched_whole_or_not_at_all() {
        let base = served().await;
        let rest = rest(&base);
        let fetch = async |path: &str, milliseconds: u64| {
            let time_out = Duration::from_millis(milliseconds);
            rest.download(&format!("{base}{path}"), 1_000, time_out)
                .await
        };
        assert_eq!(fetch("/small", 9_000).await, Ok(b"0 tokens".to_vec()));
        assert_eq!(fetch("/large", 9_000).await, Err(DownloadError::TooLarge));
        assert_eq!(fetch("/endless", 9_000).await, Err(DownloadError::TooLarge));
        for (path, milliseconds) in [("/elsewhere", 9_000), ("/none", 9_000), ("/slow", 50)] {
            let failed = fetch(path, milliseconds).await;
            assert!(matches!(failed, Err(DownloadError::Failed(_))), "{path}");
        }
        assert_eq!(
            rest.download("http://127.0.0.1:9/", 9, TIME_OUT).await,
            Err(DownloadError::Elsewhere)
        );
        assert_eq!(
            rest.download("no address", 9, TIME_OUT).await,
            Err(DownloadError::Elsewhere)
        );
    }
}
