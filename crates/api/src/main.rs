//! `tandem-server`: reads settings, then serves, backs up, restores or prints the contract.

use std::{io::Write, process::ExitCode};
use tandem_api::{
    config::{Arguments, Command},
    server,
};

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
        Some(Command::Openapi) | None => server::run(config),
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
