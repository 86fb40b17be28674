//! Refresh tokens: one opaque text per session, kept in a cookie, changed at every use. Each is computed from the one before under a key of ours, so two tabs
//! that refresh at the same moment get the same successor, and a token that was ours but is long replaced is known for what it is: stolen, or played twice.

use super::{
    seal::Keys,
    secret::{PlainSecret, SecretHash, equal},
};
use tandem_shared::{day::Timestamp, id::OrganizationId};

/// Seconds within which the token just replaced still works, for tabs that refresh at the same moment.
const OVERLAP_SECONDS: i64 = 10;

/// A refresh token that is ours, current or not. `S` is the id of its session.
pub struct RefreshToken<S> {
    /// The tenant.
    pub organization_id: OrganizationId,
    /// The session.
    pub session_id: S,
    secret: PlainSecret,
}

/// What a session's row says of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The newest: replace it.
    Current,
    /// Replaced a moment ago, by another tab: answer with the same successor.
    Overlapping,
    /// Replaced before: somebody has a copy. The session must end.
    Replayed,
}

impl<S: AsRef<str> + std::str::FromStr> RefreshToken<S> {
    /// The first token of a session.
    #[must_use]
    pub fn first(organization_id: OrganizationId, session_id: S) -> Self {
        Self { organization_id, session_id, secret: PlainSecret::generate() }
    }

    /// The text for the cookie: organization, session, secret, and the proof that it is ours.
    #[must_use]
    pub fn text(&self, keys: &Keys) -> String {
        let body = format!("{}.{}.{}", self.organization_id, self.session_id.as_ref(), self.secret.expose());
        let proof = keys.refresh_proof(&body);
        format!("{body}.{proof}")
    }

    /// Reads a cookie's text; nothing when we did not make it.
    #[must_use]
    pub fn read(text: &str, keys: &Keys) -> Option<Self> {
        let (body, proof) = text.rsplit_once('.')?;
        if !equal(keys.refresh_proof(body).as_bytes(), proof.as_bytes()) {
            return None;
        }
        let mut parts = body.split('.');
        let (organization, session, secret) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self {
            organization_id: organization.parse().ok()?,
            session_id: session.parse().ok()?,
            secret: PlainSecret::received(secret),
        })
    }

    /// The token that replaces this one.
    #[must_use]
    pub fn successor(&self, keys: &Keys) -> Self
    where
        S: Clone,
    {
        let secret = keys.refresh_successor(self.session_id.as_ref(), self.secret.expose());
        Self {
            organization_id: self.organization_id.clone(),
            session_id: self.session_id.clone(),
            secret: PlainSecret::received(&secret),
        }
    }

    /// What is stored.
    #[must_use]
    pub fn hash(&self) -> SecretHash {
        self.secret.hash()
    }

    /// What this token is to a session that keeps these hashes and was last rotated then.
    #[must_use]
    pub fn standing(&self, current: &str, previous: Option<&str>, rotated_at: Timestamp, now: Timestamp) -> Standing {
        let hash = self.hash();
        let same = |stored: &str| equal(hash.as_str().as_bytes(), stored.as_bytes());
        let fresh = now.seconds_since(rotated_at) <= OVERLAP_SECONDS;
        if same(current) {
            Standing::Current
        } else if fresh && previous.is_some_and(same) {
            Standing::Overlapping
        } else {
            Standing::Replayed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_shared::id::SessionId;

    const T0: Timestamp = Timestamp::from_micros(1_774_000_000_000_000);

    fn keys() -> Keys {
        Keys::from_secret(b"a secret of this installation only")
    }

    fn token() -> RefreshToken<SessionId> {
        let (org, session) = ("org_01h455vb4pex5vsknk084sn02q", "ses_01h455vb4pex5vsknk084sn02q");
        RefreshToken::first(org.parse().unwrap(), session.parse().unwrap())
    }

    #[test]
    fn a_cookie_reads_back_and_any_altered_character_makes_it_foreign() {
        let token = token();
        let text = token.text(&keys());
        let read = RefreshToken::<SessionId>::read(&text, &keys()).unwrap();
        assert!(read.hash().matches(&token.hash()) && read.session_id == token.session_id);
        for i in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[i] = if bytes[i] == b'a' { b'b' } else { b'a' };
            assert!(RefreshToken::<SessionId>::read(&String::from_utf8(bytes).unwrap(), &keys()).is_none(), "{i}");
        }
        assert!(RefreshToken::<SessionId>::read(&text, &Keys::from_secret(b"another")).is_none());
        for nonsense in ["", ".", "...", "a.b.c.d"] {
            assert!(RefreshToken::<SessionId>::read(nonsense, &keys()).is_none());
        }
    }

    #[test]
    fn parallel_tabs_get_the_same_successor_and_nobody_without_the_key_can_compute_it() {
        let token = token();
        let next = token.successor(&keys());
        assert!(next.hash().matches(&token.successor(&keys()).hash()));
        assert!(!next.hash().matches(&token.hash()));
        assert!(!next.hash().matches(&token.successor(&Keys::from_secret(b"another")).hash()));
    }

    #[test]
    fn a_replaced_token_works_ten_seconds_and_is_a_replay_after() {
        let token = token();
        let next = token.successor(&keys());
        let (current, previous) = (next.hash(), token.hash());
        let standing = |t: &RefreshToken<SessionId>, s: i64| {
            t.standing(current.as_str(), Some(previous.as_str()), T0, T0.plus_seconds(s))
        };
        assert_eq!((standing(&next, 0), standing(&next, 86_400)), (Standing::Current, Standing::Current));
        assert_eq!((standing(&token, 0), standing(&token, 10)), (Standing::Overlapping, Standing::Overlapping));
        assert_eq!(standing(&token, 11), Standing::Replayed);
        assert_eq!(self::token().standing(current.as_str(), None, T0, T0), Standing::Replayed);
    }
}
