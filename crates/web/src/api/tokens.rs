//! Access tokens, in this page's memory only, and their renewal through the refresh cookies.

use super::{Answer, ApiError, Identity, client};
use crate::browser;
use std::{cell::RefCell, collections::BTreeMap};
use tandem_shared::{
    account::{Me, SignedIn},
    grant::GuestSession,
    id::PlanId,
    paths,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Seconds before its end at which a token is renewed.
const MARGIN: f64 = 20.0;

struct Token {
    text: String,
    ends_at: f64,
}

#[derive(Default)]
struct Held {
    tokens: BTreeMap<Identity, Token>,
    /// Renewals under way, so that calls at the same time share one.
    renewing: BTreeMap<Identity, js_sys::Promise>,
    /// As whom each plan was opened.
    opened: BTreeMap<PlanId, Identity>,
    /// The user as last told by the service.
    me: Option<Me>,
    /// Called when the service no longer knows an identity.
    on_lost: Option<fn(&Identity)>,
}

thread_local! {
    static HELD: RefCell<Held> = RefCell::new(Held::default());
}

/// Is told when a session ended that this page still used.
pub(super) fn on_lost(listener: fn(&Identity)) {
    HELD.with_borrow_mut(|held| held.on_lost = Some(listener));
}

/// Keeps a user's token.
pub(super) fn keep_user(signed_in: SignedIn) -> Me {
    let me = Me { user: signed_in.user, organization: signed_in.organization };
    keep(Identity::User, signed_in.access_token, signed_in.expires_in);
    HELD.with_borrow_mut(|held| held.me = Some(me.clone()));
    me
}

/// Keeps a guest's token.
pub(super) fn keep_guest(session: &GuestSession) {
    keep(Identity::Guest(session.plan_id.clone()), session.access_token.clone(), session.expires_in);
}

fn keep(identity: Identity, text: String, expires_in: i64) {
    let seconds = f64::from(i32::try_from(expires_in).unwrap_or(i32::MAX));
    let ends_at = browser::now_millis() + (seconds - MARGIN).max(5.0) * 1000.0;
    HELD.with_borrow_mut(|held| held.tokens.insert(identity, Token { text, ends_at }));
}

/// Forgets everything about an identity.
pub(super) fn forget(identity: &Identity) {
    HELD.with_borrow_mut(|held| {
        held.tokens.remove(identity);
        held.opened.retain(|_, as_whom| as_whom != identity);
        if *identity == Identity::User {
            held.me = None;
        }
    });
}

/// Forgets a token that the service refused.
pub(super) fn drop_token(identity: &Identity) {
    HELD.with_borrow_mut(|held| held.tokens.remove(identity));
}

/// The user, if one is signed in here as far as this page knows.
pub(super) fn me() -> Option<Me> {
    HELD.with_borrow(|held| held.me.clone())
}

/// As whom a plan was opened on this page.
pub(super) fn opened_as(plan: &PlanId) -> Option<Identity> {
    HELD.with_borrow(|held| held.opened.get(plan).cloned())
}

/// Notes as whom a plan was opened.
pub(super) fn note_opened(plan: &PlanId, identity: &Identity) {
    HELD.with_borrow_mut(|held| held.opened.insert(plan.clone(), identity.clone()));
}

/// A token that holds now: the one in memory, or a new one for the refresh cookie.
pub(super) async fn valid(identity: &Identity) -> Answer<String> {
    let held =
        |held: &Held| held.tokens.get(identity).filter(|t| t.ends_at > browser::now_millis()).map(|t| t.text.clone());
    if let Some(text) = HELD.with_borrow(held) {
        return Ok(text);
    }
    renew(identity).await?;
    HELD.with_borrow(held).ok_or(ApiError::Offline)
}

/// Renews a token; calls at the same time share one request.
pub(super) async fn renew(identity: &Identity) -> Answer<()> {
    let running = HELD.with_borrow(|held| held.renewing.get(identity).cloned());
    let promise = running.unwrap_or_else(|| {
        let whose = identity.clone();
        let promise = future_to_promise(async move {
            let outcome = ask(&whose).await;
            HELD.with_borrow_mut(|held| held.renewing.remove(&whose));
            outcome.map(|()| JsValue::UNDEFINED).map_err(|e| JsValue::from_str(&encode(&e)))
        });
        HELD.with_borrow_mut(|held| held.renewing.insert(identity.clone(), promise.clone()));
        promise
    });
    JsFuture::from(promise).await.map(|_| ()).map_err(|e| decode(&e.as_string().unwrap_or_default()))
}

async fn ask(identity: &Identity) -> Answer<()> {
    let outcome = match identity {
        Identity::User => client::bare::<SignedIn>(&paths::refresh()).await.map(|signed_in| {
            keep_user(signed_in);
        }),
        Identity::Guest(plan) => {
            client::bare::<GuestSession>(&paths::guest_refresh(plan.as_str())).await.map(|session| keep_guest(&session))
        }
    };
    if let Err(error) = &outcome
        && matches!(error.status(), 400..500)
        && error.status() != 429
    {
        forget(identity);
        if let Some(listener) = HELD.with_borrow(|held| held.on_lost) {
            listener(identity);
        }
    }
    outcome
}

/// An error as text through a promise, which carries only what JavaScript knows.
fn encode(error: &ApiError) -> String {
    error
        .problem()
        .and_then(|p| serde_json::to_string(p).ok())
        .unwrap_or_else(|| format!("{} {}", error.status(), error.request_id()))
}

fn decode(text: &str) -> ApiError {
    match super::json::read::<tandem_shared::error::Problem>(text) {
        Ok(problem) => ApiError::of(problem.status, text, problem.request_id),
        Err(_) => match text.split_once(' ') {
            Some((status, id)) if status != "0" => {
                ApiError::Unreadable { status: status.parse().unwrap_or(0), request_id: id.to_owned() }
            }
            _ => ApiError::Offline,
        },
    }
}
