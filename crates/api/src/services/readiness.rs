//! Whether requests can be served: the store answers.

use crate::{app::App, db, error::ApiError};

/// Asks the store for nothing, to see that it answers.
///
/// # Errors
/// When it does not.
pub async fn ask(app: &App) -> Result<(), ApiError> {
    app.db.read(db::ping).await
}
