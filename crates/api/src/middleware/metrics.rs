//! Metrics on a listener of their own: requests by route and status, and how long they took.

use actix_web::{App, HttpResponse, HttpServer, web};
use actix_web_prom::{PrometheusMetrics, PrometheusMetricsBuilder};
use std::net::SocketAddr;

/// What is counted. Cheap to clone.
#[derive(Clone)]
pub struct Metrics(pub PrometheusMetrics);

impl Metrics {
    /// Nothing counted yet.
    ///
    /// # Errors
    /// One sentence when the registry refuses.
    pub fn new() -> Result<Self, String> {
        // What matches no route is counted as one: by its path, anybody could make as many series as they like.
        PrometheusMetricsBuilder::new("tandem")
            .mask_unmatched_patterns("other")
            .build()
            .map(Self)
            .map_err(|e| e.to_string())
    }
}

/// Serves `/metrics` on an address of its own, so that it can stay inside.
///
/// # Errors
/// When the address cannot be had.
pub fn serve(metrics: &Metrics, bind: SocketAddr) -> std::io::Result<()> {
    let registry = metrics.0.registry.clone();
    let server = HttpServer::new(move || {
        let registry = registry.clone();
        let text = move || {
            let registry = registry.clone();
            async move {
                let mut out = String::new();
                let encoded = prometheus::TextEncoder::new().encode_utf8(&registry.gather(), &mut out);
                if encoded.is_ok() {
                    HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(out)
                } else {
                    HttpResponse::InternalServerError().finish()
                }
            }
        };
        App::new().service(web::resource("/metrics").to(text))
    });
    tokio::spawn(server.workers(1).disable_signals().bind(bind)?.run());
    Ok(())
}
