//! Backup while the service runs, by SQLite's own means, and restore into an empty data folder after checking integrity and every log's chain.

use crate::{
    config::Config,
    db::{self, Engine, events},
};
use std::{os::unix::fs::PermissionsExt, path::Path};

/// Writes a consistent copy of the store to `file`.
///
/// # Errors
/// One sentence.
pub fn backup(config: &Config, file: &Path) -> Result<(), String> {
    if config.database_url.engine() == Engine::Postgres {
        return Err("the store is PostgreSQL; use pg_dump --format=custom, which backs up while it serves.".into());
    }
    if file.exists() {
        return Err(format!("{} exists already; name a new file.", file.display()));
    }
    let mut conn = db::open(&config.database_url).map_err(|e| format!("the store cannot be opened: {e}."))?;
    db::copy_into(&mut conn, file).map_err(|e| format!("the backup failed: {e}."))?;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600))
        .map_err(|e| format!("{} cannot be kept to its owner: {e}.", file.display()))?;
    verify(file).inspect_err(|_| drop(std::fs::remove_file(file)))
}

/// Puts a backup in place of an empty data folder's store.
///
/// # Errors
/// One sentence.
pub fn restore(config: &Config, file: &Path) -> Result<(), String> {
    let db::Url::Sqlite(target) = &config.database_url else {
        return Err("the store is PostgreSQL; use pg_restore.".into());
    };
    // A journal that was left behind would be played into what is restored.
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let there = Path::new(&format!("{}{suffix}", target.display())).to_owned();
        if there.exists() {
            return Err(format!("{} exists already; restore into an empty data folder.", there.display()));
        }
    }
    if !file.is_file() {
        return Err(format!("{} is not a file.", file.display()));
    }
    let unfinished = target.with_extension("restoring");
    std::fs::copy(file, &unfinished).map_err(|e| format!("{} cannot be copied: {e}.", file.display()))?;
    verify(&unfinished).inspect_err(|_| drop(std::fs::remove_file(&unfinished)))?;
    std::fs::rename(&unfinished, target).map_err(|e| format!("{} cannot be put in place: {e}.", target.display()))?;
    if !config.data_dir.join("secret").exists() {
        tracing::warn!(
            "the file secret is not in the data folder; put the one there that belongs to the backup (or set TANDEM_SECRET) before the first start"
        );
    }
    Ok(())
}

/// Checks a copy of the store: SQLite's integrity, then the chain and the head of every log.
///
/// # Errors
/// One sentence that names the first fault.
pub fn verify(file: &Path) -> Result<(), String> {
    let mut conn = db::open(&db::Url::Sqlite(file.to_owned()))
        .map_err(|e| format!("{} cannot be opened: {e}.", file.display()))?;
    db::check_integrity(&mut conn).map_err(|e| format!("{} is damaged: {e}.", file.display()))?;
    let logs = events::all_logs(&mut conn).map_err(|e| format!("{} is not a store of Tandem: {e}.", file.display()))?;
    for (org, log, head) in logs {
        let lines = events::lines(&mut conn, &org, &log).map_err(|e| format!("the log {log} cannot be read: {e}."))?;
        tandem_shared::chain::verify(&lines).map_err(|fault| format!("the log {log} is broken: {fault}."))?;
        let newest = lines.last().map_or((0, tandem_shared::chain::GENESIS), |l| (l.seq, l.hash.as_str()));
        if newest != (head.seq, head.hash.as_str()) {
            return Err(format!("the log {log} ends at line {}, but its head says {}.", newest.0, head.seq));
        }
    }
    db::settle(&mut conn).map_err(|e| format!("{} cannot be settled: {e}.", file.display()))
}
