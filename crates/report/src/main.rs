//! `tandem-report`: reads a `PrintJob` as JSON from standard input, writes the PDF to standard output. Beside the server, which starts it for each document.

use std::{
    io::{Read, Write, stderr, stdin, stdout},
    process::ExitCode,
    sync::mpsc::channel,
    thread,
    time::Duration,
};

/// Longest work on one document. Nobody waits longer for a page.
const PATIENCE: Duration = Duration::from_secs(30);
/// Bytes of stack for the typesetter, which nests deeply.
const STACK: usize = 16 << 20;

fn main() -> ExitCode {
    let (done, result) = channel();
    let work = move || drop(done.send(print()));
    let started = thread::Builder::new().stack_size(STACK).spawn(work);
    let result = match started {
        Ok(_) => result.recv_timeout(PATIENCE).unwrap_or_else(|error| Err(error.to_string())),
        Err(error) => Err(error.to_string()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn print() -> Result<(), String> {
    let mut job = Vec::new();
    stdin().read_to_end(&mut job).map_err(|e| e.to_string())?;
    let job = serde_json::from_slice(&job).map_err(|e| e.to_string())?;
    let pdf = tandem_report::set(&job).map_err(|e| e.to_string())?;
    stdout().write_all(&pdf).map_err(|e| e.to_string())
}
