//! The secret that all keys come from.

use crate::auth::secret;
use std::{fs, io::Write, os::unix::fs::OpenOptionsExt, path::Path};

/// The secret that was given, or the one in the data folder, made at the first start and readable by its owner only.
pub(super) fn secret_of(given: &str, data_dir: &Path) -> Result<Vec<u8>, String> {
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

    #[test]
    fn the_secret_is_made_once_and_only_its_owner_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let first = secret_of("", folder.path()).unwrap();
        assert_eq!(secret_of("", folder.path()).unwrap(), first);
        assert_eq!(fs::metadata(folder.path().join("secret")).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
