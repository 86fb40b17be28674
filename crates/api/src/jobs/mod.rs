//! Work beside requests: delivering mail, signing logs, forgetting what is over. Each piece is leased, so that several replicas can work side by side.

mod mail;

use crate::{app::App, error::ApiError, services::housekeeping};
use std::time::Duration;
use tokio::task::JoinHandle;

/// The running jobs.
pub struct Jobs {
    tasks: Vec<JoinHandle<()>>,
}

/// Between two looks at what has come due.
const PAUSE: Duration = Duration::from_secs(60);

/// Starts the jobs.
///
/// # Errors
/// When mail cannot be set up.
pub fn start(app: &App) -> Result<Jobs, ApiError> {
    let delivery = mail::start(app)?;
    let app = app.clone();
    let keeping = tokio::spawn(async move {
        while !app.hub.is_closed() {
            housekeeping::keep(&app).await;
            tokio::select! { () = tokio::time::sleep(PAUSE) => {}, () = app.hub.closing() => {} }
        }
    });
    Ok(Jobs { tasks: vec![keeping, delivery] })
}

impl Jobs {
    /// Waits until each has finished the piece it is at.
    pub async fn finish(self) {
        for task in self.tasks {
            task.await.ok();
        }
    }
}
