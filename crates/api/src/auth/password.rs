//! Passwords: judged when chosen (zxcvbn), kept as Argon2id, verified in the same time whether or not the account exists.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::sync::Arc;
use tokio::sync::Semaphore;
use zxcvbn::{Score, zxcvbn};

/// Hashes computed at the same time: each takes 64 MiB.
const AT_ONCE: usize = 2;
/// Characters of a password that are judged: the judgement's time grows with the square, and these decide.
const JUDGED: usize = 72;

/// How much work a hash is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// 64 MiB, two passes: what people's passwords get.
    Full,
    /// Next to nothing, for tests.
    Slight,
}

impl Effort {
    fn params(self) -> Params {
        let (memory_kib, passes) = match self {
            Self::Full => (64 * 1024, 2),
            Self::Slight => (8, 1),
        };
        Params::new(memory_kib, passes, 1, None).unwrap_or_default()
    }

    /// The hash of no password, verified when there is no account, so that the answer takes as long as for one.
    fn hash_of_nobody(self) -> String {
        let params = self.params();
        let (m, t) = (params.m_cost(), params.t_cost());
        format!("$argon2id$v=19$m={m},t={t},p=1$bm9ib2R5IGF0IGFsbC4uLg$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    }
}

/// Hashing failed: no randomness, no memory, or the stored hash is damaged.
#[derive(Debug, thiserror::Error)]
#[error("password hashing failed: {0}")]
pub struct HashingFailed(String);

/// Hashes, verifies and judges passwords, off the threads that serve requests and at most two at once.
#[derive(Clone, Debug)]
pub struct Passwords {
    effort: Effort,
    turns: Arc<Semaphore>,
}

impl Passwords {
    /// With this much work per hash.
    #[must_use]
    pub fn new(effort: Effort) -> Self {
        Self { effort, turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// The text to store for a new password.
    ///
    /// # Errors
    /// When the machine gives no memory or randomness.
    pub async fn hash(&self, password: &str) -> Result<String, HashingFailed> {
        let (password, params) = (password.to_owned(), self.effort.params());
        self.in_turn(move || {
            let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
            argon.hash_password(password.as_bytes()).map(|h| h.to_string()).map_err(|e| HashingFailed(e.to_string()))
        })
        .await
    }

    /// Whether the password is the one that was hashed; with `None` (no account, or no password yet) it does the same work and says no.
    ///
    /// # Errors
    /// When the machine gives no memory, or the stored text is no hash.
    pub async fn verify(&self, password: &str, stored: Option<String>) -> Result<bool, HashingFailed> {
        let exists = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.effort.hash_of_nobody());
        let password = password.to_owned();
        self.in_turn(move || {
            let hash = PasswordHash::new(&stored).map_err(|e| HashingFailed(e.to_string()))?;
            Ok(Argon2::default().verify_password(password.as_bytes(), &hash).is_ok() && exists)
        })
        .await
    }

    /// What is wrong with a new password, in words, or nothing. `about` is what a guesser tries first: the person's name and address, their organization.
    ///
    /// # Errors
    /// When the thread that judges dies.
    pub async fn judge(&self, password: &str, about: &[&str]) -> Result<Option<String>, HashingFailed> {
        let (password, about) = (password.to_owned(), words_of(about));
        self.in_turn(move || Ok(weakness(&password, &about))).await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, HashingFailed> + Send + 'static,
    ) -> Result<T, HashingFailed> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|e| HashingFailed(e.to_string()))?;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        done.await.map_err(|e| HashingFailed(e.to_string()))?
    }
}

/// The texts and the words in them: of `mara.lind@nimbus.example` a guesser tries `mara` too.
fn words_of(texts: &[&str]) -> Vec<String> {
    let parts = texts.iter().flat_map(|t| t.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 2));
    let locals = texts.iter().filter_map(|t| t.split_once('@')).map(|(local, _)| local);
    texts.iter().copied().chain(locals).chain(parts).chain(["tandem"]).map(str::to_lowercase).collect()
}

fn weakness(password: &str, about: &[String]) -> Option<String> {
    let judged: String = password.chars().take(JUDGED).collect();
    let about: Vec<&str> = about.iter().map(String::as_str).collect();
    let judgement = zxcvbn(&judged, &about);
    if judgement.score() >= Score::Three {
        return None;
    }
    let mut sentences = vec!["is too easy to guess.".to_owned()];
    match judgement.feedback() {
        Some(feedback) => {
            sentences.extend(feedback.warning().map(|w| w.to_string()));
            sentences.extend(feedback.suggestions().iter().map(ToString::to_string));
        }
        None => sentences.push("Add another word or two. Uncommon words are better.".to_owned()),
    }
    Some(sentences.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    fn run<T>(future: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
    }

    #[test]
    fn the_right_password_is_told_from_a_wrong_one_and_from_no_account() {
        run(async {
            let passwords = Passwords::new(Effort::Slight);
            let stored = passwords.hash("cold harbour lantern").await.unwrap();
            assert!(stored.starts_with("$argon2id$v=19$m=8,t=1,p=1$") && !stored.contains("harbour"));
            assert!(passwords.verify("cold harbour lantern", Some(stored.clone())).await.unwrap());
            assert!(!passwords.verify("cold harbour lanterm", Some(stored.clone())).await.unwrap());
            assert!(!passwords.verify("cold harbour lantern", None).await.unwrap());
            assert_ne!(passwords.hash("cold harbour lantern").await.unwrap(), stored, "salted");
            assert!(passwords.verify("x", Some("damaged".into())).await.is_err());
        });
    }

    #[test]
    fn full_effort_is_64_mib_and_two_passes() {
        let params = Effort::Full.params();
        assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), (65536, 2, 1));
        assert!(Effort::Full.hash_of_nobody().starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
        assert!(PasswordHash::new(&Effort::Full.hash_of_nobody()).is_ok());
    }

    #[test]
    fn an_unknown_account_costs_the_same_work() {
        run(async {
            let passwords = Passwords::new(Effort::Full);
            let stored = passwords.hash("cold harbour lantern").await.unwrap();
            let mut spent = [Duration::MAX; 2];
            for _ in 0..3 {
                for (i, hash) in [Some(stored.clone()), None].into_iter().enumerate() {
                    let begun = Instant::now();
                    assert!(!passwords.verify("wrong", hash).await.unwrap());
                    spent[i] = spent[i].min(begun.elapsed());
                }
            }
            let ratio = spent[0].as_secs_f64() / spent[1].as_secs_f64();
            assert!((0.5..2.0).contains(&ratio), "{spent:?}");
        });
    }

    #[test]
    fn a_guessable_password_is_refused_with_a_reason() {
        run(async {
            let passwords = Passwords::new(Effort::Slight);
            let about = ["Mara Lindqvist", "mara.lindqvist@nimbus.example", "Northwind Analytics"];
            for weak in
                ["password1234", "qwertyuiop12", "aaaaaaaaaaaaaa", "lindqvist1987", "northwind2026", "tandemtandem1"]
            {
                let reason = passwords.judge(weak, &about).await.unwrap().unwrap_or_else(|| panic!("{weak} passed"));
                assert!(reason.starts_with("is too easy to guess. ") && !reason.contains('!'), "{reason}");
            }
            for strong in
                ["cold harbour lantern", "vX9#kq2LmP0z", &"long ".repeat(25).replace("long", "quiet otter")[..128]]
            {
                assert_eq!(passwords.judge(strong, &about).await.unwrap(), None, "{strong}");
            }
        });
    }
}
