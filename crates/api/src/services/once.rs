//! Writes that have one effect under one `Idempotency-Key`, within 24 hours, however often they are sent: the key, the effect and the answer are kept in one
//! transaction, so neither a crash nor five requests at once can double it.

use crate::{
    app::App,
    auth::{
        Caller,
        seal::{Keys, Purpose},
    },
    body::OnceKey,
    db::{Tx, idempotency},
    error::ApiError,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Serialize, de::DeserializeOwned};

/// Seconds a key holds.
pub const KEPT_SECONDS: i64 = 24 * 3600;

/// An answer, and whether it is a repeat.
#[derive(Debug)]
pub struct Once<T> {
    /// The answer.
    pub value: T,
    /// Whether nothing was done this time.
    pub replayed: bool,
}

impl App {
    /// Runs `f` in a write, once for a key.
    ///
    /// # Errors
    /// Those of `f`; `Invalid` when the key was used with another request.
    pub async fn write_once<T: Serialize + DeserializeOwned + Send + 'static>(
        &self,
        caller: &Caller,
        key: Option<OnceKey>,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<Once<T>, ApiError> {
        let Some(key) = key else {
            return self.db.write(f).await.map(|value| Once { value, replayed: false });
        };
        let (org, caller, now, keys) =
            (caller.organization_id().clone(), caller.id().to_owned(), self.clock.now(), self.keys.clone());
        self.db
            .write(move |tx| {
                if let Some(kept) = idempotency::claim(tx.conn, &org, &caller, &key.key, &key.request_hash, now)? {
                    return replay(&keys, &key, &kept);
                }
                let value = f(tx)?;
                let plain = serde_json::to_vec(&value).map_err(ApiError::internal)?;
                let sealed = keys.seal(Purpose::Idempotency, &key.key, &plain).map_err(ApiError::internal)?;
                idempotency::keep(tx.conn, &org, &caller, &key.key, &STANDARD.encode(sealed))?;
                Ok(Once { value, replayed: false })
            })
            .await
    }
}

fn replay<T: DeserializeOwned>(keys: &Keys, key: &OnceKey, kept: &idempotency::Kept) -> Result<Once<T>, ApiError> {
    if kept.request_hash != key.request_hash {
        return Err(ApiError::field("Idempotency-Key", "reused", "was used with another request; take a new key"));
    }
    let sealed = STANDARD.decode(&kept.answer).map_err(ApiError::internal)?;
    let plain = keys.open(Purpose::Idempotency, &key.key, &sealed).map_err(ApiError::internal)?;
    let value = serde_json::from_slice(&plain).map_err(ApiError::internal)?;
    Ok(Once { value, replayed: true })
}
