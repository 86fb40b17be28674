//! Every page's URL, spelled once.

use tandem_shared::id::{DealId, PlanId};

/// The grid of deals.
pub const DEALS: &str = "/deals";
/// What is mine, over all plans.
pub const MY_ACTIONS: &str = "/my-actions";
/// Sign in.
pub const SIGN_IN: &str = "/sign-in";
/// Make an organization.
pub const SIGN_UP: &str = "/sign-up";
/// Ask for a mail to choose a new password.
pub const FORGOT_PASSWORD: &str = "/forgot-password";
/// Choose a new password; the secret is in the fragment.
pub const RESET_PASSWORD: &str = "/reset-password";
/// Choose a first password as an invited colleague; the secret is in the fragment.
pub const WELCOME: &str = "/welcome";
/// Landing of an invitation to a plan; the secret is in the fragment.
pub const JOIN: &str = "/join";
/// One's own profile.
pub const PROFILE: &str = "/settings/profile";
/// The organization's own fields.
pub const ORGANIZATION: &str = "/settings/organization";
/// The organization's people.
pub const MEMBERS: &str = "/settings/members";
/// The organization's pipeline.
pub const STAGES: &str = "/settings/stages";

/// When the organization works.
pub const CALENDAR: &str = "/settings/calendar";

/// Sign in, then go on to `next` (a path of this app).
#[must_use]
pub fn sign_in_then(next: &str) -> String {
    if next.is_empty() || next == "/" || next == DEALS || next.starts_with(SIGN_IN) {
        return SIGN_IN.to_owned();
    }
    format!("{SIGN_IN}?next={}", escape(next))
}

/// Where to go after signing in: a path of this app, never another site.
#[must_use]
pub fn after_sign_in(next: Option<&str>) -> String {
    match next {
        Some(path)
            if path.starts_with('/')
                && !path.starts_with("//")
                && !path.contains('\\')
                && !path.starts_with(SIGN_IN) =>
        {
            path.to_owned()
        }
        _ => DEALS.to_owned(),
    }
}

/// A deal.
#[must_use]
pub fn deal(id: &DealId) -> String {
    format!("{DEALS}/{id}")
}

/// The guided start of a deal's plan.
#[must_use]
pub fn guided_start(id: &DealId) -> String {
    deal(id) + "/start"
}

/// A plan.
#[must_use]
pub fn plan(id: &PlanId) -> String {
    format!("/plans/{id}")
}

/// A tab of a plan, such as `timeline`.
#[must_use]
pub fn plan_tab(id: &PlanId, tab: &str) -> String {
    if tab.is_empty() { plan(id) } else { format!("/plans/{id}/{tab}") }
}

/// A plan's page with one of its milestones or actions opened: `#` and its id.
#[must_use]
pub fn plan_at(id: &PlanId, anchor: &str) -> String {
    format!("/plans/{id}#{anchor}")
}

/// A text as part of a URL's query.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// `?a=1&b=2` of the pairs whose value is not empty; nothing when all are.
#[must_use]
pub fn query(pairs: &[(&str, &str)]) -> String {
    let parts: Vec<String> =
        pairs.iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k}={}", escape(v))).collect();
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_back_but_never_to_another_site() {
        assert_eq!(sign_in_then("/plans/plan_1?x=ä"), "/sign-in?next=%2Fplans%2Fplan_1%3Fx%3D%C3%A4");
        assert_eq!(sign_in_then("/deals"), "/sign-in");
        assert_eq!(sign_in_then("/sign-in?next=%2Fdeals"), "/sign-in", "never nested");
        assert_eq!(after_sign_in(Some("/my-actions")), "/my-actions");
        for evil in ["//evil.example", "https://evil.example", "/\\evil.example", "", "/sign-in?next=/sign-in"] {
            assert_eq!(after_sign_in(Some(evil)), "/deals", "{evil}");
        }
    }

    #[test]
    fn empty_filters_leave_no_trace_in_the_url() {
        assert_eq!(query(&[("search", ""), ("health", "at_risk"), ("sort", "-name")]), "?health=at_risk&sort=-name");
        assert_eq!(query(&[("search", "")]), "");
    }
}
