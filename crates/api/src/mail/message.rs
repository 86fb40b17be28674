//! What a mail says, as data: this is what is sealed into the outbox, since it holds links and codes.

use serde::{Deserialize, Serialize};
use tandem_shared::{
    day::Day,
    grant::Access,
    id::{OrganizationId, PlanId, SignOffId},
    organization::Role,
    update::Sections,
};

/// A message and whom it is for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The person's name.
    pub to_name: String,
    /// The person's address.
    pub to_email: String,
    /// What it says.
    pub message: Message,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Letter({})", self.message.template())
    }
}

/// An action that waits for the person who is invited.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignedAction {
    /// What is to be done.
    pub title: String,
    /// The milestone it stands under.
    pub milestone: String,
    /// When it is to be done.
    pub target_date: Option<Day>,
}

/// An open milestone that the person who is invited answers for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnedMilestone {
    /// What is reached.
    pub title: String,
    /// When it is to be reached.
    pub target_date: Option<Day>,
}

/// A step of the agreement that people are told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementStep {
    /// The reader is asked to sign.
    SignatureWanted,
    /// Everyone has signed.
    SignedByAll,
    /// Somebody declined to sign.
    SignatureDeclined,
    /// There is nothing to sign any more.
    RequestVoided,
    /// The other side offers changes.
    ProposalOffered,
    /// The other side offers something else instead.
    ProposalCountered,
    /// What was offered was accepted.
    ProposalAccepted,
    /// What was offered was declined.
    ProposalDeclined,
    /// What was offered was taken back.
    ProposalWithdrawn,
}

/// Which certificate to enclose; it is set when the mail leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateOf {
    /// The organization.
    pub organization_id: OrganizationId,
    /// The plan.
    pub plan_id: PlanId,
    /// The request that everyone has signed.
    pub sign_off_id: SignOffId,
}

/// Every mail the product sends.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Message {
    /// A plan is shared with a person.
    Invitation {
        /// Name of who shares it.
        inviter: String,
        /// Their address; answers go there.
        inviter_email: String,
        /// The selling company.
        company: String,
        /// The deal's name.
        deal_name: String,
        /// What the person may do.
        access: Access,
        /// A personal note.
        note: Option<String>,
        /// Actions that wait for the person.
        actions: Vec<AssignedAction>,
        /// Milestones that the person answers for.
        #[serde(default)]
        milestones: Vec<OwnedMilestone>,
        /// The link with its secret.
        link: String,
        /// The short code to type instead.
        code: String,
        /// When the link ends if nobody joins.
        expires_on: Day,
    },
    /// A new link to a plan that was shared before.
    NewLink {
        /// Name of who shared it.
        inviter: String,
        /// The selling company.
        company: String,
        /// The deal's name.
        deal_name: String,
        /// The link with its secret.
        link: String,
        /// The short code to type instead.
        code: String,
        /// When the link ends if nobody joins.
        expires_on: Day,
    },
    /// Six digits for another browser.
    AccessCode {
        /// The selling company.
        company: String,
        /// The deal's name.
        deal_name: String,
        /// The digits.
        code: String,
        /// Minutes they hold.
        minutes: i64,
    },
    /// A person may do more, or less, than before.
    AccessChanged {
        /// Name of who changed it.
        changed_by: String,
        /// Their address; answers go there.
        changed_by_email: String,
        /// The selling company.
        company: String,
        /// The deal's name.
        deal_name: String,
        /// What the person may do now.
        access: Access,
        /// The plan's page.
        link: String,
    },
    /// A step of the agreement: a signature is wanted or given, changes are offered or answered.
    Agreement {
        /// Which step.
        step: AgreementStep,
        /// Name of who did it.
        actor: String,
        /// Their address; answers go there. Empty when they have none.
        actor_email: String,
        /// Their company.
        company: String,
        /// The deal's name.
        deal_name: String,
        /// The version it is about.
        version: i32,
        /// What was written with it.
        note: Option<String>,
        /// What would change, or who signed.
        lines: Vec<String>,
        /// The page of the agreement.
        link: String,
        /// The certificate that is enclosed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        certificate: Option<CertificateOf>,
    },
    /// A user forgot their password.
    PasswordReset {
        /// Their organization.
        organization: String,
        /// The link with its secret.
        link: String,
        /// Minutes it holds.
        minutes: i64,
    },
    /// A colleague is invited to the organization.
    MemberInvitation {
        /// Name of who invites.
        inviter: String,
        /// Their address; answers go there.
        inviter_email: String,
        /// The organization.
        organization: String,
        /// What the colleague will be.
        role: Role,
        /// The link with its secret.
        link: String,
        /// When the link ends.
        expires_on: Day,
    },
    /// A weekly status update.
    StatusUpdate {
        /// Name of who sends it.
        sender: String,
        /// Their address; answers go there.
        sender_email: String,
        /// The selling company.
        company: String,
        /// The deal's name.
        deal_name: String,
        /// The days it is about, in words.
        period: String,
        /// What it says.
        sections: Box<Sections>,
        /// Whether it goes to one who came in through a link.
        for_guest: bool,
        /// The plan's page of updates.
        link: String,
    },
    /// A plan is to be reviewed.
    ReviewDue {
        /// The selling company.
        company: String,
        /// The deal's name.
        deal_name: String,
        /// The day of the review, in words.
        due: String,
        /// The plan's page of updates.
        link: String,
    },
}

impl Message {
    /// The folder of its templates.
    #[must_use]
    pub const fn template(&self) -> &'static str {
        match self {
            Self::Invitation { .. } => "invitation",
            Self::NewLink { .. } => "new-link",
            Self::AccessCode { .. } => "access-code",
            Self::AccessChanged { .. } => "access-changed",
            Self::Agreement { step, .. } => match step {
                AgreementStep::SignatureWanted => "signature-wanted",
                AgreementStep::SignedByAll => "signed-by-all",
                AgreementStep::SignatureDeclined => "signature-declined",
                AgreementStep::RequestVoided => "request-voided",
                AgreementStep::ProposalOffered => "proposal-offered",
                AgreementStep::ProposalCountered => "proposal-countered",
                AgreementStep::ProposalAccepted => "proposal-accepted",
                AgreementStep::ProposalDeclined => "proposal-declined",
                AgreementStep::ProposalWithdrawn => "proposal-withdrawn",
            },
            Self::PasswordReset { .. } => "password-reset",
            Self::MemberInvitation { .. } => "member-invitation",
            Self::StatusUpdate { .. } => "status-update",
            Self::ReviewDue { .. } => "review-due",
        }
    }

    /// The certificate that goes with it.
    #[must_use]
    pub const fn certificate(&self) -> Option<&CertificateOf> {
        match self {
            Self::Agreement { certificate, .. } => certificate.as_ref(),
            _ => None,
        }
    }

    /// There is none after all.
    pub fn leave_certificate_out(&mut self) {
        if let Self::Agreement { certificate, .. } = self {
            *certificate = None;
        }
    }

    /// Name and address that an answer goes to, if not to the service.
    #[must_use]
    pub fn reply_to(&self) -> Option<(&str, &str)> {
        match self {
            Self::Invitation { inviter: name, inviter_email: email, .. }
            | Self::AccessChanged { changed_by: name, changed_by_email: email, .. }
            | Self::StatusUpdate { sender: name, sender_email: email, .. }
            | Self::MemberInvitation { inviter: name, inviter_email: email, .. } => Some((name, email)),
            Self::Agreement { actor, actor_email, .. } if !actor_email.is_empty() => Some((actor, actor_email)),
            _ => None,
        }
    }
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.template())
    }
}
