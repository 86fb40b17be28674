//! What a person may set, on the command line, in the environment and in a file.

use clap::{Parser, Subcommand};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

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

#[cfg(test)]
mod tests {
    use super::*;

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
