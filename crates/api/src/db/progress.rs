//! What the list of deals says of many plans at once: a query for each thing, whatever the number of plans.

use super::{Conn, Engine};
use crate::error::ApiError;
use diesel::{
    prelude::*,
    sql_types::{Bool, Nullable, Text},
};
use tandem_shared::{id::OrganizationId, risk::IMPACT_HIGH};

/// A milestone's facts for status and progress.
#[derive(Debug, QueryableByName)]
#[expect(missing_docs, reason = "the columns, as migrations/ tells them")]
pub struct MilestoneOf {
    #[diesel(sql_type = Text)]
    pub plan_id: String,
    #[diesel(sql_type = Text)]
    pub id: String,
    #[diesel(sql_type = Text)]
    pub title: String,
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub start_date: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub target_date: Option<String>,
    #[diesel(sql_type = Text)]
    pub owner_side: String,
    #[diesel(sql_type = Text)]
    pub risk_reason: String,
    #[diesel(sql_type = Bool)]
    pub is_done: bool,
    #[diesel(sql_type = Bool)]
    pub is_cancelled: bool,
    #[diesel(sql_type = Bool)]
    pub is_begun: bool,
    #[diesel(sql_type = Bool)]
    pub is_broken: bool,
    #[diesel(sql_type = Bool)]
    pub is_threatened: bool,
}

/// The first open action of a plan by target.
#[derive(Debug, QueryableByName)]
#[expect(missing_docs, reason = "the columns, as migrations/ tells them")]
pub struct NextAction {
    #[diesel(sql_type = Text)]
    pub plan_id: String,
    #[diesel(sql_type = Text)]
    pub title: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub target_date: Option<String>,
    #[diesel(sql_type = Text)]
    pub side: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub assignee: Option<String>,
}

/// A plan with a proposal that waits for an answer.
#[derive(Debug, QueryableByName)]
#[expect(missing_docs, reason = "the columns, as migrations/ tells them")]
pub struct WithProposal {
    #[diesel(sql_type = Text)]
    pub plan_id: String,
}

/// A dependency of a plan.
#[derive(Debug, QueryableByName)]
#[expect(missing_docs, reason = "the columns, as migrations/ tells them")]
pub struct DependencyOf {
    #[diesel(sql_type = Text)]
    pub milestone_id: String,
    #[diesel(sql_type = Text)]
    pub depends_on_id: String,
}

/// `$1` is the organization, `$2` the plans' ids as a JSON list: one parameter whatever their number, so the statement stays prepared.
fn among(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "(SELECT value FROM json_each($2))",
        Engine::Postgres => "(SELECT json_array_elements_text($2::json))",
    }
}

fn load<T>(conn: &mut Conn, org: &OrganizationId, plans: &str, sql: &str) -> Result<Vec<T>, ApiError>
where
    T: QueryableByName<diesel::pg::Pg> + QueryableByName<diesel::sqlite::Sqlite> + 'static,
{
    let sql = sql.replace("{among}", among(conn.engine())).replace("{heavy}", &IMPACT_HIGH.to_string());
    let query = diesel::sql_query(sql).bind::<Text, _>(org.as_str()).bind::<Text, _>(plans);
    Ok(match conn {
        Conn::Pg(pg) => query.load(pg)?,
        Conn::Sqlite(sqlite) => query.load(sqlite)?,
    })
}

/// Facts of every milestone of these plans, by position; `is_threatened` says what `Risk::threatens` says of its risks.
///
/// # Errors
/// When the store fails.
pub fn milestones(conn: &mut Conn, org: &OrganizationId, plans: &str) -> Result<Vec<MilestoneOf>, ApiError> {
    load(
        conn,
        org,
        plans,
        "SELECT m.plan_id, m.id, m.title, m.kind, m.start_date, m.target_date, m.owner_side, m.risk_reason, \
         m.completed_at IS NOT NULL AS is_done, m.cancelled_at IS NOT NULL AS is_cancelled, \
         EXISTS (SELECT 1 FROM actions a WHERE a.organization_id = m.organization_id AND a.plan_id = m.plan_id AND a.milestone_id = m.id \
            AND (a.completed_at IS NOT NULL OR a.started_at IS NOT NULL) AND a.deleted_at IS NULL) AS is_begun, \
         EXISTS (SELECT 1 FROM assumptions s WHERE s.organization_id = m.organization_id AND s.plan_id = m.plan_id AND s.milestone_id = m.id \
            AND s.state = 'broken') AS is_broken, \
         EXISTS (SELECT 1 FROM risks r WHERE r.organization_id = m.organization_id AND r.plan_id = m.plan_id AND r.milestone_id = m.id \
            AND (r.status = 'occurred' OR (r.status = 'open' AND r.probability = 'high' AND r.impact_days >= {heavy} AND r.mitigation = ''))) AS is_threatened \
         FROM milestones m WHERE m.organization_id = $1 AND m.plan_id IN {among} AND m.deleted_at IS NULL ORDER BY m.position",
    )
}

/// Dependencies of these plans.
///
/// # Errors
/// When the store fails.
pub fn dependencies(conn: &mut Conn, org: &OrganizationId, plans: &str) -> Result<Vec<DependencyOf>, ApiError> {
    load(
        conn,
        org,
        plans,
        "SELECT milestone_id, depends_on_id FROM dependencies WHERE organization_id = $1 AND plan_id IN {among}",
    )
}

/// The first open action of each of these plans, under a milestone that is open.
///
/// # Errors
/// When the store fails.
pub fn next_actions(conn: &mut Conn, org: &OrganizationId, plans: &str) -> Result<Vec<NextAction>, ApiError> {
    load(
        conn,
        org,
        plans,
        "SELECT a.plan_id, a.title, a.target_date, a.side, \
         (SELECT s.name FROM assignees x JOIN stakeholders s ON s.organization_id = x.organization_id AND s.plan_id = x.plan_id AND s.id = x.stakeholder_id \
            WHERE x.organization_id = a.organization_id AND x.plan_id = a.plan_id AND x.action_id = a.id ORDER BY s.name LIMIT 1) AS assignee \
         FROM plans p JOIN actions a ON a.organization_id = p.organization_id AND a.plan_id = p.id AND a.id = \
         (SELECT n.id FROM actions n JOIN milestones m ON m.organization_id = n.organization_id AND m.plan_id = n.plan_id AND m.id = n.milestone_id \
            WHERE n.organization_id = p.organization_id AND n.plan_id = p.id AND n.completed_at IS NULL AND n.deleted_at IS NULL \
            AND m.completed_at IS NULL AND m.cancelled_at IS NULL AND m.deleted_at IS NULL \
            ORDER BY COALESCE(n.target_date, '9999'), n.position LIMIT 1) \
         WHERE p.organization_id = $1 AND p.id IN {among}",
    )
}

/// Those of these plans that have a proposal which waits for an answer.
///
/// # Errors
/// When the store fails.
pub fn with_proposals(conn: &mut Conn, org: &OrganizationId, plans: &str) -> Result<Vec<WithProposal>, ApiError> {
    load(
        conn,
        org,
        plans,
        "SELECT DISTINCT plan_id FROM proposals WHERE organization_id = $1 AND plan_id IN {among} AND status = 'open'",
    )
}
