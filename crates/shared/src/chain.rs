//! The hash chain of a log: what a line's hash covers, and how an exported log is verified without the server.
//!
//! A line's hash is SHA-256 over its canonical JSON: keys in the order below, no spaces. Names and contents enter only as salted commitments, so that
//! erasing a person (clear text and salt) leaves the chain whole.

use crate::event::Change;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The previous hash of a log's first line.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One line of an exported log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChainLine {
    /// Id of the log: the plan's or the organization's.
    pub log: String,
    /// Number of the line, from 1.
    pub seq: i64,
    /// When it happened, microseconds since 1970.
    pub at: i64,
    /// What happened.
    #[serde(rename = "type")]
    pub kind: String,
    /// `shared` or `internal`.
    pub visibility: String,
    /// Kind of the actor.
    pub actor_kind: String,
    /// Id of the actor.
    pub actor_id: String,
    /// Side of the actor.
    pub actor_side: String,
    /// Commitment to the actor's name.
    pub actor_commitment: String,
    /// Id of the thing that changed.
    pub subject: String,
    /// Id of the milestone it stands under; empty when none.
    pub parent: String,
    /// Commitment to title and changes.
    pub content_commitment: String,
    /// Hash of the line before.
    pub prev: String,
    /// Hash of this line.
    pub hash: String,
    /// The actor's name, unless erased.
    pub actor_name: Option<String>,
    /// Salt of the name's commitment, unless erased.
    pub actor_salt: Option<String>,
    /// Title and changes, unless erased.
    pub content: Option<Content>,
    /// Salt of the content's commitment, unless erased.
    pub content_salt: Option<String>,
}

/// The clear text of what an event is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Content {
    /// Title or name at the time.
    pub title: String,
    /// Fields that changed.
    pub changes: Vec<Change>,
}

impl Content {
    /// The text that is committed to.
    #[must_use]
    pub fn canonical(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// A signed statement that a log had this hash at this line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Checkpoint {
    /// Id of the log.
    pub log: String,
    /// Number of the line.
    pub seq: i64,
    /// Hash of that line.
    pub hash: String,
    /// When it was signed, microseconds since 1970.
    pub at: i64,
    /// Ed25519 signature over [`Checkpoint::message`], base64.
    pub signature: String,
}

impl Checkpoint {
    /// The bytes that are signed.
    #[must_use]
    pub fn message(&self) -> String {
        format!("tandem-checkpoint-v1\n{}\n{}\n{}\n{}", self.log, self.seq, self.hash, self.at)
    }
}

/// A log as it is exported: lines, checkpoints, and the key that verifies them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedLog {
    /// Every line, in order.
    pub lines: Vec<ChainLine>,
    /// Every checkpoint, in order.
    pub checkpoints: Vec<Checkpoint>,
    /// Ed25519 public key, base64. Compare it with the one the service publishes at `/api/v1/log-key`.
    pub public_key: String,
}

/// Lower-case hex of bytes.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |n: u8| DIGITS.get(usize::from(n)).map_or('0', |d| char::from(*d));
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect()
}

/// SHA-256 of the salt, a line feed and the text, as hex.
#[must_use]
pub fn commitment(salt: &str, text: &str) -> String {
    hex(&Sha256::new().chain_update(salt).chain_update(b"\n").chain_update(text).finalize())
}

impl ChainLine {
    /// The hash this line must have.
    #[must_use]
    pub fn expected_hash(&self) -> String {
        /// What the hash covers, in this order.
        #[derive(Serialize)]
        struct Canonical<'a> {
            v: u8,
            log: &'a str,
            seq: i64,
            at: i64,
            #[serde(rename = "type")]
            kind: &'a str,
            visibility: &'a str,
            actor_kind: &'a str,
            actor_id: &'a str,
            actor_side: &'a str,
            actor_commitment: &'a str,
            subject: &'a str,
            parent: &'a str,
            content_commitment: &'a str,
            prev: &'a str,
        }
        let canonical = Canonical {
            v: 1,
            log: &self.log,
            seq: self.seq,
            at: self.at,
            kind: &self.kind,
            visibility: &self.visibility,
            actor_kind: &self.actor_kind,
            actor_id: &self.actor_id,
            actor_side: &self.actor_side,
            actor_commitment: &self.actor_commitment,
            subject: &self.subject,
            parent: &self.parent,
            content_commitment: &self.content_commitment,
            prev: &self.prev,
        };
        hex(&Sha256::digest(serde_json::to_vec(&canonical).unwrap_or_default()))
    }

    fn fault(&self) -> Option<&'static str> {
        if self.hash != self.expected_hash() {
            return Some("its hash does not fit its contents");
        }
        let kept = |salt: &Option<String>, text: Option<String>, committed: &str| match (salt, text) {
            (Some(salt), Some(text)) => commitment(salt, &text) == committed,
            (None, None) => true,
            _ => false,
        };
        if !kept(&self.actor_salt, self.actor_name.clone(), &self.actor_commitment) {
            return Some("the actor's name was altered");
        }
        if !kept(&self.content_salt, self.content.as_ref().map(Content::canonical), &self.content_commitment) {
            return Some("its title or changes were altered");
        }
        None
    }
}

/// Verifies that lines form one whole chain from the first.
///
/// # Errors
/// One sentence that names the first line that does not fit.
pub fn verify(lines: &[ChainLine]) -> Result<(), String> {
    let mut prev = GENESIS;
    for (line, seq) in lines.iter().zip(1i64..) {
        if line.seq != seq {
            return Err(format!("line {seq} is missing or out of order: found {}", line.seq));
        }
        if line.prev != prev {
            return Err(format!("line {seq} does not follow the line before it"));
        }
        if let Some(fault) = line.fault() {
            return Err(format!("line {seq}: {fault}"));
        }
        if lines.first().is_some_and(|first| first.log != line.log) {
            return Err(format!("line {seq} belongs to another log"));
        }
        prev = &line.hash;
    }
    Ok(())
}

/// Verifies that a checkpoint, whose signature was checked before, fits the lines.
///
/// # Errors
/// One sentence: the tail was cut, or the line was rewritten.
pub fn verify_checkpoint(lines: &[ChainLine], checkpoint: &Checkpoint) -> Result<(), String> {
    let line = usize::try_from(checkpoint.seq - 1).ok().and_then(|i| lines.get(i));
    match line {
        None => Err(format!("the log ends before line {}, which was signed: its tail was cut", checkpoint.seq)),
        Some(line) if line.hash != checkpoint.hash || line.log != checkpoint.log => {
            Err(format!("line {} is not the one that was signed: the log was rewritten", checkpoint.seq))
        }
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(n: i64) -> Vec<ChainLine> {
        let mut prev = GENESIS.to_owned();
        (1..=n)
            .map(|seq| {
                let content = Content { title: format!("Title {seq}"), changes: vec![] };
                let mut line = ChainLine {
                    log: "plan_1".into(),
                    seq,
                    at: seq * 10,
                    kind: "action.completed".into(),
                    visibility: "shared".into(),
                    actor_kind: "user".into(),
                    actor_id: "user_1".into(),
                    actor_side: "seller".into(),
                    actor_commitment: commitment("a", "Ada"),
                    subject: "act_1".into(),
                    parent: String::new(),
                    content_commitment: commitment("b", &content.canonical()),
                    prev: prev.clone(),
                    hash: String::new(),
                    actor_name: Some("Ada".into()),
                    actor_salt: Some("a".into()),
                    content: Some(content),
                    content_salt: Some("b".into()),
                };
                line.hash = line.expected_hash();
                prev.clone_from(&line.hash);
                line
            })
            .collect()
    }

    #[test]
    fn each_line_altered_removed_or_swapped_is_found() {
        assert_eq!(verify(&lines(20)), Ok(()));
        for i in 0..20 {
            let mut altered = lines(20);
            altered[i].content.as_mut().unwrap().title = "Other".into();
            assert!(verify(&altered).is_err(), "altered {i}");
            let mut rehashed = lines(20);
            rehashed[i].actor_id = "user_2".into();
            rehashed[i].hash = rehashed[i].expected_hash();
            assert_eq!(
                verify(&rehashed).is_err(),
                i < 19,
                "rehashed {i}: only the last one needs a checkpoint to be found"
            );
            let mut removed = lines(20);
            removed.remove(i);
            assert_eq!(
                verify(&removed).is_err(),
                i < 19,
                "removed {i}: only the last one needs a checkpoint to be found"
            );
            if i > 0 {
                let mut swapped = lines(20);
                swapped.swap(i, i - 1);
                assert!(verify(&swapped).is_err(), "swapped {i}");
            }
        }
    }

    #[test]
    fn a_checkpoint_finds_a_cut_tail_and_a_rewritten_line() {
        let whole = lines(5);
        let checkpoint =
            Checkpoint { log: "plan_1".into(), seq: 5, hash: whole[4].hash.clone(), at: 0, signature: String::new() };
        assert_eq!(verify_checkpoint(&whole, &checkpoint), Ok(()));
        assert!(verify_checkpoint(&whole[..4], &checkpoint).unwrap_err().contains("cut"));
        let mut rewritten = whole;
        rewritten[4].actor_id = "user_2".into();
        rewritten[4].hash = rewritten[4].expected_hash();
        assert!(verify_checkpoint(&rewritten, &checkpoint).unwrap_err().contains("rewritten"));
    }

    #[test]
    fn erasing_a_name_with_its_salt_leaves_the_chain_whole() {
        let mut erased = lines(3);
        erased[1].actor_name = None;
        assert!(verify(&erased).is_err(), "a name without its salt is an alteration");
        erased[1].actor_salt = None;
        assert_eq!(verify(&erased), Ok(()));
    }
}
