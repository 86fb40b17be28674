//! What every request shares: the store, the clock, the keys, the settings, the open screens.

use crate::{
    auth::{
        password::{Effort, Passwords},
        seal::Keys,
        tokens::Tokens,
    },
    clock::Clock,
    config::Config,
    db::{self, Db},
    error::ApiError,
    live::Hub,
    mail::Templates,
    services::{kept::Kept, limits::Limits, press::Press},
};
use std::sync::Arc;

/// The service's state. One per process; handlers get it as `Data<App>`.
#[derive(Clone)]
pub struct App {
    /// The store.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// Keys by purpose.
    pub keys: Arc<Keys>,
    /// Access tokens.
    pub tokens: Arc<Tokens>,
    /// Password hashing.
    pub passwords: Arc<Passwords>,
    /// Settings.
    pub config: Arc<Config>,
    /// Open screens.
    pub hub: Arc<Hub>,
    /// How often a caller may try.
    pub limits: Arc<Limits>,
    /// What was derived and may be asked for again.
    pub kept: Arc<Kept>,
    /// What sets PDFs.
    pub press: Arc<Press>,
    /// How mails are worded.
    pub templates: Arc<Templates>,
}

impl App {
    /// Migrates the store and starts its threads.
    ///
    /// # Errors
    /// When the store cannot be reached or migrated.
    pub fn start(config: Config, clock: Clock) -> Result<Self, ApiError> {
        let mut conn = db::open(&config.database_url)?;
        db::migrate(&mut conn)?;
        drop(conn);
        let hub = Arc::new(Hub::default());
        let tell = hub.clone();
        let db = Db::start(&config.database_url, Arc::new(move |signals| tell.tell_all(signals)))?;
        if config.database_url.engine() == db::Engine::Postgres {
            hub.listen(&config.database_url)?;
        }
        let press = Arc::new(Press::new(&config.report_program));
        let keys = Keys::from_secret(&config.secret);
        let effort = if config.cheap_passwords { Effort::Slight } else { Effort::Full };
        Ok(Self {
            db,
            clock,
            tokens: Arc::new(Tokens::new(&keys)),
            keys: Arc::new(keys),
            passwords: Arc::new(Passwords::new(effort)),
            kept: Arc::new(Kept::with_room_for(config.cache_mb << 20)),
            config: Arc::new(config),
            hub,
            limits: Arc::new(Limits::default()),
            press,
            templates: Arc::new(Templates::compile().map_err(ApiError::internal)?),
        })
    }

    /// Ends streams and threads after the work that waits.
    pub fn stop(&self) {
        self.hub.close();
        self.db.stop();
    }
}
