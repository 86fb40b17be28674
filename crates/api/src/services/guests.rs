//! Joining by a link: the first click binds it to a browser, another browser needs a code from the mail.

use super::{
    events::{Line, Log},
    guest_links::{actor_of, find, look_up},
    invitations as mails,
    limits::Limit,
};
use crate::{
    app::App,
    auth::{
        guest_browser::{GuestBrowser, SESSION_DAYS},
        refresh::RefreshToken,
        secret::{LinkProof, SecretHash, six_digits},
        tokens::{ACCESS_SECONDS, GuestClaims},
    },
    db::{
        Tx,
        access_codes::{self as codes, MailedCode},
        grants::{self, GrantRow},
        guests::{self as db, GrantKey},
        invitations as facts,
    },
    error::ApiError,
    ids::NewId,
    mail::Message,
};
use tandem_shared::{
    day::Timestamp,
    event::EventType,
    grant::{Access, CODE_MINUTES, CODE_TRIES, CodeRequired, GrantStatus, GuestSession, JoinRequest, address_hint},
    id::SessionId,
};

/// Codes that are mailed for one link.
const CODES: Limit = Limit { what: "access code mail", tries: 6, seconds: 3600 };
/// Codes that are tried for one link, over all browsers.
const TRIES: Limit = Limit { what: "access code try", tries: 20, seconds: 3600 };
/// Seconds within which asking again mails no other code.
const CODE_PAUSE: i64 = 30;

/// A guest who is in, and what their browser keeps.
pub struct Joined {
    /// The answer.
    pub session: GuestSession,
    /// The plan's refresh cookie.
    pub refresh: String,
}

/// What became of a try to join.
pub enum Outcome {
    /// The person is in.
    In(Joined),
    /// A code was mailed.
    CodeMailed(CodeRequired),
}

/// Wrong tries that a code has left. They are counted in the store, so a wrong code is no error there.
struct TriesLeft(i32);

/// A try to join.
struct Attempt {
    app: App,
    key: GrantKey,
    proof: LinkProof,
    code: Option<String>,
    browser_hash: SecretHash,
    now: Timestamp,
}

/// Joins with a link and, in another browser than the first, with the code that was mailed.
///
/// # Errors
/// `NotFound` for unknown links, `Gone` for true ones that are over, `Invalid` for a wrong code, `TooMany`.
pub async fn join(app: &App, request: JoinRequest, browser: &GuestBrowser) -> Result<Outcome, ApiError> {
    let key = find(app, &request.secret, &browser.address).await?;
    let attempt = Attempt {
        app: app.clone(),
        proof: LinkProof::read(&request.secret),
        code: request.code,
        browser_hash: browser.hash(),
        now: app.clock.now(),
        key,
    };
    app.db.write(move |tx| attempt.run(tx)).await?.map_err(|TriesLeft(left)| match left {
        0 => ApiError::field("/code", "code_over", "was wrong too often; ask for a new code"),
        1 => ApiError::field("/code", "wrong_code", "is not the code from the newest e-mail; 1 try is left"),
        n => ApiError::field(
            "/code",
            "wrong_code",
            format!("is not the code from the newest e-mail; {n} tries are left"),
        ),
    })
}

impl Attempt {
    fn run(self, tx: &mut Tx<'_>) -> Result<Result<Outcome, TriesLeft>, ApiError> {
        let (org, plan) = (&self.key.organization_id, self.key.plan_id.as_str());
        let row = grants::find(tx.conn, org, plan, self.key.grant_id.as_str())?;
        // Two first clicks at once: the second waits here and finds the link joined.
        let log = Log::of_plan(tx, org, &self.key.plan_id, actor_of(&self.key, &row), self.now)?;
        look_up(tx.conn, &self.proof)?.ok_or(ApiError::NotFound)?;
        let row = grants::find(tx.conn, org, plan, self.key.grant_id.as_str())?;
        facts::plan_facts(tx.conn, org, plan)?;
        match row.short.status(self.now) {
            GrantStatus::Revoked => Err(gone_revoked()),
            GrantStatus::Expired => Err(gone_expired()),
            GrantStatus::Pending => self.activate(tx, log, row).map(Ok),
            GrantStatus::Active => {
                if db::knows_browser(tx.conn, &self.key, self.browser_hash.as_str(), self.now)? {
                    return self.begin(tx, &row).map(Ok);
                }
                match &self.code {
                    None => self.mail_code(tx, &row).map(Ok),
                    Some(code) => self.try_code(tx, &row, code),
                }
            }
        }
    }

    fn activate(&self, tx: &mut Tx<'_>, log: Log, mut row: GrantRow) -> Result<Outcome, ApiError> {
        row.short.activated_at = Some(self.now);
        row.version += 1;
        grants::update(tx.conn, &self.key.organization_id, self.key.plan_id.as_str(), &row)?;
        db::note_joined(tx.conn, &self.key, self.now)?;
        log.record(tx, Line::shared(EventType::GrantActivated, self.key.grant_id.as_str(), &row.name))?;
        self.begin(tx, &row)
    }

    fn begin(&self, tx: &mut Tx<'_>, row: &GrantRow) -> Result<Outcome, ApiError> {
        let token = RefreshToken::first(self.key.organization_id.clone(), SessionId::new());
        let session = db::GuestSession {
            grant: self.key.clone(),
            refresh_hash: token.hash().as_str().to_owned(),
            previous_hash: None,
            rotated_at: self.now,
        };
        let ends_at = self.now.plus_seconds(SESSION_DAYS * 86_400);
        db::begin(tx.conn, &token.session_id, &session, self.browser_hash.as_str(), ends_at)?;
        answer(&self.app, &self.key, row.short.access, &token, self.now).map(Outcome::In)
    }

    fn mail_code(&self, tx: &mut Tx<'_>, row: &GrantRow) -> Result<Outcome, ApiError> {
        let browser = self.browser_hash.as_str();
        let waits = Outcome::CodeMailed(CodeRequired { code_required: true, address_hint: address_hint(&row.email) });
        let open = codes::find(tx.conn, &self.key, browser, self.now)?;
        if open.is_some_and(|code| self.now.seconds_since(code.created_at) < CODE_PAUSE) {
            return Ok(waits);
        }
        self.app.limits.count(CODES, self.key.grant_id.as_str(), self.now)?;
        let code = six_digits();
        let hash = self.app.keys.code_hash(self.key.grant_id.as_str(), &code);
        let kept = MailedCode { hash: hash.as_str().to_owned(), tries: 0, created_at: self.now };
        let ends_at = self.now.plus_seconds(CODE_MINUTES * 60);
        codes::keep(tx.conn, &self.key, browser, &kept, ends_at)?;
        let plan = facts::plan_facts(tx.conn, &self.key.organization_id, self.key.plan_id.as_str())?;
        let message =
            Message::AccessCode { company: plan.company, deal_name: plan.deal_name, code, minutes: CODE_MINUTES };
        mails::send(tx, &self.app, &self.key, row, message, self.now)?;
        Ok(waits)
    }

    fn try_code(&self, tx: &mut Tx<'_>, row: &GrantRow, code: &str) -> Result<Result<Outcome, TriesLeft>, ApiError> {
        self.app.limits.count(TRIES, self.key.grant_id.as_str(), self.now)?;
        let browser = self.browser_hash.as_str();
        let Some(open) = codes::find(tx.conn, &self.key, browser, self.now)? else {
            return Err(ApiError::field(
                "/code",
                "code_over",
                "is over, or was asked for in another browser; ask for a new code",
            ));
        };
        let given = self.app.keys.code_hash(self.key.grant_id.as_str(), code);
        if given.matches(&SecretHash::stored(open.hash)) {
            codes::forget(tx.conn, &self.key, browser)?;
            return self.begin(tx, row).map(Ok);
        }
        let left = CODE_TRIES - open.tries - 1;
        if left > 0 {
            codes::count_try(tx.conn, &self.key, browser)?;
        } else {
            codes::forget(tx.conn, &self.key, browser)?;
        }
        Ok(Err(TriesLeft(left.max(0))))
    }
}

fn gone_revoked() -> ApiError {
    ApiError::Gone { code: "revoked", detail: "This access was taken back. Ask the person who invited you.".into() }
}

fn gone_expired() -> ApiError {
    ApiError::Gone {
        code: "expired",
        detail: "This link is over. Ask for a new one; it comes to the same address.".into(),
    }
}

/// What a guest gets who is in: an access token, and the text of the refresh cookie.
pub(super) fn answer(
    app: &App,
    key: &GrantKey,
    access: Access,
    token: &RefreshToken<SessionId>,
    now: Timestamp,
) -> Result<Joined, ApiError> {
    let claims = GuestClaims {
        grant: key.grant_id.clone(),
        plan: key.plan_id.clone(),
        org: key.organization_id.clone(),
        sid: token.session_id.clone(),
    };
    let access_token = app.tokens.for_guest(claims, now).map_err(ApiError::internal)?;
    let session = GuestSession { access_token, expires_in: ACCESS_SECONDS, plan_id: key.plan_id.clone(), access };
    Ok(Joined { session, refresh: token.text(&app.keys) })
}
