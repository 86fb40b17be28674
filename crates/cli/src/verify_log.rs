//! Verifies an exported log: its chain of hashes, then every signed checkpoint.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, VerifyingKey};
use std::{fmt, fs, io::Read as _, path::Path};
use tandem_shared::chain::{self, Checkpoint, ExportedLog};

/// Why a log was not found whole.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The log is not what was written.
    Altered(String),
    /// The file or the key is not what it should be.
    Unreadable(String),
}

impl Failure {
    /// What the process ends with.
    pub(crate) const fn exit_code(&self) -> u8 {
        match self {
            Self::Altered(_) => 1,
            Self::Unreadable(_) => 2,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Altered(reason) => write!(f, "NOT WHOLE: {reason}."),
            Self::Unreadable(reason) => write!(f, "cannot verify: {reason}."),
        }
    }
}

/// Verifies the file; one sentence says what was found.
pub(crate) fn run(file: &Path, key: Option<&str>) -> Result<String, Failure> {
    let text = read(file).map_err(|e| Failure::Unreadable(format!("{} cannot be read: {e}", file.display())))?;
    let log: ExportedLog = serde_json::from_str(&text)
        .map_err(|e| Failure::Unreadable(format!("{} is not an exported log: {e}", file.display())))?;
    verify(&log, key)
}

fn read(file: &Path) -> std::io::Result<String> {
    if file == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        return Ok(text);
    }
    fs::read_to_string(file)
}

/// Verifies a log with the key the caller trusts, or else with its own.
fn verify(log: &ExportedLog, key: Option<&str>) -> Result<String, Failure> {
    let verifying = parse_key(key.unwrap_or(&log.public_key))?;
    if key.is_some_and(|key| key.trim() != log.public_key) {
        return Err(Failure::Altered("the log was signed with another key than the one given".into()));
    }
    chain::verify(&log.lines).map_err(Failure::Altered)?;
    for checkpoint in &log.checkpoints {
        if !is_signed(checkpoint, &verifying) {
            return Err(Failure::Altered(format!(
                "the signature of the checkpoint at line {} is not valid",
                checkpoint.seq
            )));
        }
        chain::verify_checkpoint(&log.lines, checkpoint).map_err(Failure::Altered)?;
    }
    Ok(sentence(log, key.is_some()))
}

fn sentence(log: &ExportedLog, trusted: bool) -> String {
    let signed_to = log.checkpoints.iter().map(|c| c.seq).max().unwrap_or(0);
    let name = log.lines.first().map_or("the log", |line| line.log.as_str());
    let mut text = format!("whole: {name}, {} lines, {} signed checkpoints", log.lines.len(), log.checkpoints.len());
    if signed_to > 0 {
        text += &format!(", the last at line {signed_to}");
    }
    if !trusted {
        text += &format!(
            "; signed with the key in the file, {}: compare it with the one the service publishes",
            log.public_key
        );
    }
    text
}

fn parse_key(text: &str) -> Result<VerifyingKey, Failure> {
    let not_a_key = || Failure::Unreadable("the public key is not an Ed25519 key in base64".into());
    let bytes: [u8; 32] =
        STANDARD.decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok()).ok_or_else(not_a_key)?;
    VerifyingKey::from_bytes(&bytes).map_err(|_| not_a_key())
}

fn is_signed(checkpoint: &Checkpoint, key: &VerifyingKey) -> bool {
    let signature = STANDARD.decode(&checkpoint.signature).ok().and_then(|bytes| Signature::from_slice(&bytes).ok());
    signature.is_some_and(|signature| key.verify_strict(checkpoint.message().as_bytes(), &signature).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::{Signer as _, SigningKey};
    use tandem_shared::chain::{ChainLine, Content, GENESIS, commitment};

    fn key() -> SigningKey {
        SigningKey::from_bytes(&[7; 32])
    }

    fn line(seq: i64, prev: &str) -> ChainLine {
        let content = Content { title: format!("Action {seq}"), changes: vec![] };
        let mut line = ChainLine {
            log: "plan_1".into(),
            seq,
            at: seq,
            kind: "action.created".into(),
            visibility: "shared".into(),
            actor_kind: "user".into(),
            actor_id: "user_1".into(),
            actor_side: "seller".into(),
            actor_commitment: commitment("salt", "Ada"),
            subject: format!("act_{seq}"),
            parent: String::new(),
            content_commitment: commitment("salt", &content.canonical()),
            prev: prev.to_owned(),
            hash: String::new(),
            actor_name: Some("Ada".into()),
            actor_salt: Some("salt".into()),
            content: Some(content),
            content_salt: Some("salt".into()),
        };
        line.hash = line.expected_hash();
        line
    }

    fn log(n: i64) -> ExportedLog {
        let mut lines: Vec<ChainLine> = vec![];
        for seq in 1..=n {
            let prev = lines.last().map_or(GENESIS.to_owned(), |l| l.hash.clone());
            lines.push(line(seq, &prev));
        }
        let checkpoints = vec![checkpoint(&lines, n / 2), checkpoint(&lines, n)];
        ExportedLog { lines, checkpoints, public_key: STANDARD.encode(key().verifying_key().as_bytes()) }
    }

    fn checkpoint(lines: &[ChainLine], seq: i64) -> Checkpoint {
        let hash = lines[usize::try_from(seq - 1).unwrap()].hash.clone();
        let mut checkpoint = Checkpoint { log: "plan_1".into(), seq, hash, at: 99, signature: String::new() };
        checkpoint.signature = STANDARD.encode(key().sign(checkpoint.message().as_bytes()).to_bytes());
        checkpoint
    }

    fn altered(log: &ExportedLog) -> String {
        match verify(log, None) {
            Err(Failure::Altered(reason)) => reason,
            other => panic!("found whole: {other:?}"),
        }
    }

    #[test]
    fn a_whole_log_is_found_whole_and_the_sentence_says_how_far_it_is_signed() {
        let log = log(6);
        assert!(
            verify(&log, None)
                .unwrap()
                .starts_with("whole: plan_1, 6 lines, 2 signed checkpoints, the last at line 6; signed with")
        );
        assert_eq!(
            verify(&log, Some(&log.public_key)).unwrap(),
            "whole: plan_1, 6 lines, 2 signed checkpoints, the last at line 6"
        );
    }

    #[test]
    fn every_line_altered_removed_or_swapped_is_found() {
        for i in 0..20 {
            let mut bad = log(20);
            bad.lines[i].content.as_mut().unwrap().title = "Other".into();
            altered(&bad);
            let mut bad = log(20);
            bad.lines.remove(i);
            altered(&bad);
            let mut bad = log(20);
            bad.lines.swap(i, (i + 1) % 20);
            altered(&bad);
        }
    }

    #[test]
    fn a_cut_tail_is_found_by_the_checkpoint() {
        for n in 0..20 {
            let mut cut = log(20);
            cut.lines.truncate(n);
            assert!(altered(&cut).contains("cut"), "cut to {n}");
        }
    }

    #[test]
    fn a_log_rewritten_with_right_hashes_is_found_by_the_checkpoint() {
        let mut forged = log(4);
        let prev = forged.lines[2].prev.clone();
        forged.lines[2] = line(3, &prev);
        forged.lines[2].actor_id = "user_2".into();
        forged.lines[2].hash = forged.lines[2].expected_hash();
        forged.lines[3].prev = forged.lines[2].hash.clone();
        forged.lines[3].hash = forged.lines[3].expected_hash();
        assert!(altered(&forged).contains("rewritten"));
        // The forger moves the checkpoint too, but cannot sign it.
        forged.checkpoints[1].hash = forged.lines[3].hash.clone();
        assert!(altered(&forged).contains("signature"));
    }

    #[test]
    fn a_forger_with_a_key_of_their_own_is_found_by_the_key_one_holds() {
        let honest = log(2).public_key;
        let mut forged = log(2);
        forged.public_key = STANDARD.encode(SigningKey::from_bytes(&[8; 32]).verifying_key().as_bytes());
        assert!(matches!(verify(&forged, Some(&honest)), Err(Failure::Altered(_))));
        assert!(matches!(verify(&forged, None), Err(Failure::Altered(_))));
    }

    #[test]
    fn what_is_no_log_and_no_key_ends_with_another_code() {
        assert_eq!(verify(&log(2), Some("nonsense")).unwrap_err().exit_code(), 2);
        assert_eq!(run(Path::new("does-not-exist.json"), None).unwrap_err().exit_code(), 2);
        let file = std::env::temp_dir().join(format!("tandem-verify-{}.json", std::process::id()));
        fs::write(&file, "{}").unwrap();
        assert_eq!(run(&file, None).unwrap_err().exit_code(), 2);
        fs::write(&file, serde_json::to_string(&log(3)).unwrap()).unwrap();
        assert!(run(&file, None).is_ok());
        fs::remove_file(&file).unwrap();
    }
}
