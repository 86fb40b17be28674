//! Settings: from the command line, the environment, a file, in this order. A wrong one is one sentence and exit code 2.

mod arguments;
mod kept_secret;

pub use arguments::{Arguments, Command};

use crate::db;
use kept_secret::secret_of;
use std::{
    fs,
    net::SocketAddr,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};
use url::Url;

/// Settings, checked.
#[derive(Clone)]
pub struct Config {
    /// Address to listen on.
    pub bind: SocketAddr,
    /// Where people reach the service; no slash at the end.
    pub public_url: String,
    /// Folder of everything that is kept.
    pub data_dir: PathBuf,
    /// Where the store is.
    pub database_url: db::Url,
    /// Where mail goes: an `smtp://` URL or a folder.
    pub mail_url: String,
    /// Sender of mails.
    pub mail_from: String,
    /// The secret that all keys come from.
    pub secret: Vec<u8>,
    /// Address to serve metrics on.
    pub metrics_bind: Option<SocketAddr>,
    /// Megabytes of memory for answers that may be asked for again.
    pub cache_mb: usize,
    /// The program that sets PDFs; empty for the one beside this program.
    pub report_program: PathBuf,
    /// Make a demo organization.
    pub demo: bool,
    /// Hash passwords with next to no work; for tests.
    pub cheap_passwords: bool,
}

/// Most megabytes for answers that may be asked for again.
const CACHE_MB_MAX: usize = 65_536;

impl Arguments {
    /// Checks every setting and makes the data folder.
    ///
    /// # Errors
    /// One sentence about the setting that is wrong.
    pub fn check(&self) -> Result<Config, String> {
        let bind: SocketAddr = self.bind.parse().map_err(|_| {
            format!("TANDEM_BIND is {:?}; it must be an address and a port such as 127.0.0.1:8080.", self.bind)
        })?;
        let metrics_bind = match self.metrics_bind.as_str() {
            "" => None,
            text => Some(text.parse().map_err(|_| {
                format!("TANDEM_METRICS_BIND is {text:?}; it must be an address and a port such as 127.0.0.1:9090.")
            })?),
        };
        let public_url = if self.public_url.is_empty() {
            format!("http://localhost:{}", bind.port())
        } else {
            public_url(&self.public_url)?
        };
        if self.mail_from.parse::<lettre::message::Mailbox>().is_err() {
            return Err(format!(
                "TANDEM_MAIL_FROM is {:?}; it must be an address such as Tandem <tandem@example.org>.",
                self.mail_from
            ));
        }
        let cache_mb = self.cache_mb.parse().ok().filter(|mb| *mb <= CACHE_MB_MAX).ok_or_else(|| {
            format!(
                "TANDEM_CACHE_MB is {:?}; it must be a number of megabytes from 0 to {CACHE_MB_MAX}.",
                self.cache_mb
            )
        })?;
        make_folder(&self.data_dir)?;
        let database_url =
            db::Url::parse(&self.database_url, &self.data_dir).map_err(|e| format!("TANDEM_DATABASE_URL {e}."))?;
        let folder = || self.data_dir.join("mail").to_string_lossy().into_owned();
        let mail_url = Some(self.mail_url.clone()).filter(|url| !url.is_empty()).unwrap_or_else(folder);
        let is_copying = matches!(self.command, Some(Command::Backup { .. } | Command::Restore { .. }));
        Ok(Config {
            bind,
            public_url,
            database_url,
            mail_url,
            mail_from: self.mail_from.clone(),
            // A secret made now would hide that the one which the backup belongs to is missing.
            secret: if is_copying { Vec::new() } else { secret_of(&self.secret, &self.data_dir)? },
            data_dir: self.data_dir.clone(),
            metrics_bind,
            cache_mb,
            report_program: self.report_program.clone().into(),
            demo: self.demo,
            cheap_passwords: false,
        })
    }
}

impl Config {
    /// Whether people reach the service by TLS: cookies are then marked `Secure`.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

fn public_url(text: &str) -> Result<String, String> {
    let refuse = || {
        format!(
            "TANDEM_PUBLIC_URL is {text:?}; it must be an address such as https://plans.example.org, without a path."
        )
    };
    let url = Url::parse(text).map_err(|_| refuse())?;
    let plain = matches!(url.scheme(), "http" | "https")
        && url.host_str().is_some()
        && url.path() == "/"
        && url.query().is_none();
    if plain { Ok(text.trim_end_matches('/').to_owned()) } else { Err(refuse()) }
}

fn make_folder(path: &Path) -> Result<(), String> {
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|e| format!("TANDEM_DATA_DIR is {:?}, which cannot be made: {e}.", path.display().to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    fn check(arguments: &[&str]) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().to_string_lossy().into_owned();
        let all = ["tandem-server", "--data-dir", &dir].into_iter().chain(arguments.iter().copied());
        Arguments::try_parse_from(all).unwrap().check()
    }

    #[test]
    fn a_wrong_setting_is_one_sentence_that_names_it() {
        for (arguments, name) in [
            (["--bind", "nowhere"], "TANDEM_BIND"),
            (["--public-url", "plans.example.org"], "TANDEM_PUBLIC_URL"),
            (["--public-url", "https://example.org/plans"], "TANDEM_PUBLIC_URL"),
            (["--database-url", "mysql://x"], "TANDEM_DATABASE_URL"),
            (["--mail-from", "nobody"], "TANDEM_MAIL_FROM"),
            (["--secret", "short"], "TANDEM_SECRET"),
            (["--metrics-bind", "9090"], "TANDEM_METRICS_BIND"),
            (["--cache-mb", "much"], "TANDEM_CACHE_MB"),
        ] {
            let message = check(&arguments).err().unwrap();
            assert!(message.contains(name) && message.lines().count() == 1, "{message}");
        }
    }
}
