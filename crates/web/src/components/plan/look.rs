//! Small pictures of the plan's things (a face, a status, the mark of what is internal), and its dialogs.

use super::wording;
use crate::components::ui::{Dialog, EmptyState, Icon, IconName};
use leptos::prelude::*;
use tandem_shared::{initials::initials, stakeholder::Side, status::MilestoneStatus};

/// An icon, with its type erased: the plan draws many.
pub(crate) fn icon(name: IconName) -> AnyView {
    view! { <Icon name=name /> }.into_any()
}

/// A person's or a company's initials in their side's colour. The name stands beside it, or in the title.
pub(crate) fn face(name: &str, side: Side) -> AnyView {
    let class = match side {
        Side::Buyer => "avatar-mark avatar-buyer",
        Side::Seller => "avatar-mark avatar-seller",
        Side::Joint => "avatar-mark avatar-joint",
    };
    view! { <span class=class title=name.to_owned() aria-hidden="true">{initials(name, crate::browser::upper)}</span> }
        .into_any()
}

/// A milestone's status as a picture with its word.
pub(crate) fn status_icon(status: MilestoneStatus) -> AnyView {
    let picture = match status {
        MilestoneStatus::Done => IconName::CheckCircle,
        MilestoneStatus::AtRisk => IconName::Warning,
        MilestoneStatus::Overdue => IconName::Clock,
        MilestoneStatus::OnTrack => IconName::CircleDot,
        MilestoneStatus::NotStarted => IconName::Circle,
        MilestoneStatus::Cancelled => IconName::Ban,
    };
    let word = wording::milestone_status(status);
    view! { <span class="ms-status" data-status=status.as_str() title=word>{icon(picture)}<span class="sr-only">{word}</span></span> }.into_any()
}

/// A milestone's status as a word.
pub(crate) fn status_badge(status: MilestoneStatus) -> AnyView {
    view! { <span class="badge badge-sm status-badge" data-status=status.as_str()>{wording::milestone_status(status)}</span> }.into_any()
}

/// The mark of what only the seller sees.
pub(crate) fn internal() -> AnyView {
    view! { <span class="badge badge-sm mark-neutral own" title="Only your side sees this">{icon(IconName::Lock)}"Internal"</span> }.into_any()
}

/// A grey line where something will be.
pub(crate) fn row() -> AnyView {
    view! { <div class="skeleton row" role="status"><span class="sr-only">"Loading"</span></div> }.into_any()
}

/// Nothing is here: why, and what to do.
pub(crate) fn empty(title: &'static str, detail: &'static str) -> AnyView {
    view! { <EmptyState icon=IconName::Flag title=title detail=detail /> }.into_any()
}

/// A dialog that is open while it is drawn; `closed` hears when a person closes it.
pub(crate) fn modal(
    title: &'static str,
    body: impl Fn() -> AnyView + Send + Sync + 'static,
    closed: Callback<()>,
) -> AnyView {
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            closed.run(());
        }
    });
    view! { <Dialog open=open title=title><div class="plan-dialog">{body()}</div></Dialog> }.into_any()
}
