//! Who may do what: one pure function, printed as a table by a test (`tests/snapshots`), enforced by the server, obeyed by the screen.

use crate::{organization::Role, words::words};

words! {
    /// What a caller is to one plan.
    CallerKind {
        /// Admin of the organization.
        Admin = "admin",
        /// Manager in the organization.
        Manager = "manager",
        /// The user who owns the deal.
        Owner = "owner",
        /// A user who is a stakeholder of the plan.
        Collaborator = "collaborator",
        /// Any other user of the organization.
        Rep = "rep",
        /// An API key that may write.
        KeyWrite = "key:write",
        /// An API key that may only read.
        KeyRead = "key:read",
        /// A guest who may work.
        Edit = "edit",
        /// A guest who may look.
        View = "view",
    }
}

words! {
    /// Something a caller may or may not do.
    Permission {
        /// See the plan's shared parts.
        SeePlan = "see_plan",
        /// See internal parts.
        SeeInternal = "see_internal",
        /// Change the plan's own fields: title, texts, the buyer's hard date.
        EditPlan = "edit_plan",
        /// Add, change, order, complete milestones.
        EditMilestones = "edit_milestones",
        /// Add and change dates and periods of the buyer's calendar.
        EditConstraints = "edit_constraints",
        /// Add and change risks.
        EditRisks = "edit_risks",
        /// Add and change people; a guest those of their own side.
        EditStakeholders = "edit_stakeholders",
        /// Add actions, change their status.
        EditActions = "edit_actions",
        /// Delete what they created.
        DeleteOwn = "delete_own",
        /// Delete anything in the plan.
        DeleteAny = "delete_any",
        /// Offer material changes of what is agreed, accept those of the other side, ask for signatures.
        ProposeChanges = "propose_changes",
        /// Sign, as a named signer.
        Sign = "sign",
        /// Share, change access, revoke.
        Share = "share",
        /// Change the deal, make or delete its plan.
        EditDeal = "edit_deal",
        /// See the organization: members, stages, deals.
        SeeOrganization = "see_organization",
        /// Make deals.
        CreateDeals = "create_deals",
        /// Members, stages, the organization's own fields.
        ManageOrganization = "manage_organization",
    }
}

impl CallerKind {
    /// What a user is to a plan: their role, unless they own its deal or are among its people.
    #[must_use]
    pub const fn of_user(role: Role, owns_deal: bool, is_stakeholder: bool) -> Self {
        match role {
            Role::Admin => Self::Admin,
            Role::Manager => Self::Manager,
            Role::Rep if owns_deal => Self::Owner,
            Role::Rep if is_stakeholder => Self::Collaborator,
            Role::Rep => Self::Rep,
        }
    }

    /// Whether the caller came in through a link.
    #[must_use]
    pub const fn is_guest(self) -> bool {
        matches!(self, Self::Edit | Self::View)
    }

    /// Everything this caller may do.
    #[must_use]
    pub fn permissions(self) -> Vec<Permission> {
        Permission::ALL.iter().copied().filter(|p| allows(self, *p)).collect()
    }
}

/// Whether a caller of this kind may do this (domain.md, *Who may do what*).
#[must_use]
pub const fn allows(caller: CallerKind, permission: Permission) -> bool {
    use CallerKind as C;
    use Permission as P;
    match permission {
        P::SeePlan => true,
        P::SeeInternal | P::SeeOrganization => !caller.is_guest(),
        P::EditMilestones | P::EditRisks | P::EditStakeholders | P::EditActions | P::DeleteOwn => {
            matches!(caller, C::Admin | C::Manager | C::Owner | C::Collaborator | C::KeyWrite | C::Edit)
        }
        P::EditPlan | P::EditConstraints | P::DeleteAny => {
            matches!(caller, C::Admin | C::Manager | C::Owner | C::Collaborator | C::KeyWrite)
        }
        P::ProposeChanges => matches!(caller, C::Admin | C::Manager | C::Owner | C::Collaborator | C::Edit),
        // Whoever is named may sign, whatever their access; a key is nobody.
        P::Sign => !matches!(caller, C::KeyWrite | C::KeyRead),
        P::Share => matches!(caller, C::Admin | C::Manager | C::Owner),
        P::EditDeal => matches!(caller, C::Admin | C::Manager | C::Owner | C::KeyWrite),
        P::CreateDeals => matches!(caller, C::Admin | C::Manager | C::Owner | C::Collaborator | C::Rep | C::KeyWrite),
        P::ManageOrganization => matches!(caller, C::Admin),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_permissions() {
        let mut table = format!("{:<20}", "");
        for caller in CallerKind::ALL {
            table += &format!("{:>14}", caller.as_str());
        }
        for permission in Permission::ALL {
            table += &format!("\n{:<20}", permission.as_str());
            for caller in CallerKind::ALL {
                table += &format!("{:>14}", if allows(*caller, *permission) { "yes" } else { "-" });
            }
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn a_rep_who_owns_the_deal_is_its_owner_even_as_a_stakeholder() {
        assert_eq!(CallerKind::of_user(Role::Rep, true, true), CallerKind::Owner);
        assert_eq!(CallerKind::of_user(Role::Rep, false, true), CallerKind::Collaborator);
        assert_eq!(CallerKind::of_user(Role::Manager, true, true), CallerKind::Manager);
    }
}
