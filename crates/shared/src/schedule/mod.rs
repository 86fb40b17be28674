//! Scheduling: working days, early and late dates, slack, the critical path, the verdict on the buyer's hard date, a backward schedule, and what would
//! move if dates changed. Pure: `plan.today` is the only clock.
//!
//! The convention, once for all: work of `d` days that may begin on a day begins on the first open day from then on, of its owner side's calendar, and
//! ends on the `d`-th open day counting that one. What follows may begin on the next open day. Today counts as a whole day. A milestone that is under
//! way needs only the days that are left of its duration, at least one.
//!
//! The kick-off, and what follows it, comes after the signature and is not bound by the anchor; everything else that leads nowhere leads to the
//! signature. Milestones that were called off are left out.

mod answer;
mod backward;
mod compute;
mod conflicts;
mod lengths;
pub(crate) mod network;
mod order;
pub(crate) mod passes;
mod preview;
mod request;
mod verdict;
mod working_days;

pub use answer::{Schedule, Shrink, Slot, Verdict};
pub use backward::{Backward, backward};
pub use compute::compute;
pub use conflicts::{Conflict, ConflictCode};
pub use lengths::usual_days;
pub use preview::{Move, Preview, preview};
pub use request::{ApplyRequest, DateChange, NewDates, PreviewRequest};
pub use working_days::WorkingDays;
