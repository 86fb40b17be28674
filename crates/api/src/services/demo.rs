//! The demo organization: `demo/demo.json` lived through the services, with the clock set back to each step, so that history, slips and mails are real ones.

use super::{
    accounts, actions, deals,
    demo_data::{ActionOf, DealOf, Demo, MemberOf, PersonOf, PlanOf, Share},
    grants, milestones, plans, stakeholder_edits,
};
use crate::{
    app::App,
    auth::{Caller, DealPermit, OrgPermit, Permit, browser::Browser, permit},
    body::{Body, Call},
    clock::Clock,
    db::{
        callers::UserCaller,
        organizations, stages,
        users::{self, Account},
    },
    error::ApiError,
    ids::NewId,
};
use std::collections::HashMap;
use tandem_shared::{
    account::{SignUp, User},
    action::NewAction,
    assumption::AssumptionInput,
    day::Day,
    deal::NewDeal,
    grant::{Invitee, NewGrants},
    id::{ActionId, MilestoneId, PlanId, SessionId, StageId, StakeholderId, UserId},
    milestone::{MilestonePatch, NewMilestone, Visibility},
    organization::{MemberStatus, Role},
    patch::Patch,
    plan::NewPlan,
    stakeholder::{NewStakeholder, StakeholderPatch},
};

/// The service at another day.
struct Then {
    app: App,
    admin: UserCaller,
    today: Day,
}

/// Something that happened on a day.
enum Happened<'a> {
    Shared(&'a PlanOf),
    Moved(MilestoneId, Day),
    Ticked(ActionId),
    Reached(MilestoneId),
}

fn body<T>(value: T) -> Body<T> {
    Body { value, call: Call::default() }
}

fn visibility(internal: bool) -> Option<Visibility> {
    internal.then_some(Visibility::Internal)
}

/// Makes the demo organization when the store holds none at all.
///
/// # Errors
/// Those of the services.
pub async fn make(app: &App) -> Result<(), ApiError> {
    if app.db.read(organizations::any).await? {
        return Ok(());
    }
    let demo = Demo::read()?;
    let (organization_name, who) = (demo.organization, demo.admin);
    let new = SignUp { organization_name, name: who.name, email: who.email, password: who.password };
    let signed = accounts::sign_up(app, new, &Browser::default()).await?.signed_in;
    let admin = UserCaller {
        organization_id: signed.organization.id,
        id: signed.user.id,
        session_id: SessionId::new(),
        name: signed.user.name,
        role: Role::Admin,
        last_seen_at: None,
    };
    let then = Then { app: App { clock: Clock::default(), ..app.clone() }, admin, today: app.clock.today() };
    for member in demo.members {
        then.add_member(member).await?;
    }
    for deal in &demo.deals {
        then.live(deal).await?;
    }
    tracing::info!("made the demo organization");
    Ok(())
}

impl Then {
    fn day(&self, offset: i64) -> Day {
        let day = self.today.plus_days(offset);
        // A weekend's work is told of the Friday before.
        (0..3).map(|back| day.plus_days(-back)).find(|d| d.is_working_day()).unwrap_or(day)
    }

    /// Sets the clock to nine o'clock of a day, or to now for today and later.
    fn go_to(&self, offset: i64) {
        let wanted =
            self.day(offset).days_since(self.app.clock.today()).min(self.today.days_since(self.app.clock.today()));
        self.app.clock.advance(wanted * 86_400);
    }

    fn caller(&self) -> Caller {
        Caller::User(self.admin.clone())
    }

    async fn add_member(&self, member: MemberOf) -> Result<(), ApiError> {
        let (org, now) = (self.admin.organization_id.clone(), self.app.clock.now());
        let user = User { id: UserId::new(), name: member.name, email: member.email, role: member.role, version: 1 };
        let status = MemberStatus::Active;
        let account = Account { organization_id: org, user, status, password_hash: None, last_seen_at: None };
        self.app.db.write(move |tx| users::insert(tx.conn, &account, now)).await
    }

    async fn stage_ids(&self) -> Result<HashMap<String, StageId>, ApiError> {
        let org = self.admin.organization_id.clone();
        let stages = self.app.db.read(move |conn| stages::pipeline(conn, &org)).await?;
        Ok(stages.into_iter().map(|s| (s.name, s.id)).collect())
    }

    async fn permit<P: permit::Allowed>(&self, plan: &PlanId) -> Result<Permit<P>, ApiError> {
        let (caller, plan) = (self.caller(), plan.clone());
        self.app.db.read(move |conn| Permit::of(conn, caller, plan.as_str())).await
    }

    async fn live(&self, deal: &DealOf) -> Result<(), ApiError> {
        self.go_to(-28);
        let stages = self.stage_ids().await?;
        let new = NewDeal {
            name: deal.name.clone(),
            account_name: deal.account_name.clone(),
            account_domain: deal.account_domain.clone(),
            product: deal.product.clone(),
            stage_id: stages.get(&deal.stage).cloned(),
            owner_id: None,
            amount: deal.amount,
            currency: None,
            seller_close_date: Some(self.day(deal.close)),
            budget_status: Some(deal.budget),
            current_state: deal.current_state.clone(),
            desired_state: deal.desired_state.clone(),
            refs: Vec::new(),
        };
        let made = deals::create(&self.app, &OrgPermit::of(self.caller())?, body(new)).await?.value;
        if let Some(plan) = &deal.plan {
            let (caller, id) = (self.caller(), made.id.to_string());
            let permit = self.app.db.read(move |conn| DealPermit::of(conn, caller, &id)).await?;
            let new = NewPlan {
                title: None,
                description: plan.description.clone(),
                welcome_message: plan.welcome_message.clone(),
                anchor_date: plan.anchor.map(|d| self.day(d)),
            };
            let id = plans::create(&self.app, &permit, body(new)).await?.value.id;
            self.live_plan(&id, plan, &stages).await?;
        }
        Ok(())
    }

    async fn live_plan(&self, plan: &PlanId, of: &PlanOf, stages: &HashMap<String, StageId>) -> Result<(), ApiError> {
        let people = self.add_people(plan, &of.people).await?;
        let mut history = self.add_milestones(plan, of, stages, &people).await?;
        if let Some(day) = of.shared {
            history.push((day, Happened::Shared(of)));
        }
        history.sort_by_key(|(day, _)| *day);
        for (day, happened) in history {
            self.go_to(day);
            self.happen(plan, happened).await?;
        }
        Ok(())
    }

    async fn add_people(&self, plan: &PlanId, people: &[PersonOf]) -> Result<HashMap<String, StakeholderId>, ApiError> {
        let permit: Permit<permit::EditStakeholders> = self.permit(plan).await?;
        let mut ids: HashMap<String, StakeholderId> =
            permit.stakeholder_id.clone().map(|id| (self.admin.name.clone(), id)).into_iter().collect();
        for person in people {
            let user_id = if person.member { self.member_id(&person.email).await? } else { None };
            let new = NewStakeholder {
                email: Some(person.email.clone()),
                title: person.title.clone(),
                roles: person.roles.clone(),
                user_id,
                ..NewStakeholder::named(person.side, &person.name)
            };
            let made = stakeholder_edits::create(&self.app, permit.clone(), new, None).await?.value;
            let patch = StakeholderPatch {
                primary_concern: Some(person.concern.clone()),
                buy_in: person.buy_in,
                authority: person.authority,
                ..StakeholderPatch::default()
            };
            stakeholder_edits::update(&self.app, permit.clone(), made.id.to_string(), patch, Call::default()).await?;
            ids.insert(person.name.clone(), made.id);
        }
        Ok(ids)
    }

    async fn member_id(&self, email: &str) -> Result<Option<UserId>, ApiError> {
        let email = email.to_owned();
        Ok(self.app.db.read(move |conn| users::by_email(conn, &email)).await?.map(|account| account.user.id))
    }

    async fn add_milestones<'a>(
        &self,
        plan: &PlanId,
        of: &'a PlanOf,
        stages: &HashMap<String, StageId>,
        people: &HashMap<String, StakeholderId>,
    ) -> Result<Vec<(i64, Happened<'a>)>, ApiError> {
        let permit: Permit<permit::EditMilestones> = self.permit(plan).await?;
        let (mut made, mut history): (Vec<MilestoneId>, Vec<(i64, Happened<'a>)>) = (Vec::new(), Vec::new());
        for m in &of.milestones {
            let new = NewMilestone {
                title: m.title.clone(),
                outcome: m.outcome.clone(),
                stage_id: stages.get(&m.stage).cloned(),
                kind: m.kind,
                owner_side: Some(m.side),
                owner_id: people.get(&m.owner).cloned(),
                start_date: Some(self.day(m.start)),
                target_date: Some(self.day(m.agreed)),
                duration_days: None,
                depends_on: m.after.iter().filter_map(|n| made.get(*n).cloned()).collect(),
                assumptions: m
                    .assumes
                    .iter()
                    .map(|a| AssumptionInput { id: None, text: a.text.clone(), state: Some(a.state) })
                    .collect(),
                visibility: visibility(m.internal),
            };
            let id = milestones::create(&self.app, &permit, body(new)).await?.value.id;
            for action in &m.actions {
                let made = self.add_action(plan, &id, action, people).await?;
                history.extend(action.done.map(|day| (day, Happened::Ticked(made))));
            }
            if let (Some(target), Some(day)) = (m.target, m.moved) {
                history.push((day, Happened::Moved(id.clone(), self.day(target))));
            }
            history.extend(m.done.map(|day| (day, Happened::Reached(id.clone()))));
            made.push(id);
        }
        Ok(history)
    }

    async fn add_action(
        &self,
        plan: &PlanId,
        milestone: &MilestoneId,
        action: &ActionOf,
        people: &HashMap<String, StakeholderId>,
    ) -> Result<ActionId, ApiError> {
        let permit: Permit<permit::EditActions> = self.permit(plan).await?;
        let new = NewAction {
            title: action.title.clone(),
            kind: None,
            description: String::new(),
            side: Some(action.side),
            assignee_ids: people.get(&action.who).cloned().into_iter().collect(),
            start_date: None,
            target_date: Some(self.day(action.target)),
            visibility: visibility(action.internal),
        };
        Ok(actions::create(&self.app, &permit, milestone.as_str(), body(new)).await?.value.id)
    }

    async fn happen(&self, plan: &PlanId, happened: Happened<'_>) -> Result<(), ApiError> {
        match happened {
            Happened::Shared(of) => {
                let invitee = |s: &Share| Invitee { email: s.email.clone(), name: None, access: s.access };
                let invitees: Vec<Invitee> = of.share.iter().map(invitee).collect();
                if !invitees.is_empty() {
                    let note = Some(
                        "As we said on the phone: everything on one page, and both of us can change it.".to_owned(),
                    );
                    grants::share(&self.app, self.permit(plan).await?, NewGrants { invitees, note }, None).await?;
                }
            }
            Happened::Moved(id, target) => {
                let patch = MilestonePatch { target_date: Patch::Value(target), ..MilestonePatch::default() };
                milestones::update(&self.app, &self.permit(plan).await?, id.as_str(), body(patch)).await?;
            }
            Happened::Ticked(id) => {
                let permit = self.permit(plan).await?;
                actions::set_completed(&self.app, &permit, id.as_str(), Call::default(), true).await?;
            }
            Happened::Reached(id) => {
                milestones::set_completed(&self.app, &self.permit(plan).await?, id.as_str(), Call::default(), true)
                    .await?;
            }
        }
        Ok(())
    }
}
