//! Access tokens: short-lived, signed, with one algorithm, one key and one audience per kind of caller. Every request re-reads the session or grant behind
//! the token, so a token alone opens nothing that was taken back.

use super::seal::Keys;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use tandem_shared::{
    day::Timestamp,
    id::{GrantId, OrganizationId, PlanId, SessionId, UserId},
};

/// Seconds an access token holds.
pub const ACCESS_SECONDS: i64 = 15 * 60;
/// Seconds by which the clocks of two replicas may differ.
const SKEW_SECONDS: i64 = 30;
/// Longest token that is looked at.
const LENGTH_MAX: usize = 2048;

const ISSUER: &str = "tandem";
const USER_AUDIENCE: &str = "tandem-user";
const GUEST_AUDIENCE: &str = "tandem-guest";
const USER_TYPE: &str = "user";
const GUEST_TYPE: &str = "guest";

/// The token is not one of ours, not for this, or over. Why is nobody's business outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the access token is not valid")]
pub struct BadToken;

/// Who a user's token speaks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserClaims {
    /// The user.
    pub sub: UserId,
    /// Their organization.
    pub org: OrganizationId,
    /// The sign-in it came from.
    pub sid: SessionId,
}

/// Who a guest's token speaks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestClaims {
    /// The grant.
    pub grant: GrantId,
    /// The plan it opens.
    pub plan: PlanId,
    /// The organization the plan belongs to.
    pub org: OrganizationId,
    /// The session on one browser.
    pub sid: SessionId,
}

#[derive(Serialize, Deserialize)]
struct Claims<T> {
    iss: String,
    aud: String,
    typ: String,
    iat: i64,
    exp: i64,
    #[serde(flatten)]
    who: T,
}

/// Whom a bearer token speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bearer {
    /// A user.
    User(UserClaims),
    /// A guest.
    Guest(GuestClaims),
}

/// Makes and reads access tokens.
#[derive(Clone)]
pub struct Tokens {
    user: Kind,
    guest: Kind,
}

#[derive(Clone)]
struct Kind {
    encoding: EncodingKey,
    decoding: DecodingKey,
    validation: Validation,
    audience: &'static str,
    typ: &'static str,
}

impl Tokens {
    /// With the keys of this installation.
    #[must_use]
    pub fn new(keys: &Keys) -> Self {
        Self {
            user: Kind::new(keys.jwt_user(), USER_AUDIENCE, USER_TYPE),
            guest: Kind::new(keys.jwt_guest(), GUEST_AUDIENCE, GUEST_TYPE),
        }
    }

    /// A token for a user, good for [`ACCESS_SECONDS`].
    ///
    /// # Errors
    /// [`BadToken`] when it cannot be written; does not happen.
    pub fn for_user(&self, claims: UserClaims, now: Timestamp) -> Result<String, BadToken> {
        self.user.sign(claims, now)
    }

    /// A token for a guest, good for [`ACCESS_SECONDS`].
    ///
    /// # Errors
    /// [`BadToken`] when it cannot be written; does not happen.
    pub fn for_guest(&self, claims: GuestClaims, now: Timestamp) -> Result<String, BadToken> {
        self.guest.sign(claims, now)
    }

    /// Reads a bearer token of either kind.
    ///
    /// # Errors
    /// [`BadToken`] whatever is wrong with it.
    pub fn read(&self, token: &str, now: Timestamp) -> Result<Bearer, BadToken> {
        match self.user.verify(token, now) {
            Ok(claims) => Ok(Bearer::User(claims)),
            Err(BadToken) => self.guest.verify(token, now).map(Bearer::Guest),
        }
    }
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tokens")
    }
}

impl Kind {
    fn new(key: &[u8], audience: &'static str, typ: &'static str) -> Self {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_audience(&[audience]);
        validation.set_issuer(&[ISSUER]);
        validation.set_required_spec_claims(&["iss", "aud", "exp"]);
        // The library reads the machine's clock; `verify` compares with the clock it is given.
        validation.validate_exp = false;
        Self {
            encoding: EncodingKey::from_secret(key),
            decoding: DecodingKey::from_secret(key),
            validation,
            audience,
            typ,
        }
    }

    fn sign<T: Serialize>(&self, who: T, now: Timestamp) -> Result<String, BadToken> {
        let (iat, exp) = (now.seconds(), now.seconds() + ACCESS_SECONDS);
        let claims = Claims { iss: ISSUER.into(), aud: self.audience.into(), typ: self.typ.into(), iat, exp, who };
        encode(&Header::new(Algorithm::HS256), &claims, &self.encoding).map_err(|_| BadToken)
    }

    fn verify<T: DeserializeOwned>(&self, token: &str, now: Timestamp) -> Result<T, BadToken> {
        if token.len() > LENGTH_MAX {
            return Err(BadToken);
        }
        let read = decode::<Claims<T>>(token, &self.decoding, &self.validation).map_err(|_| BadToken)?;
        // A header of ours says the algorithm and the type, nothing else: no key names, no addresses of keys, no critical extensions.
        let plain_header = read.header == Header::new(Algorithm::HS256);
        let claims = read.claims;
        let now = now.seconds();
        let in_time = claims.exp > now && claims.iat <= now + SKEW_SECONDS && claims.exp - claims.iat == ACCESS_SECONDS;
        if plain_header && claims.typ == self.typ && in_time { Ok(claims.who) } else { Err(BadToken) }
    }
}

#[cfg(test)]
#[path = "tokens_tests.rs"]
mod tests;
