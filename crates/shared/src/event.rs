//! Events: the history of a plan or of an organization, one line per change. The live screen, the activity list and later feeds read nothing else.

use crate::{day::Timestamp, id::MilestoneId, stakeholder::Side, words::words};
use serde::{Deserialize, Serialize};

words! {
    /// What happened. Those up to `stakeholder.removed` and `grant.*` stand in a plan's log, the others in the organization's.
    EventType {
        /// The plan was made.
        PlanCreated = "plan.created",
        /// Its own fields changed.
        PlanUpdated = "plan.updated",
        /// A milestone was added.
        MilestoneCreated = "milestone.created",
        /// A milestone changed.
        MilestoneUpdated = "milestone.updated",
        /// A milestone was reached.
        MilestoneCompleted = "milestone.completed",
        /// A milestone was opened again.
        MilestoneReopened = "milestone.reopened",
        /// A milestone was called off.
        MilestoneCancelled = "milestone.cancelled",
        /// A milestone is no longer called off.
        MilestoneRestored = "milestone.restored",
        /// A milestone was deleted with its actions.
        MilestoneDeleted = "milestone.deleted",
        /// A deleted milestone was put back with its actions.
        MilestoneUndeleted = "milestone.undeleted",
        /// Milestones were put in another order.
        MilestonesReordered = "milestones.reordered",
        /// An action was added.
        ActionCreated = "action.created",
        /// An action changed.
        ActionUpdated = "action.updated",
        /// An action was done.
        ActionCompleted = "action.completed",
        /// An action was opened again.
        ActionReopened = "action.reopened",
        /// An action was deleted.
        ActionDeleted = "action.deleted",
        /// A deleted action was put back.
        ActionUndeleted = "action.undeleted",
        /// A milestone's actions were put in another order.
        ActionsReordered = "actions.reordered",
        /// A date or period of the buyer's calendar was added.
        ConstraintAdded = "constraint.added",
        /// A constraint changed.
        ConstraintUpdated = "constraint.updated",
        /// A constraint was removed.
        ConstraintRemoved = "constraint.removed",
        /// A risk was noted.
        RiskAdded = "risk.added",
        /// A risk changed.
        RiskUpdated = "risk.updated",
        /// A risk was removed.
        RiskRemoved = "risk.removed",
        /// A finding was declared not applicable.
        FindingWaived = "finding.waived",
        /// A finding may speak again.
        FindingUnwaived = "finding.unwaived",
        /// A status update was drafted.
        UpdateDrafted = "status_update.drafted",
        /// The draft of a status update changed.
        UpdateEdited = "status_update.edited",
        /// The draft of a status update was deleted.
        UpdateDeleted = "status_update.deleted",
        /// A status update was sent.
        UpdateSent = "status_update.sent",
        /// An address of the plan's calendar was made.
        FeedCreated = "calendar_feed.created",
        /// An address of the plan's calendar was revoked.
        FeedRevoked = "calendar_feed.revoked",
        /// A person was added.
        StakeholderAdded = "stakeholder.added",
        /// A person's details changed.
        StakeholderUpdated = "stakeholder.updated",
        /// A person was removed.
        StakeholderRemoved = "stakeholder.removed",
        /// Signatures were asked for.
        SignOffRequested = "sign_off.requested",
        /// A person signed.
        SignOffSigned = "sign_off.signed",
        /// The last of those named signed: the version is agreed.
        SignOffCompleted = "sign_off.completed",
        /// A person refused to sign.
        SignOffDeclined = "sign_off.declined",
        /// A request for signatures was taken back, or something material changed meanwhile.
        SignOffVoided = "sign_off.voided",
        /// Material changes were offered.
        ProposalOffered = "proposal.offered",
        /// What was offered was accepted, and the plan changed.
        ProposalAccepted = "proposal.accepted",
        /// What was offered was declined.
        ProposalDeclined = "proposal.declined",
        /// Something else was offered instead.
        ProposalCountered = "proposal.countered",
        /// What was offered was taken back.
        ProposalWithdrawn = "proposal.withdrawn",
        /// People were invited.
        GrantsCreated = "grants.created",
        /// Access was changed.
        GrantChanged = "grant.changed",
        /// Access was taken back.
        GrantRevoked = "grant.revoked",
        /// A new link was sent.
        GrantResent = "grant.resent",
        /// A person joined by their link.
        GrantActivated = "grant.activated",
        /// The organization signed up.
        OrganizationCreated = "organization.created",
        /// Its own fields changed.
        OrganizationUpdated = "organization.updated",
        /// A stage was added.
        StageCreated = "stage.created",
        /// A stage changed.
        StageUpdated = "stage.updated",
        /// A stage was deleted.
        StageDeleted = "stage.deleted",
        /// Stages were put in another order.
        StagesReordered = "stages.reordered",
        /// A colleague was invited.
        MemberInvited = "member.invited",
        /// A member's role or state changed.
        MemberUpdated = "member.updated",
        /// A person changed their own profile.
        ProfileUpdated = "profile.updated",
        /// A person chose a new password.
        PasswordChanged = "password.changed",
        /// A deal was made.
        DealCreated = "deal.created",
        /// A deal changed.
        DealUpdated = "deal.updated",
        /// A deal was deleted with its plan.
        DealDeleted = "deal.deleted",
        /// A plan was deleted.
        PlanDeleted = "plan.deleted",
    }
}

words! {
    /// What kind of caller an actor was.
    ActorKind {
        /// A user.
        User = "user",
        /// A guest.
        Guest = "guest",
        /// The service itself.
        System = "system",
    }
}

/// Who did it, copied in, so that history survives a deletion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Actor {
    /// User, guest or the service.
    pub kind: ActorKind,
    /// The user's or the grant's id; empty for the service.
    pub id: String,
    /// Their name at the time; null once the person was erased.
    pub name: Option<String>,
    /// Their side.
    pub side: Side,
}

/// One field that changed, as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// The field's name in the API.
    pub field: String,
    /// Before; null when it was empty.
    pub from: Option<String>,
    /// After; null when it is empty.
    pub to: Option<String>,
}

/// The field of a change that tells that a milestone's target moved with something else: with an accepted proposal.
#[must_use]
pub fn moved_target(milestone: &MilestoneId) -> String {
    ["target_date of ", milestone.as_str()].concat()
}

/// What an event is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventData {
    /// Id of the thing that changed.
    pub id: String,
    /// Its title or name at the time; null once erased.
    pub title: Option<String>,
    /// The milestone it stands under, if it is an action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milestone_id: Option<String>,
}

/// One line of history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// Its number in the plan's log, from 1 without gaps (a guest sees gaps where events are internal).
    pub seq: i64,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// What happened.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// What it is about.
    pub data: EventData,
    /// Fields that changed.
    pub changes: Vec<Change>,
    /// Hash of this line in the chain, 64 hex digits.
    pub hash: String,
}
