//! Serving: the listener, the jobs beside it, and a shutdown that finishes what was begun.

use crate::{app::App, clock::Clock, config::Config, jobs, routes, spa::Files};
use actix_web::HttpServer;
use std::{io::IsTerminal, time::Duration};
use tracing_subscriber::{EnvFilter, fmt};

/// Begins the log: readable on a terminal, JSON elsewhere. `RUST_LOG` sets its level.
pub fn begin_log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,actix_server=warn"));
    let log = fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let begun = if std::io::stderr().is_terminal() { log.try_init() } else { log.json().try_init() };
    // A second start in one process keeps the first log.
    begun.ok();
}

/// Serves until it is told to stop, with these files of the app.
///
/// # Errors
/// One sentence: the store or the address cannot be had.
pub fn run(config: Config, files: Files) -> Result<(), String> {
    actix_web::rt::System::new().block_on(async {
        let (bind, metrics_bind, url) = (config.bind, config.metrics_bind, config.public_url.clone());
        let app = App::start(config, Clock::system()).map_err(|e| format!("The store cannot be opened: {e}."))?;
        if app.config.demo {
            crate::services::demo::make(&app)
                .await
                .map_err(|e| format!("The demo organization cannot be made: {e}."))?;
        }
        let jobs = jobs::start(&app).map_err(|e| format!("Mail cannot be set up: {e}."))?;
        let metrics =
            crate::middleware::metrics::Metrics::new().map_err(|e| format!("Metrics cannot be set up: {e}."))?;
        if let Some(bind) = metrics_bind {
            crate::middleware::metrics::serve(&metrics, bind)
                .map_err(|e| format!("TANDEM_METRICS_BIND {bind} cannot be listened on: {e}."))?;
        }
        let state = app.clone();
        let server = HttpServer::new(move || routes::service(&state, &metrics, files))
            .keep_alive(Duration::from_secs(75))
            .client_request_timeout(Duration::from_secs(10))
            .shutdown_timeout(15)
            .bind(bind)
            .map_err(|e| format!("TANDEM_BIND {bind} cannot be listened on: {e}."))?
            .disable_signals()
            .run();
        tracing::info!(%bind, url, "ready");
        let (handle, closing) = (server.handle(), app.clone());
        let hub = app.hub.clone();
        // Streams never end by themselves: close them as soon as the signal comes, so that the graceful stop has nothing to wait for.
        tokio::spawn(async move {
            stop_signal().await;
            tracing::info!("stopping");
            hub.close();
            handle.stop(true).await;
        });
        let served = server.await;
        jobs.finish().await;
        closing.stop();
        served.map_err(|e| format!("The server stopped: {e}."))
    })
}

async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return std::future::pending().await;
    };
    tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
}
