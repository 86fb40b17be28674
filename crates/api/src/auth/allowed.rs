//! Every permission that an endpoint demands, as a type.

use tandem_shared::access::Permission;

/// A permission as a type.
pub trait Allowed: Send + Sync + 'static {
    /// The permission it stands for.
    const PERMISSION: Permission;
}

macro_rules! permissions {
    ($($name:ident),*) => {$(
        #[doc = concat!("Stands for [`Permission::", stringify!($name), "`].")]
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}
        impl Allowed for $name { const PERMISSION: Permission = Permission::$name; }
    )*};
}
permissions! {
    SeePlan, SeeInternal, EditPlan, EditMilestones, EditConstraints, EditRisks, EditStakeholders, EditActions,
    DeleteOwn, ProposeChanges, Sign, Share, EditDeal, SeeOrganization, CreateDeals, ManageOrganization
}
