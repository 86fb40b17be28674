//! What a committed write tells open screens: on SQLite within the process, on PostgreSQL through `NOTIFY`, so that every replica hears it.

use super::Conn;
use crate::error::ApiError;
use diesel::RunQueryDsl;
use serde::{Deserialize, Serialize};
use tandem_shared::id::{GrantId, OrganizationId, PlanId, SessionId, UserId};

/// The channel of PostgreSQL's notifications.
pub const CHANNEL: &str = "tandem";

/// One thing to tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "snake_case")]
pub enum Signal {
    /// A plan has a new event.
    Event {
        /// The tenant.
        organization: OrganizationId,
        /// The plan.
        plan: PlanId,
        /// Number of the event.
        seq: i64,
    },
    /// A guest's access changed or ended: streams look again.
    Grant {
        /// The grant.
        grant: GrantId,
    },
    /// A user's role, state or sessions changed: streams look again.
    User {
        /// The user.
        user: UserId,
        /// The session that goes on, if one does.
        except: Option<SessionId>,
    },
    /// Mail waits to be sent.
    Mail,
}

impl Signal {
    /// Adds the notification to the transaction; nothing on SQLite, where the writer itself tells.
    pub(super) fn notify(&self, conn: &mut Conn) -> Result<(), ApiError> {
        if let Conn::Pg(pg) = conn {
            let payload = serde_json::to_string(self).map_err(ApiError::internal)?;
            diesel::sql_query("SELECT pg_notify($1, $2)")
                .bind::<diesel::sql_types::Text, _>(CHANNEL)
                .bind::<diesel::sql_types::Text, _>(payload)
                .execute(pg)?;
        }
        Ok(())
    }
}

/// Waits for notifications on a connection of its own, and hands each to `tell`; connects again by itself. Runs until `stop` answers true.
pub fn listen(url: &super::Url, tell: &dyn Fn(Signal), stop: &dyn Fn() -> bool) {
    let pause = std::time::Duration::from_millis(15);
    while !stop() {
        let Ok(Conn::Pg(mut pg)) = super::open(url) else {
            std::thread::sleep(std::time::Duration::from_millis(500));
            continue;
        };
        if diesel::sql_query(format!("LISTEN {CHANNEL}")).execute(&mut pg).is_err() {
            continue;
        }
        let mut lost = false;
        while !lost && !stop() {
            let mut heard = Vec::new();
            for notification in pg.notifications_iter() {
                match notification {
                    Ok(n) => heard.push(n.payload),
                    Err(_) => lost = true,
                }
            }
            heard.iter().filter_map(|payload| serde_json::from_str(payload).ok()).for_each(tell);
            std::thread::sleep(pause);
        }
    }
}
