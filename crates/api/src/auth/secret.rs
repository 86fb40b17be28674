//! Secrets that are shown once and stored only as SHA-256: links, refresh cookies, short codes to type by hand, six-digit codes.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use std::hint::black_box;
use tandem_shared::chain::hex;

/// Crockford's base32: no I, L, O, U, so that a code read aloud or from paper is typed right.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a short code without its dashes: 60 random bits.
const SHORT_CODE_LENGTH: usize = 12;
/// Length of 256 bits in base64 without padding.
const SECRET_LENGTH: usize = 43;

/// Random bytes from the operating system.
///
/// # Panics
/// When the operating system gives none: nothing safe can be done then.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    #[expect(clippy::expect_used, reason = "without randomness no secret is one; the request must die")]
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// Whether two byte strings are equal, in a time that depends on their lengths only.
#[must_use]
pub fn equal(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && black_box(a.iter().zip(b).fold(0u8, |sum, (x, y)| black_box(sum | (x ^ y)))) == 0
}

/// A secret in clear text, to be shown or sent once. Never stored, never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct PlainSecret(String);

impl PlainSecret {
    /// A new one of 256 random bits, base64url.
    #[must_use]
    pub fn generate() -> Self {
        Self(URL_SAFE_NO_PAD.encode(random::<32>()))
    }

    /// One that a caller sent.
    #[must_use]
    pub fn received(text: &str) -> Self {
        Self(text.trim().to_owned())
    }

    /// The clear text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is stored.
    #[must_use]
    pub fn hash(&self) -> SecretHash {
        SecretHash::of(&self.0)
    }
}

impl std::fmt::Debug for PlainSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PlainSecret")
    }
}

/// The SHA-256 of a secret, as lower-case hex: what the store keeps and looks up.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretHash(String);

impl SecretHash {
    fn of(text: &str) -> Self {
        Self(hex(&Sha256::digest(text)))
    }

    /// One that was read from the store.
    #[must_use]
    pub fn stored(hex: String) -> Self {
        Self(hex)
    }

    /// 64 hex digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether both are of the same secret, in constant time.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        equal(self.0.as_bytes(), other.0.as_bytes())
    }
}

impl std::fmt::Debug for SecretHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretHash")
    }
}

/// The short code of a link, typed by hand where a mail gateway lost the link: twelve characters shown as `XXXX-XXXX-XXXX`.
#[derive(Clone, PartialEq, Eq)]
pub struct ShortCode(String);

impl ShortCode {
    /// A new one of 60 random bits.
    #[must_use]
    pub fn generate() -> Self {
        let digit = |b: &u8| CROCKFORD.get(usize::from(b & 31)).map_or('0', |d| char::from(*d));
        Self(random::<SHORT_CODE_LENGTH>().iter().map(digit).collect())
    }

    /// Reads what a person typed: any case, with or without dashes and spaces, O for 0, I or L for 1.
    #[must_use]
    pub fn typed(text: &str) -> Option<Self> {
        let code: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '–' | '—' | '.'))
            .map(as_digit)
            .collect();
        (code.len() == SHORT_CODE_LENGTH && code.bytes().all(|b| CROCKFORD.contains(&b))).then_some(Self(code))
    }

    /// As it stands in the mail.
    #[must_use]
    pub fn grouped(&self) -> String {
        let groups: Vec<&str> = (0..3).filter_map(|i| self.0.get(i * 4..i * 4 + 4)).collect();
        groups.join("-")
    }

    /// What is stored.
    #[must_use]
    pub fn hash(&self) -> SecretHash {
        SecretHash::of(&self.0)
    }
}

impl std::fmt::Debug for ShortCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ShortCode")
    }
}

fn as_digit(c: char) -> char {
    match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

/// What a person brings to a link's landing page: the secret of the link, or the short code typed by hand.
#[derive(Debug)]
pub enum LinkProof {
    /// Look up by the hash of the link's secret.
    Secret(SecretHash),
    /// Look up by the hash of the short code.
    Code(SecretHash),
}

impl LinkProof {
    /// Tells which of the two was sent. Text that is neither is hashed like a secret, and found nowhere.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        match ShortCode::typed(text) {
            Some(code) if text.len() < SECRET_LENGTH => Self::Code(code.hash()),
            _ => Self::Secret(SecretHash::of(text)),
        }
    }
}

/// Six random digits, each code equally likely.
#[must_use]
pub fn six_digits() -> String {
    // The largest multiple of a million below 2^32: beyond it some codes would be likelier.
    const LIMIT: u32 = u32::MAX - u32::MAX % 1_000_000;
    loop {
        let n = u32::from_le_bytes(random());
        if n < LIMIT {
            return format!("{:06}", n % 1_000_000);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_has_256_bits_fits_a_url_and_never_prints() {
        let (a, b) = (PlainSecret::generate(), PlainSecret::generate());
        assert_ne!(a, b);
        assert_eq!(URL_SAFE_NO_PAD.decode(a.expose()).unwrap().len(), 32);
        assert_eq!(a.expose().len(), SECRET_LENGTH);
        assert_eq!(format!("{a:?} {:?} {:?}", a.hash(), ShortCode::generate()), "PlainSecret SecretHash ShortCode");
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for _ in 0..200 {
            let code = ShortCode::generate();
            let shown = code.grouped();
            assert_eq!(shown.len(), 14);
            for typed in [
                shown.clone(),
                shown.to_lowercase(),
                shown.replace('-', ""),
                shown.replace('-', " "),
                format!("  {shown}\n"),
            ] {
                assert!(ShortCode::typed(&typed).unwrap().hash().matches(&code.hash()), "{typed}");
            }
            let sloppy = shown.replace('0', "o").replace('1', "l");
            assert_eq!(ShortCode::typed(&sloppy).unwrap(), code);
        }
        for wrong in ["", "ABCD", "ABCD-EFGH-JKMU", "ABCD-EFGH-JKMN-P", "ABCD-EFGH-JKM!"] {
            assert!(ShortCode::typed(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_link_and_its_code_are_told_apart() {
        let (secret, code) = (PlainSecret::generate(), ShortCode::generate());
        assert!(matches!(LinkProof::read(secret.expose()), LinkProof::Secret(h) if h.matches(&secret.hash())));
        assert!(matches!(LinkProof::read(&code.grouped()), LinkProof::Code(h) if h.matches(&code.hash())));
        assert!(matches!(LinkProof::read("nonsense"), LinkProof::Secret(_)));
    }

    #[test]
    fn six_digits_are_six_digits() {
        let codes: Vec<String> = (0..500).map(|_| six_digits()).collect();
        assert!(codes.iter().all(|c| c.len() == 6 && c.bytes().all(|b| b.is_ascii_digit())));
        assert!(codes.iter().any(|c| c.starts_with('0')), "leading zeros are kept");
    }

    #[test]
    fn comparison_tells_equal_from_different() {
        assert!(equal(b"abc", b"abc") && equal(b"", b""));
        assert!(!equal(b"abc", b"abd") && !equal(b"abc", b"ab") && !equal(b"", b"a"));
    }
}
