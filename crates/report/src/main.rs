//! `tandem-report`: reads a `PrintJob` as JSON from standard input, writes the PDF to standard output. Beside the server, which starts it for each document.

use std::{
    io::{Read, Write, stderr, stdin, stdout},
    process::ExitCode,
    time::Duration,
};

/// Longest work on one document. Nobody waits longer for a page.
const PATIENCE: Duration = Duration::from_secs(30);

fn main() -> ExitCode {
    std::thread::spawn(|| {
        std::thread::sleep(PATIENCE);
        let _ = writeln!(stderr(), "it took longer than {} seconds", PATIENCE.as_secs());
        std::process::exit(2);
    });
    let mut job = Vec::new();
    let read = stdin().read_to_end(&mut job).map_err(|e| e.to_string());
    let set = read.and_then(|_| {
        let job = serde_json::from_slice(&job).map_err(|e| e.to_string())?;
        tandem_report::set(&job).map_err(|e| e.to_string())
    });
    match set.and_then(|pdf| stdout().write_all(&pdf).map_err(|e| e.to_string())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}
