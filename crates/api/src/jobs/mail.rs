//! Delivers mail: at once when a write has put some into the outbox, and again when its time comes.

use crate::{app::App, error::ApiError, services::post::Postman};
use std::time::Duration;
use tokio::task::JoinHandle;

/// Between two looks, for mails that are due again and for those that another replica left behind.
const PAUSE: Duration = Duration::from_secs(15);

/// Starts delivering.
///
/// # Errors
/// When the mail server cannot be used.
pub fn start(app: &App) -> Result<JoinHandle<()>, ApiError> {
    let (postman, app) = (Postman::new(app)?, app.clone());
    Ok(tokio::spawn(async move {
        let news = app.hub.mail();
        while !app.hub.is_closed() {
            match postman.deliver().await {
                Ok(0) => {}
                // Perhaps there is more.
                Ok(_) => continue,
                Err(error) => tracing::error!(%error, "mail was not delivered"),
            }
            tokio::select! { () = news.notified() => {}, () = tokio::time::sleep(PAUSE) => {}, () = app.hub.closing() => {} }
        }
    }))
}
