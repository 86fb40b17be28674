//! Keys by purpose, all derived from one secret of the installation, and the sealing of what is stored but must not be read from a stolen database: mails
//! that wait (they hold links and codes) and answers kept for idempotency.

use super::secret::{SecretHash, random};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use ed25519_dalek::{Signer, SigningKey};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use tandem_shared::chain::hex;

/// Bytes of the nonce that stands before what is sealed.
const NONCE: usize = 24;

/// What is sealed, bound into the seal: what was sealed for one purpose opens for no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A mail that waits to be sent.
    Outbox,
    /// An answer kept for an idempotency key.
    Idempotency,
}

impl Purpose {
    const fn label(self) -> &'static str {
        match self {
            Self::Outbox => "outbox",
            Self::Idempotency => "idempotency",
        }
    }
}

/// What was to be opened is not what was sealed here: altered, of another purpose or row, or under another secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("sealed with another secret, or altered")]
pub struct BrokenSeal;

/// One key per purpose, derived from the installation's secret.
#[derive(Clone)]
pub struct Keys {
    jwt_user: [u8; 32],
    jwt_guest: [u8; 32],
    code: [u8; 32],
    device: [u8; 32],
    refresh: [u8; 32],
    seal: XChaCha20Poly1305,
    log: SigningKey,
}

impl Keys {
    /// Derives every key: HMAC-SHA256 of a label under the secret, the expansion step of HKDF.
    #[must_use]
    pub fn from_secret(secret: &[u8]) -> Self {
        let derive = |label: &str| hmac(secret, &[b"tandem-v1/", label.as_bytes()]);
        Self {
            jwt_user: derive("jwt-user"),
            jwt_guest: derive("jwt-guest"),
            code: derive("mailed-code"),
            device: derive("known-device"),
            refresh: derive("refresh-token"),
            seal: XChaCha20Poly1305::new(&derive("seal").into()),
            log: SigningKey::from_bytes(&derive("log-checkpoint")),
        }
    }

    /// Signs users' access tokens.
    #[must_use]
    pub const fn jwt_user(&self) -> &[u8; 32] {
        &self.jwt_user
    }

    /// Signs guests' access tokens.
    #[must_use]
    pub const fn jwt_guest(&self) -> &[u8; 32] {
        &self.jwt_guest
    }

    /// What is stored of a six-digit code: keyed, since a million plain hashes are computed in a moment. `scope` is what the code is for, such as a grant's id.
    #[must_use]
    pub fn code_hash(&self, scope: &str, code: &str) -> SecretHash {
        SecretHash::stored(hex(&hmac(&self.code, &[scope.as_bytes(), b"\n", code.as_bytes()])))
    }

    /// Proof for a browser's cookie that someone signed in to this account there.
    #[must_use]
    pub fn device_proof(&self, account: &str) -> String {
        hex(&hmac(&self.device, &[account.as_bytes()]))
    }

    /// Proof that a refresh token is ours.
    #[must_use]
    pub fn refresh_proof(&self, token: &str) -> String {
        URL_SAFE_NO_PAD.encode(hmac(&self.refresh, &[b"proof\n", token.as_bytes()]))
    }

    /// The secret of the refresh token that replaces one.
    #[must_use]
    pub fn refresh_successor(&self, session: &str, secret: &str) -> String {
        URL_SAFE_NO_PAD.encode(hmac(&self.refresh, &[b"successor\n", session.as_bytes(), b"\n", secret.as_bytes()]))
    }

    /// Signs a checkpoint of a log; the signature's 64 bytes.
    #[must_use]
    pub fn sign_checkpoint(&self, message: &[u8]) -> [u8; 64] {
        self.log.sign(message).to_bytes()
    }

    /// The key that verifies checkpoints.
    #[must_use]
    pub fn log_public_key(&self) -> [u8; 32] {
        self.log.verifying_key().to_bytes()
    }

    /// Seals bytes for a purpose and the row they belong to.
    ///
    /// # Errors
    /// [`BrokenSeal`] when there is more than the cipher can take (256 GB).
    pub fn seal(&self, purpose: Purpose, row: &str, plain: &[u8]) -> Result<Vec<u8>, BrokenSeal> {
        let nonce: [u8; NONCE] = random();
        let aad = bound_to(purpose, row);
        let sealed =
            self.seal.encrypt(XNonce::from_slice(&nonce), Payload { msg: plain, aad: &aad }).map_err(|_| BrokenSeal)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`Keys::seal`] gave for the same purpose and row.
    ///
    /// # Errors
    /// [`BrokenSeal`] when it is anything else.
    pub fn open(&self, purpose: Purpose, row: &str, sealed: &[u8]) -> Result<Vec<u8>, BrokenSeal> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE).ok_or(BrokenSeal)?;
        let aad = bound_to(purpose, row);
        self.seal.decrypt(XNonce::from_slice(nonce), Payload { msg: sealed, aad: &aad }).map_err(|_| BrokenSeal)
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

fn bound_to(purpose: Purpose, row: &str) -> Vec<u8> {
    [purpose.label().as_bytes(), b"\n", row.as_bytes()].concat()
}

fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::{Signature, VerifyingKey};

    fn keys() -> Keys {
        Keys::from_secret(b"a secret of this installation only")
    }

    #[test]
    fn what_was_sealed_opens_only_for_its_purpose_row_and_secret() {
        let sealed = keys().seal(Purpose::Outbox, "out_1", b"a link").unwrap();
        assert!(!sealed.windows(6).any(|w| w == b"a link"));
        assert_eq!(keys().open(Purpose::Outbox, "out_1", &sealed).unwrap(), b"a link");
        assert_eq!(keys().open(Purpose::Idempotency, "out_1", &sealed), Err(BrokenSeal));
        assert_eq!(keys().open(Purpose::Outbox, "out_2", &sealed), Err(BrokenSeal));
        assert_eq!(Keys::from_secret(b"another").open(Purpose::Outbox, "out_1", &sealed), Err(BrokenSeal));
    }

    #[test]
    fn any_altered_or_missing_byte_breaks_the_seal() {
        let sealed = keys().seal(Purpose::Outbox, "out_1", b"a link").unwrap();
        for i in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[i] ^= 1;
            assert_eq!(keys().open(Purpose::Outbox, "out_1", &altered), Err(BrokenSeal), "altered {i}");
            assert_eq!(keys().open(Purpose::Outbox, "out_1", &sealed[..i]), Err(BrokenSeal), "cut {i}");
        }
    }

    #[test]
    fn sealing_twice_gives_different_bytes() {
        let seal = || keys().seal(Purpose::Outbox, "out_1", b"a link").unwrap();
        assert_ne!(seal(), seal());
    }

    #[test]
    fn every_purpose_has_a_key_of_its_own_and_the_same_one_each_time() {
        let keys = keys();
        let all = [keys.jwt_user, keys.jwt_guest, keys.code, keys.device, keys.refresh, keys.log.to_bytes()];
        assert!(all.iter().enumerate().all(|(i, a)| all.iter().skip(i + 1).all(|b| a != b)));
        assert_eq!(Keys::from_secret(b"a secret of this installation only").jwt_user, keys.jwt_user);
        assert_ne!(Keys::from_secret(b"another").jwt_user, keys.jwt_user);
        assert_eq!(format!("{keys:?}"), "Keys");
    }

    #[test]
    fn a_signed_checkpoint_verifies_with_the_published_key() {
        let signature = Signature::from_bytes(&keys().sign_checkpoint(b"line 5"));
        let public = VerifyingKey::from_bytes(&keys().log_public_key()).unwrap();
        assert!(public.verify_strict(b"line 5", &signature).is_ok());
        assert!(public.verify_strict(b"line 6", &signature).is_err());
    }

    #[test]
    fn a_mailed_code_is_kept_under_a_key_and_for_one_grant() {
        let hash = keys().code_hash("gr_1", "042042");
        assert!(hash.matches(&keys().code_hash("gr_1", "042042")));
        assert!(!hash.matches(&keys().code_hash("gr_2", "042042")));
        assert!(!hash.matches(&Keys::from_secret(b"another").code_hash("gr_1", "042042")));
    }
}
