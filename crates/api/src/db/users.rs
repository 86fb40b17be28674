//! People with an account.

use super::{Conn, failure::is_duplicate, schema::users};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    account::User,
    day::Timestamp,
    id::{OrganizationId, UserId},
    organization::{Member, MemberStatus, Role},
};

/// A person's account, with what only the server may know.
#[derive(Clone)]
pub struct Account {
    /// The tenant.
    pub organization_id: OrganizationId,
    /// The person.
    pub user: User,
    /// Whether they can sign in.
    pub status: MemberStatus,
    /// Argon2id; none before the first password.
    pub password_hash: Option<String>,
    /// Their last visit.
    pub last_seen_at: Option<Timestamp>,
}

impl Account {
    /// The person as colleagues see them.
    #[must_use]
    pub fn member(&self) -> Member {
        let User { id, name, email, role, version } = self.user.clone();
        Member { id, name, email, role, status: self.status, last_seen_at: self.last_seen_at, version }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
struct Row {
    organization_id: String,
    id: String,
    name: String,
    email: String,
    role: String,
    status: String,
    password_hash: Option<String>,
    last_seen_at: Option<i64>,
    version: i32,
}

impl Row {
    fn account(self) -> Result<Account, ApiError> {
        let role = Role::from_word(&self.role).ok_or_else(|| ApiError::internal("a user has no known role"))?;
        let status =
            MemberStatus::from_word(&self.status).ok_or_else(|| ApiError::internal("a user has no known status"))?;
        Ok(Account {
            organization_id: OrganizationId::trusted(self.organization_id),
            user: User {
                id: UserId::trusted(self.id),
                name: self.name,
                email: self.email,
                role,
                version: self.version,
            },
            status,
            password_hash: self.password_hash,
            last_seen_at: self.last_seen_at.map(Timestamp::from_micros),
        })
    }
}

/// Adds an account.
///
/// # Errors
/// `Conflict` when another account has the address.
pub fn insert(conn: &mut Conn, account: &Account, now: Timestamp) -> Result<(), ApiError> {
    let user = &account.user;
    let added = diesel::insert_into(users::table)
        .values((
            users::organization_id.eq(account.organization_id.as_str()),
            users::id.eq(user.id.as_str()),
            users::name.eq(&user.name),
            users::email.eq(&user.email),
            users::role.eq(user.role.as_str()),
            users::status.eq(account.status.as_str()),
            users::password_hash.eq(account.password_hash.as_deref()),
            users::created_at.eq(now.micros()),
            users::version.eq(user.version),
        ))
        .execute(conn);
    match added {
        Err(error) if is_duplicate(&error) => Err(ApiError::conflict(
            "address_taken",
            "There is an account with this address already. Sign in with it, or choose another address.",
        )),
        other => other.map(drop).map_err(ApiError::from),
    }
}

/// The account with an address, in whichever organization.
///
/// # Errors
/// When the store fails.
pub fn by_email(conn: &mut Conn, email: &str) -> Result<Option<Account>, ApiError> {
    let row: Option<Row> =
        users::table.filter(users::email.eq(email)).select(Row::as_select()).first(conn).optional()?;
    row.map(Row::account).transpose()
}

/// One account of an organization.
///
/// # Errors
/// `NotFound`.
pub fn get(conn: &mut Conn, org: &OrganizationId, user: &str) -> Result<Account, ApiError> {
    let mine = users::table.filter(users::organization_id.eq(org.as_str())).filter(users::id.eq(user));
    mine.select(Row::as_select()).first::<Row>(conn)?.account()
}

/// Every account of an organization, by name.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, org: &OrganizationId) -> Result<Vec<Account>, ApiError> {
    let rows: Vec<Row> = users::table
        .filter(users::organization_id.eq(org.as_str()))
        .order(users::id.asc())
        .select(Row::as_select())
        .load(conn)?;
    let mut accounts = rows.into_iter().map(Row::account).collect::<Result<Vec<_>, _>>()?;
    // Not by the store: the two engines order names differently.
    accounts.sort_by_cached_key(|a| (a.user.name.to_lowercase(), a.user.id.clone()));
    Ok(accounts)
}

/// Admins who can sign in.
///
/// # Errors
/// When the store fails.
pub fn count_active_admins(conn: &mut Conn, org: &OrganizationId) -> Result<i64, ApiError> {
    Ok(users::table
        .filter(users::organization_id.eq(org.as_str()))
        .filter(users::role.eq(Role::Admin.as_str()))
        .filter(users::status.eq(MemberStatus::Active.as_str()))
        .count()
        .get_result(conn)?)
}

/// Keeps everything of an account that can change.
///
/// # Errors
/// When the store fails.
pub fn update(conn: &mut Conn, account: &Account) -> Result<(), ApiError> {
    let mine = users::table.filter(users::organization_id.eq(account.organization_id.as_str()));
    diesel::update(mine.filter(users::id.eq(account.user.id.as_str())))
        .set((
            users::name.eq(&account.user.name),
            users::role.eq(account.user.role.as_str()),
            users::status.eq(account.status.as_str()),
            users::password_hash.eq(account.password_hash.as_deref()),
            users::version.eq(account.user.version),
        ))
        .execute(conn)?;
    Ok(())
}
