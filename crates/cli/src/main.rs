//! `tandem`: what a person runs beside the server. Today: the offline verifier of activity logs.

mod verify_log;

use clap::{Parser, Subcommand};
use std::{
    io::{Write, stderr, stdout},
    path::PathBuf,
    process::ExitCode,
};

/// What a person runs beside the server of Tandem
#[derive(Parser)]
#[command(name = "tandem", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Verifies an exported activity log without the server
    ///
    /// Exit code 0: the log is whole. 1: it was altered, reordered or cut. 2: the file or the key cannot be read.
    VerifyLog {
        /// The answer of GET /api/v1/plans/{plan_id}/events/export; `-` reads standard input
        file: PathBuf,
        /// Public key (base64) that you hold from before; without it the one in the file is used
        #[arg(long)]
        key: Option<String>,
    },
}

fn main() -> ExitCode {
    let Command::VerifyLog { file, key } = Arguments::parse().command;
    // A closed pipe is the reader's choice, not a fault of the log.
    match verify_log::run(&file, key.as_deref()) {
        Ok(sentence) => {
            let _ = writeln!(stdout(), "{sentence}");
            ExitCode::SUCCESS
        }
        Err(failure) => {
            let _ = writeln!(stderr(), "{failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}
