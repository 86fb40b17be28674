//! How much a plan holds. Far more than people can oversee, and little enough that what is computed over a whole plan stays quick for everybody else: one
//! link that got into wrong hands must not make a plan that stops the service.

use crate::error::ApiError;

/// Milestones of a plan.
pub(super) const MILESTONES: usize = 200;
/// Actions of a milestone.
pub(super) const ACTIONS: usize = 200;
/// People of a plan.
pub(super) const PEOPLE: usize = 300;
/// Risks of a plan, and constraints.
pub(super) const ENTRIES: usize = 300;

/// Refuses one more when there are as many as there may be.
pub(super) fn for_one_more(there: usize, most: usize, what: &str) -> Result<(), ApiError> {
    if there < most {
        return Ok(());
    }
    Err(ApiError::conflict(
        "too_many",
        format!("There are {most} {what} already, which is the most. Delete some first."),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_place_is_given_and_no_more() {
        assert!(for_one_more(299, ENTRIES, "risks").is_ok());
        assert!(matches!(for_one_more(300, ENTRIES, "risks"), Err(ApiError::Conflict { .. })));
    }
}
