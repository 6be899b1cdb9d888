//! Starting and stopping.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::app::{App, Shared};
use crate::listener::{Reset, ResettableListener};
use crate::openapi::Description;
use crate::options::Options;
use crate::world::World;
use crate::{control, gateway, page, rest, state_file};

/// How long open connections may take to end at the stop.
const STOP_GRACE: Duration = Duration::from_secs(2);

/// Why a playground did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is taken or not this machine's.
    #[error("can't listen on {address}: {source}; choose another address or port")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// The state file exists but can't be read.
    #[error("can't read the state in {path}: {reason}; move the file away to begin anew")]
    State {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The OpenAPI description can't be used.
    #[error("can't use the OpenAPI description {path}: {reason}")]
    OpenApi {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

/// A running playground. Dropping it without [`Playground::stop`] leaves it running until the
/// runtime ends, and saves nothing.
pub struct Playground {
    address: SocketAddr,
    app: Shared,
    state_file: Option<PathBuf>,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Playground {
    /// Starts listening. When this returns, bots can connect.
    ///
    /// # Errors
    ///
    /// When the address can't be bound, or the state file or the OpenAPI description can't be
    /// read.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let description = Description::load(options.openapi.as_deref())?;
        let mut world = match state_file::load(options.state_file.as_deref())? {
            Some(world) => world,
            None => World::start(options.world, options.message_content),
        };
        let refused = |source| StartError::Listen {
            address: options.bind,
            source,
        };
        let listener = TcpListener::bind(options.bind).await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        world.base_url = base_url(address);
        let (stop, stopping) = watch::channel(false);
        let app = Arc::new(App::new(&options, world, description, stopping.clone()));
        let task = tokio::spawn(serve(Arc::clone(&app), listener, stopping));
        Ok(Self {
            address,
            app,
            state_file: options.state_file,
            stop,
            task,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address to put in place of `https://discord.com`, without a trailing slash.
    pub fn base_url(&self) -> String {
        base_url(self.address)
    }

    /// The bot token that it accepts.
    pub fn token(&self) -> &str {
        self.app.token()
    }

    /// Ends all connections and writes the state file, if there is one. A state that can't be
    /// written is logged.
    pub async fn stop(mut self) {
        // The receivers live in the application's state.
        let _ = self.stop.send(true);
        if tokio::time::timeout(STOP_GRACE, &mut self.task)
            .await
            .is_err()
        {
            self.task.abort();
        }
        if let Some(path) = &self.state_file
            && let Err(error) = state_file::save(path, &self.app)
        {
            tracing::error!(path = %path.display(), %error, "the state was not saved");
        }
    }
}

/// Where this machine reaches a listener: the unspecified address is no destination.
fn base_url(address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        format!("http://127.0.0.1:{}", address.port())
    } else {
        format!("http://{address}")
    }
}

async fn serve(app: Shared, listener: TcpListener, mut stopping: watch::Receiver<bool>) {
    let routes = Router::new()
        .merge(page::routes())
        .merge(control::routes())
        .nest("/api/v10", rest::routes(&app))
        .route(
            "/attachments/{channel}/{id}/{name}",
            get(rest::attachments::serve),
        )
        .route("/gateway", get(gateway::upgrade))
        .route("/gateway/", get(gateway::upgrade))
        .with_state(app);
    let service = routes.into_make_service_with_connect_info::<Reset>();
    let served = axum::serve(ResettableListener(listener), service)
        .with_graceful_shutdown(async move {
            // An error means that the playground was dropped, which is a stop as well.
            let _ = stopping.wait_for(|stop| *stop).await;
        })
        .await;
    if let Err(error) = served {
        tracing::error!(%error, "the playground ended");
    }
}
