//! Builders of what tests begin with: rows for organizations and users, API calls for the rest.

use super::{Caller, Kit};
use diesel::prelude::*;
use serde_json::{Value, json};
use tandem_api::{auth::tokens::UserClaims, db::schema, ids::NewId};
use tandem_shared::{
    id::{OrganizationId, SessionId, StageId, UserId},
    organization::Role,
    paths,
    stage::DEFAULT_STAGES,
};

impl Kit {
    /// An organization with the default stages; answers its admin, Ada.
    pub(crate) async fn organization(&self, name: &str) -> Caller {
        let (org, name, now) = (OrganizationId::new(), name.to_owned(), self.app.clock.now().micros());
        let made = org.clone();
        let insert = move |tx: &mut tandem_api::db::Tx<'_>| {
            use schema::{organizations as o, stages as s};
            let values = (
                o::id.eq(made.as_str()),
                o::name.eq(&name),
                o::currency.eq("EUR"),
                o::created_at.eq(now),
                o::version.eq(1),
            );
            diesel::insert_into(o::table).values(values).execute(tx.conn)?;
            for ((name, kind), position) in DEFAULT_STAGES.iter().zip(0..) {
                let id = StageId::new();
                let values = (
                    s::organization_id.eq(made.as_str()),
                    s::id.eq(id.as_str()),
                    s::name.eq(*name),
                    s::kind.eq(kind.as_str()),
                    s::position.eq(position),
                );
                diesel::insert_into(s::table).values(values).execute(tx.conn)?;
            }
            tandem_api::db::events::begin(tx.conn, &made, made.as_str())
        };
        self.app.db.write(insert).await.unwrap();
        self.user(&org, "Ada Reyes", Role::Admin).await
    }

    /// A user of an organization, signed in. The address is made of the name and the organization.
    pub(crate) async fn user(&self, org: &OrganizationId, name: &str, role: Role) -> Caller {
        let (user, session, now) = (UserId::new(), SessionId::new(), self.app.clock.now());
        let email = format!("{}@{}.example", name.to_lowercase().replace(' ', "."), org.as_str().replace('_', "-"));
        let (claims, name) =
            (UserClaims { sub: user.clone(), org: org.clone(), sid: session.clone() }, name.to_owned());
        let (o, at) = (org.clone(), now.micros());
        let insert = move |tx: &mut tandem_api::db::Tx<'_>| {
            use schema::{sessions as s, users as u};
            let values = (
                (u::organization_id.eq(o.as_str()), u::id.eq(user.as_str()), u::name.eq(&name), u::email.eq(&email)),
                (u::role.eq(role.as_str()), u::status.eq("active"), u::created_at.eq(at), u::version.eq(1)),
            );
            diesel::insert_into(u::table).values(values).execute(tx.conn)?;
            let values = (
                (
                    s::organization_id.eq(o.as_str()),
                    s::id.eq(session.as_str()),
                    s::user_id.eq(user.as_str()),
                    s::refresh_hash.eq("none"),
                ),
                (s::rotated_at.eq(at), s::created_at.eq(at), s::expires_at.eq(at + 400 * 86_400_000_000)),
            );
            diesel::insert_into(s::table).values(values).execute(tx.conn)?;
            Ok(())
        };
        self.app.db.write(insert).await.unwrap();
        self.bearer(&self.app.tokens.for_user(claims, now).unwrap())
    }
}

impl Caller {
    /// The organization of this user.
    pub(crate) fn organization_id(&self) -> OrganizationId {
        use tandem_api::auth::tokens::Bearer;
        match self.kit.app.tokens.read(self.token.as_deref().unwrap(), self.kit.app.clock.now()).unwrap() {
            Bearer::User(claims) => claims.org,
            Bearer::Guest(claims) => claims.org,
        }
    }

    /// The id of this user.
    pub(crate) fn user_id(&self) -> UserId {
        use tandem_api::auth::tokens::Bearer;
        match self.kit.app.tokens.read(self.token.as_deref().unwrap(), self.kit.app.clock.now()).unwrap() {
            Bearer::User(claims) => claims.sub,
            Bearer::Guest(_) => panic!("a guest has no account"),
        }
    }

    /// Another user of the same organization.
    pub(crate) async fn colleague(&self, name: &str, role: Role) -> Caller {
        self.kit.user(&self.organization_id(), name, role).await
    }

    /// A deal of this user; answers it.
    pub(crate) async fn create_deal(&self, name: &str) -> Value {
        self.post(&paths::deals(), json!({ "name": name, "account_name": "Nimbus GmbH" })).await.expect(201)
    }

    /// A deal with its plan; answers the plan.
    pub(crate) async fn create_plan(&self) -> Value {
        let deal = self.create_deal("Analytics rollout").await;
        self.post(&paths::deal_plan(deal["id"].as_str().unwrap()), json!({})).await.expect(201)
    }

    /// A milestone; answers it.
    pub(crate) async fn create_milestone(&self, plan: &Value, body: Value) -> Value {
        self.post(&paths::milestones(id(plan)), body).await.expect(201)
    }

    /// An action; answers it.
    pub(crate) async fn create_action(&self, plan: &Value, milestone: &Value, body: Value) -> Value {
        self.post(&paths::actions(id(plan), id(milestone)), body).await.expect(201)
    }

    /// A plan as this caller sees it.
    pub(crate) async fn plan(&self, plan: &Value) -> Value {
        self.get(&paths::plan(id(plan))).await.expect(200)
    }
}

/// The id of any answer.
pub(crate) fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap()
}
