//! Mail: putting a letter into the outbox with the change that causes it, and delivering what is due.

use super::certificates;
use crate::{
    app::App,
    auth::seal::{Keys, Purpose},
    db::{Signal, Tx, outbox},
    documents::Document,
    error::ApiError,
    ids,
    mail::{Letter, Mailer, Outgoing, SendFailure},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use futures_util::future::join_all;
use std::time::Duration;
use tandem_shared::{
    day::Timestamp,
    id::{GrantId, OrganizationId, PlanId},
};

/// Mails that one round takes.
const AT_ONCE: i64 = 20;
/// Seconds after which a mail that a replica took and never finished is taken again.
const LEASE_SECONDS: i64 = 120;
/// Longest conversation with a mail server; shorter than the lease.
const SENDING: Duration = Duration::from_secs(60);
/// Seconds to wait after each failed try: ten tries over about a day and a half.
const PAUSES: [i64; 9] = [30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 57_600];

/// Puts a letter into the outbox. `grant` is the one whose link it carries.
///
/// # Errors
/// When the store fails.
pub fn post(
    tx: &mut Tx<'_>,
    keys: &Keys,
    org: &OrganizationId,
    letter: &Letter,
    grant: Option<(&PlanId, &GrantId)>,
    now: Timestamp,
) -> Result<(), ApiError> {
    let id = ids::internal("mail");
    let plain = serde_json::to_vec(letter).map_err(ApiError::internal)?;
    let sealed = keys.seal(Purpose::Outbox, &id, &plain).map_err(ApiError::internal)?;
    let mail = outbox::NewMail { id: &id, kind: letter.message.template(), grant, payload: STANDARD.encode(sealed) };
    outbox::insert(tx.conn, org, mail, now)?;
    tx.tell(Signal::Mail)
}

/// Delivers mails.
pub struct Postman {
    app: App,
    mailer: Mailer,
}

impl Postman {
    /// With the configured mail server.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn new(app: &App) -> Result<Self, ApiError> {
        let mailer = Mailer::new(&app.config.mail_url, &app.config.mail_from).map_err(ApiError::internal)?;
        Ok(Self { app: app.clone(), mailer })
    }

    /// Delivers what is due; answers how many mails were tried.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn deliver(&self) -> Result<usize, ApiError> {
        let now = self.app.clock.now();
        if !self.app.db.read(move |conn| outbox::is_any_due(conn, now)).await? {
            return Ok(0);
        }
        let due =
            self.app.db.write(move |tx| outbox::lease(tx.conn, now, now.plus_seconds(LEASE_SECONDS), AT_ONCE)).await?;
        let tried = due.len();
        // Side by side: a slow server must not keep the last mail past its lease.
        for settled in join_all(due.into_iter().map(|mail| self.deliver_one(mail))).await {
            settled?;
        }
        Ok(tried)
    }

    async fn deliver_one(&self, mail: outbox::Due) -> Result<(), ApiError> {
        let sending = tokio::time::timeout(SENDING, self.send(&mail)).await;
        let outcome = sending.unwrap_or_else(|_| {
            Err(SendFailure { permanent: false, reason: "the mail server did not answer in time".to_owned() })
        });
        let now = self.app.clock.now();
        self.app
            .db
            .write(move |tx| match outcome {
                Ok(()) => outbox::sent(tx.conn, &mail, now),
                Err(failure) => {
                    tracing::warn!(mail = mail.id, permanent = failure.permanent, "a mail did not leave");
                    outbox::failed(tx.conn, &mail, &failure.reason, again_at(&mail, &failure, now), now)
                }
            })
            .await
    }

    async fn send(&self, mail: &outbox::Due) -> Result<(), SendFailure> {
        let broken = |reason: &str| SendFailure { permanent: true, reason: reason.to_owned() };
        let sealed = STANDARD.decode(&mail.payload).map_err(|_| broken("what was to be sent is damaged"))?;
        let plain = self.app.keys.open(Purpose::Outbox, &mail.id, &sealed).map_err(|e| broken(&e.to_string()))?;
        let mut letter: Letter =
            serde_json::from_slice(&plain).map_err(|_| broken("what was to be sent is damaged"))?;
        let enclosed =
            self.enclosed(&letter).await.map_err(|e| SendFailure { permanent: false, reason: e.to_string() })?;
        if enclosed.is_none() {
            letter.message.leave_certificate_out();
        }
        let rendered = self.app.templates.render(&letter).map_err(|e| broken(&e.to_string()))?;
        self.mailer.send(&Outgoing { id: &mail.id, at: mail.created_at, letter: &letter, enclosed }, &rendered).await
    }

    /// The file that goes with a letter. It is set anew for every try, which keeps it out of the outbox.
    async fn enclosed(&self, letter: &Letter) -> Result<Option<Document>, ApiError> {
        match letter.message.certificate() {
            Some(of) => certificates::to_enclose(&self.app, of.clone()).await,
            None => Ok(None),
        }
    }
}

/// Whether a mail is still of use then: a code or a link that is over helps nobody.
fn is_useful(mail: &outbox::Due, then: Timestamp) -> bool {
    let holds = match mail.kind.as_str() {
        "access-code" => tandem_shared::grant::CODE_MINUTES * 60,
        "password-reset" => 3_600,
        _ => return true,
    };
    then.seconds_since(mail.created_at) < holds
}

fn again_at(mail: &outbox::Due, failure: &SendFailure, now: Timestamp) -> Option<Timestamp> {
    let pause = usize::try_from(mail.attempts - 1).ok().and_then(|tries| PAUSES.get(tries));
    let next = now.plus_seconds(*pause?);
    (!failure.permanent && is_useful(mail, next)).then_some(next)
}
