//! The press: `tandem-report`, the program beside the server that sets PDFs. A process of its own, since its typesetter is larger than the server, keeps what it
//! has learnt in memory, and is work for a core: it must neither hold up requests nor take every core at once. It gets no environment, so no secrets.

use crate::error::ApiError;
use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
};
use tandem_shared::document::PrintJob;
use tokio::sync::Semaphore;

/// The program's name.
const NAME: &str = "tandem-report";
/// The most that are set at the same time.
const AT_ONCE: usize = 2;
/// The most that wait for their turn; who comes then is asked to come again.
const WAITING: usize = 30;

/// Sets PDFs.
#[derive(Debug)]
pub struct Press {
    program: PathBuf,
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Press {
    /// With the program that is named, or the one beside this program.
    #[must_use]
    pub fn new(named: &Path) -> Self {
        let beside = || std::env::current_exe().map_or_else(|_| NAME.into(), |own| own.with_file_name(NAME));
        let program = if named.as_os_str().is_empty() { beside() } else { named.to_owned() };
        if !program.is_file() {
            tracing::warn!(program = %program.display(), "there will be no PDFs: the program that sets them is not there");
        }
        Self { program, turns: Arc::new(Semaphore::new(AT_ONCE)), places: Arc::new(Semaphore::new(AT_ONCE + WAITING)) }
    }

    /// The PDF.
    ///
    /// # Errors
    /// 503 when the program is not there, 500 when it cannot set this.
    pub async fn set(&self, job: &PrintJob) -> Result<Vec<u8>, ApiError> {
        let place = self.places.clone().try_acquire_owned().map_err(ApiError::unavailable)?;
        let turn = self.turns.clone().acquire_owned().await.map_err(ApiError::unavailable)?;
        let job = serde_json::to_vec(job).map_err(ApiError::internal)?;
        let program = self.program.clone();
        // The turn ends with the program, also when nobody waits for it any more.
        let work = move || {
            let _held = (place, turn);
            run(&program, &job)
        };
        tokio::task::spawn_blocking(work).await.map_err(ApiError::internal)?
    }
}

fn run(program: &Path, job: &[u8]) -> Result<Vec<u8>, ApiError> {
    let mut command = Command::new(program);
    command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let missing = |error| ApiError::unavailable(format!("{} cannot be run: {error}", program.display()));
    let mut child = command.spawn().map_err(missing)?;
    // It reads everything before it writes anything. Dropped, the pipe is closed.
    let told = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(job));
    let output = child.wait_with_output().map_err(ApiError::internal)?;
    if output.status.success() && told.is_ok() && output.stdout.starts_with(b"%PDF-") {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(ApiError::internal(format!("no PDF was set ({}): {said}", output.status)))
}
