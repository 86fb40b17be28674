//! `tandem-server`: reads settings, then serves, backs up, restores or prints the contract.

use rust_embed_for_web::{EmbedableFile, RustEmbed};
use std::{io::Write, process::ExitCode};
use tandem_api::{
    config::{Arguments, Command},
    server,
    spa::{File, Files},
};

/// The app, embedded; a debug build reads it from the folder at each request.
#[derive(RustEmbed)]
#[folder = "../../target/web/dist"]
#[gzip = false]
#[br = false]
struct Built;

/// What the app was built from: read here so that another app makes another program.
const _: &str = include_str!("../../../target/web/stamp");

fn file(name: &str) -> Option<File> {
    let file = Built::get(name)?;
    Some(File { data: file.data().into(), hash: String::from_iter([file.hash()]) })
}

fn main() -> ExitCode {
    let arguments = match Arguments::read() {
        Ok(arguments) => arguments,
        Err(sentence) => return wrong_setting(&sentence),
    };
    if matches!(arguments.command, Some(Command::Openapi)) {
        return print(&tandem_api::openapi::text());
    }
    let config = match arguments.check() {
        Ok(config) => config,
        Err(sentence) => return wrong_setting(&sentence),
    };
    server::begin_log();
    let result = match &arguments.command {
        Some(Command::Backup { file }) => tandem_api::backup::backup(&config, file),
        Some(Command::Restore { file }) => tandem_api::backup::restore(&config, file),
        Some(Command::Openapi) | None => server::run(config, Files(file)),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            say(&sentence);
            ExitCode::FAILURE
        }
    }
}

fn print(text: &str) -> ExitCode {
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn wrong_setting(sentence: &str) -> ExitCode {
    say(sentence);
    ExitCode::from(2)
}

fn say(sentence: &str) {
    // Nowhere left to complain when standard error is closed.
    writeln!(std::io::stderr(), "tandem-server: {sentence}").ok();
}
