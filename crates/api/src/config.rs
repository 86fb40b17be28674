//! Settings: from the command line, the environment, a file, in this order. A wrong one is one sentence and exit code 2.

use crate::{auth::secret, db};
use clap::{Parser, Subcommand};
use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    net::SocketAddr,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};
use url::Url;

/// Mutual action plans that a seller and a buyer both own.
#[derive(Parser, Debug)]
#[command(
    name = "tandem-server",
    version,
    about,
    after_help = "Settings are documented in docs/operations.md. A file given with --config holds the same names in TOML, such as bind = \"0.0.0.0:8080\"."
)]
pub struct Arguments {
    /// File of settings in TOML; its keys are the names below without TANDEM_, in lower case
    #[arg(long, env = "TANDEM_CONFIG", global = true)]
    pub config: Option<PathBuf>,
    /// Address to listen on
    #[arg(long, env = "TANDEM_BIND", default_value = "127.0.0.1:8080")]
    pub bind: String,
    /// Where people reach the service; links in mails begin with it [default: http://localhost and the port]
    #[arg(long, env = "TANDEM_PUBLIC_URL", default_value = "", hide_default_value = true)]
    pub public_url: String,
    /// Folder of everything that is kept
    #[arg(long, env = "TANDEM_DATA_DIR", default_value = "./data")]
    pub data_dir: PathBuf,
    /// postgres://… or sqlite:PATH [default: tandem.db in the data folder]
    #[arg(long, env = "TANDEM_DATABASE_URL", default_value = "", hide_default_value = true, hide_env_values = true)]
    pub database_url: String,
    /// smtp://user:password@host:port?tls=required, smtps://…, or a folder for .eml files [default: mail/ in the data folder]
    #[arg(long, env = "TANDEM_MAIL_URL", default_value = "", hide_default_value = true, hide_env_values = true)]
    pub mail_url: String,
    /// Sender of mails
    #[arg(long, env = "TANDEM_MAIL_FROM", default_value = "Tandem <tandem@localhost>")]
    pub mail_from: String,
    /// Reserved: where files will be kept
    #[arg(long, env = "TANDEM_FILES_URL", default_value = "", hide_default_value = true)]
    pub files_url: String,
    /// At least 32 characters; all keys come from it [default: made once and kept in the data folder]
    #[arg(long, env = "TANDEM_SECRET", default_value = "", hide_default_value = true, hide_env_values = true)]
    pub secret: String,
    /// Address to serve metrics on [default: off]
    #[arg(long, env = "TANDEM_METRICS_BIND", default_value = "", hide_default_value = true)]
    pub metrics_bind: String,
    /// Megabytes of memory for answers that may be asked for again; 0 keeps none
    #[arg(long, env = "TANDEM_CACHE_MB", default_value = "32")]
    pub cache_mb: String,
    /// The program that sets PDFs [default: tandem-report beside this program]
    #[arg(long, env = "TANDEM_REPORT_PROGRAM", default_value = "", hide_default_value = true)]
    pub report_program: String,
    /// Make a demo organization with deals and a plan when the store is empty (true or false)
    #[arg(long, env = "TANDEM_DEMO", default_value = "false", action = clap::ArgAction::Set, num_args = 0..=1, default_missing_value = "true")]
    pub demo: bool,
    /// What to do instead of serving
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do instead of serving.
#[derive(Subcommand, Debug, Clone)]
pub enum Command {
    /// Writes a backup of the store to FILE while the service runs (SQLite; for PostgreSQL use pg_dump)
    Backup {
        /// The file to write; must not exist
        file: PathBuf,
    },
    /// Restores FILE into an empty data folder, after checking its integrity and every log's chain
    Restore {
        /// A file that backup wrote
        file: PathBuf,
    },
    /// Prints the contract of the API as JSON
    Openapi,
}

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

/// Keys a file of settings may hold.
const FILE_KEYS: [&str; 12] = [
    "bind",
    "public_url",
    "data_dir",
    "database_url",
    "mail_url",
    "mail_from",
    "files_url",
    "secret",
    "metrics_bind",
    "cache_mb",
    "report_program",
    "demo",
];

impl Arguments {
    /// Reads the command line, the environment and the file that either names.
    ///
    /// # Errors
    /// One sentence about the setting that is wrong. Help and version end the process.
    pub fn read() -> Result<Self, String> {
        let given: Vec<String> = std::env::args().collect();
        let first = Self::try_parse_from(&given).unwrap_or_else(|error| error.exit());
        let Some(file) = &first.config else { return Ok(first) };
        let from_file = read_file(file)?;
        // What the file says goes before what was given, for settings that neither the command line nor the environment names.
        let mut arguments: Vec<String> = given.iter().take(1).cloned().collect();
        for (key, value) in from_file {
            let flag = format!("--{}", key.replace('_', "-"));
            let named = given.iter().any(|g| *g == flag || g.starts_with(&format!("{flag}=")));
            if !named && std::env::var_os(format!("TANDEM_{}", key.to_uppercase())).is_none() {
                arguments.push(format!("{flag}={value}"));
            }
        }
        arguments.extend(given.into_iter().skip(1));
        Self::try_parse_from(arguments)
            .map_err(|e| e.to_string().lines().next().unwrap_or("a setting is wrong").to_owned())
    }

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

fn read_file(path: &Path) -> Result<BTreeMap<String, String>, String> {
    let shown = path.display();
    let text = fs::read_to_string(path).map_err(|e| format!("The file of settings {shown} cannot be read: {e}."))?;
    let table: toml::Table = text
        .parse()
        .map_err(|e: toml::de::Error| format!("The file of settings {shown} is not TOML: {}.", e.message()))?;
    table
        .into_iter()
        .map(|(key, value)| {
            if !FILE_KEYS.contains(&key.as_str()) {
                return Err(format!(
                    "The file of settings {shown} names {key:?}, which is no setting; there are: {}.",
                    FILE_KEYS.join(", ")
                ));
            }
            match value {
                toml::Value::String(text) => Ok((key, text)),
                toml::Value::Boolean(yes) => Ok((key, yes.to_string())),
                _ => Err(format!(
                    "The file of settings {shown} gives {key} a value that is neither a text nor true or false."
                )),
            }
        })
        .collect()
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

/// The secret that was given, or the one in the data folder, made at the first start and readable by its owner only.
fn secret_of(given: &str, data_dir: &Path) -> Result<Vec<u8>, String> {
    if !given.is_empty() {
        return if given.len() >= 32 {
            Ok(given.as_bytes().to_vec())
        } else {
            Err("TANDEM_SECRET must have at least 32 characters.".into())
        };
    }
    let path = data_dir.join("secret");
    if let Ok(kept) = fs::read(&path) {
        let is_whole = kept.trim_ascii().len() >= 32;
        return if is_whole {
            Ok(kept.trim_ascii().to_vec())
        } else {
            Err(format!("The file {} is too short to be the secret.", path.display()))
        };
    }
    let fresh = secret::PlainSecret::generate();
    let written = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).and_then(|mut file| {
        file.write_all(fresh.expose().as_bytes())?;
        file.sync_all()
    });
    written.map_err(|e| format!("The secret cannot be kept in {}: {e}.", path.display()))?;
    Ok(fresh.expose().as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn the_secret_is_made_once_and_only_its_owner_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let first = secret_of("", folder.path()).unwrap();
        assert_eq!(secret_of("", folder.path()).unwrap(), first);
        assert_eq!(fs::metadata(folder.path().join("secret")).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_file_of_settings_with_an_unknown_name_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tandem.toml");
        fs::write(&path, "bind = \"127.0.0.1:1\"\nbnd = \"x\"\n").unwrap();
        assert!(read_file(&path).unwrap_err().contains("\"bnd\""));
        fs::write(&path, "bind = \"127.0.0.1:1\"\ndemo = true\n").unwrap();
        assert_eq!(read_file(&path).unwrap().get("demo").map(String::as_str), Some("true"));
    }
}
