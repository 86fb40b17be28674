//! What a person wants changed in a plan. Components ask, the page that shows them has it done.

use tandem_shared::{
    action::{ActionPatch, NewAction},
    agreement::NewProposal,
    error::Problem,
    grant::{Access, NewGrants},
    id::{ActionId, GrantId, MilestoneId, StakeholderId},
    milestone::{MilestonePatch, NewMilestone},
    plan::PlanPatch,
    stakeholder::{NewStakeholder, StakeholderPatch},
};

/// A change that is wanted. Numbers are the versions that were on the screen.
pub(crate) enum Wish {
    ChangePlan(i32, PlanPatch),
    AddMilestone(NewMilestone),
    ChangeMilestone(MilestoneId, i32, MilestonePatch),
    CompleteMilestone(MilestoneId),
    ReopenMilestone(MilestoneId),
    DeleteMilestone(MilestoneId, String),
    OrderMilestones(Vec<MilestoneId>),
    AddAction(MilestoneId, NewAction),
    ChangeAction(ActionId, i32, ActionPatch),
    CompleteAction(ActionId),
    ReopenAction(ActionId),
    DeleteAction(ActionId, String),
    OrderActions(MilestoneId, Vec<ActionId>),
    AddPerson(NewStakeholder),
    ChangePerson(StakeholderId, i32, StakeholderPatch),
    RemovePerson(StakeholderId, String),
    Invite(NewGrants),
    ChangeAccess(GrantId, i32, Access),
    Revoke(GrantId),
    Resend(GrantId),
    Propose(NewProposal),
}

/// What became of a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Done; the plan on the screen is the server's answer.
    Done,
    /// Somebody changed the thing meanwhile; the plan on the screen is as it is now.
    ChangedMeanwhile,
    /// Refused; the problem says why, and which fields.
    Refused(Problem),
}
