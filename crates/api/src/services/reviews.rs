//! Reminding a deal's owner once when the review of its plan is due.

use super::post::post;
use crate::{
    app::App,
    db::{
        Tx,
        reviews::{self as db, DueReview},
    },
    error::ApiError,
    mail::{Letter, Message},
};
use tandem_shared::{
    day::{Day, Timestamp},
    spoken,
};

/// Mails that one write puts into the outbox.
const AT_ONCE: usize = 100;

/// Reminds the owner of every plan whose review is due, each once for each day of review; answers how many.
///
/// # Errors
/// When the store fails.
pub async fn remind(app: &App) -> Result<usize, ApiError> {
    let now = app.clock.now();
    let mut due = app.db.read(move |conn| db::due(conn, Day::of_instant(now))).await?;
    let all = due.len();
    while !due.is_empty() {
        let rest = due.split_off(due.len().min(AT_ONCE));
        let (some, app2) = (std::mem::replace(&mut due, rest), app.clone());
        app.db.write(move |tx| some.iter().try_for_each(|review| remind_one(tx, &app2, review, now))).await?;
    }
    Ok(all)
}

fn remind_one(tx: &mut Tx<'_>, app: &App, review: &DueReview, now: Timestamp) -> Result<(), ApiError> {
    if !db::note_reminded(tx.conn, review)? {
        return Ok(());
    }
    let message = Message::ReviewDue {
        company: review.company.clone(),
        deal_name: review.deal_name.clone(),
        due: spoken::day(review.due, Day::of_instant(now)),
        link: format!("{}/plans/{}/updates", app.config.public_url, review.plan_id),
    };
    let letter = Letter { to_name: review.owner_name.clone(), to_email: review.owner_email.clone(), message };
    post(tx, &app.keys, &review.organization_id, &letter, None, now)
}
