//! The service itself: alive, ready, which version.

use super::answer::{self, Answer};
use crate::{app::App, services::readiness};
use actix_web::{get, web::Data};
use serde::Serialize;
use utoipa::ToSchema;

/// Whether the service is well.
#[derive(Serialize, ToSchema)]
pub struct State {
    /// Always `ok`.
    pub status: &'static str,
}

/// Which version runs.
#[derive(Serialize, ToSchema)]
pub struct Version {
    /// The product.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// Whether the process is alive
///
/// Says nothing of the store: a restart would not help it.
#[utoipa::path(tag = "service", responses((status = 200, description = "Alive.", body = State)))]
#[get("/healthz")]
pub async fn get_health() -> Answer {
    Ok(answer::ok(&State { status: "ok" }))
}

/// Whether requests can be served
///
/// Asks the store.
#[utoipa::path(tag = "service", responses((status = 200, description = "Ready.", body = State)))]
#[get("/readyz")]
pub async fn get_readiness(app: Data<App>) -> Answer {
    readiness::ask(&app).await?;
    Ok(answer::ok(&State { status: "ok" }))
}

/// Which version runs
///
/// The version of the product, as in its change log.
#[utoipa::path(tag = "service", responses((status = 200, description = "The version.", body = Version)))]
#[get("/version")]
pub async fn get_version() -> Answer {
    Ok(answer::ok(&Version { name: "tandem", version: env!("CARGO_PKG_VERSION") }))
}
