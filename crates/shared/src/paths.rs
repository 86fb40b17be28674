//! Every URL of the API, spelled once, for the browser and for tests. Routes on the server are checked against these by a test.

/// Where the API begins.
pub const BASE: &str = "/api/v1";

macro_rules! paths {
    ($($(#[$doc:meta])* $name:ident($($arg:ident),*) = $format:literal;)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $name($($arg: &str),*) -> String { String::from(BASE) + &format!($format, $($arg = $arg),*) }
    )*};
}

paths! {
    /// POST: a new organization and its first admin.
    sign_up() = "/auth/sign-up";
    /// POST: address and password.
    sign_in() = "/auth/sign-in";
    /// POST: a new access token for the refresh cookie: 200 with a `SignedIn`, or 401. Same-origin requests only.
    refresh() = "/auth/refresh";
    /// POST: ends this session, or all with `{"everywhere": true}`; 204. Send `{}` at least.
    sign_out() = "/auth/sign-out";
    /// POST: asks for a mail; 202 whether or not the address is known.
    password_forgot() = "/auth/password/forgot";
    /// POST: chooses a password with the mail's secret and signs in: 200 with a `SignedIn`, or 410 when the link was used or is over.
    password_reset() = "/auth/password/reset";
    /// GET, PATCH: one's own profile.
    me() = "/me";
    /// GET: what is mine, over all plans.
    my_actions() = "/me/actions";
    /// POST: what a link's landing page says.
    guest_invitations() = "/guest/invitations";
    /// POST: joins.
    guest_sessions() = "/guest/sessions";
    /// POST: a new access token for the plan's refresh cookie.
    guest_refresh(plan_id) = "/guest/refresh/{plan_id}";
    /// POST: ends the guest's session on this browser.
    guest_sign_out(plan_id) = "/guest/refresh/{plan_id}/end";
    /// POST: asks for a new link.
    guest_links() = "/guest/links";
    /// GET, PATCH.
    organization() = "/organization";
    /// GET, PUT: when the selling company works.
    organization_calendar() = "/organization/calendar";
    /// GET: countries whose public holidays are known.
    countries() = "/holidays/countries";
    /// GET: the public holidays of a country.
    holidays(country) = "/holidays/countries/{country}";
    /// GET, POST.
    members() = "/organization/members";
    /// PATCH.
    member(user_id) = "/organization/members/{user_id}";
    /// POST: sends the invitation once more: 200 with the member.
    member_resend(user_id) = "/organization/members/{user_id}/resend";
    /// GET, POST.
    stages() = "/organization/stages";
    /// PUT.
    stage_order() = "/organization/stages/order";
    /// PATCH, DELETE.
    stage(stage_id) = "/organization/stages/{stage_id}";
    /// GET, POST.
    deals() = "/deals";
    /// GET, PATCH, DELETE.
    deal(deal_id) = "/deals/{deal_id}";
    /// PUT: when the buying company works.
    plan_calendar(plan_id) = "/plans/{plan_id}/calendar";
    /// GET, POST.
    deal_plan(deal_id) = "/deals/{deal_id}/plan";
    /// POST: a plan from the answers to five questions.
    guided_plan(deal_id) = "/deals/{deal_id}/plan/guided";
    /// POST: what now, from a few answers.
    plan_modes(plan_id) = "/plans/{plan_id}/modes";
    /// GET, PATCH, DELETE.
    plan(plan_id) = "/plans/{plan_id}";
    /// POST.
    milestones(plan_id) = "/plans/{plan_id}/milestones";
    /// PUT.
    milestone_order(plan_id) = "/plans/{plan_id}/milestones/order";
    /// GET, PATCH, DELETE.
    milestone(plan_id, milestone_id) = "/plans/{plan_id}/milestones/{milestone_id}";
    /// POST.
    milestone_complete(plan_id, milestone_id) = "/plans/{plan_id}/milestones/{milestone_id}/complete";
    /// POST.
    milestone_reopen(plan_id, milestone_id) = "/plans/{plan_id}/milestones/{milestone_id}/reopen";
    /// POST: puts a deleted one back.
    milestone_restore(plan_id, milestone_id) = "/plans/{plan_id}/milestones/{milestone_id}/restore";
    /// POST.
    actions(plan_id, milestone_id) = "/plans/{plan_id}/milestones/{milestone_id}/actions";
    /// PUT.
    action_order(plan_id, milestone_id) = "/plans/{plan_id}/milestones/{milestone_id}/actions/order";
    /// GET, PATCH, DELETE.
    action(plan_id, action_id) = "/plans/{plan_id}/actions/{action_id}";
    /// POST.
    action_complete(plan_id, action_id) = "/plans/{plan_id}/actions/{action_id}/complete";
    /// POST.
    action_reopen(plan_id, action_id) = "/plans/{plan_id}/actions/{action_id}/reopen";
    /// POST: puts a deleted one back.
    action_restore(plan_id, action_id) = "/plans/{plan_id}/actions/{action_id}/restore";
    /// POST.
    constraints(plan_id) = "/plans/{plan_id}/constraints";
    /// PATCH, DELETE.
    constraint(plan_id, constraint_id) = "/plans/{plan_id}/constraints/{constraint_id}";
    /// POST.
    risks(plan_id) = "/plans/{plan_id}/risks";
    /// PATCH, DELETE.
    risk(plan_id, risk_id) = "/plans/{plan_id}/risks/{risk_id}";
    /// GET.
    plan_health(plan_id) = "/plans/{plan_id}/health";
    /// GET: day by day.
    health_history(plan_id) = "/plans/{plan_id}/health/history";
    /// POST: applies fixes of a rule.
    health_fixes(plan_id) = "/plans/{plan_id}/health/fixes";
    /// POST.
    waivers(plan_id) = "/plans/{plan_id}/health/waivers";
    /// DELETE.
    waiver(plan_id, waiver_id) = "/plans/{plan_id}/health/waivers/{waiver_id}";
    /// GET.
    schedule(plan_id) = "/plans/{plan_id}/schedule";
    /// GET: dates back from the hard date.
    schedule_backward(plan_id) = "/plans/{plan_id}/schedule/backward";
    /// POST: what would move.
    schedule_preview(plan_id) = "/plans/{plan_id}/schedule/preview";
    /// POST: saves new dates, all or none.
    schedule_apply(plan_id) = "/plans/{plan_id}/schedule/apply";
    /// GET.
    forecast(plan_id) = "/plans/{plan_id}/forecast";
    /// GET, POST.
    status_updates(plan_id) = "/plans/{plan_id}/status-updates";
    /// GET, PATCH, DELETE.
    status_update(plan_id, update_id) = "/plans/{plan_id}/status-updates/{update_id}";
    /// POST.
    status_update_send(plan_id, update_id) = "/plans/{plan_id}/status-updates/{update_id}/send";
    /// GET: the plan as a file, `md`, `xlsx`, `ics` or `json`.
    export(plan_id, format) = "/plans/{plan_id}/export.{format}";
    /// GET, POST.
    calendar_feeds(plan_id) = "/plans/{plan_id}/calendar-feeds";
    /// DELETE.
    calendar_feed(plan_id, feed_id) = "/plans/{plan_id}/calendar-feeds/{feed_id}";
    /// GET, POST.
    stakeholders(plan_id) = "/plans/{plan_id}/stakeholders";
    /// PATCH, DELETE.
    stakeholder(plan_id, stakeholder_id) = "/plans/{plan_id}/stakeholders/{stakeholder_id}";
    /// GET: how a person's buy-in went.
    buy_in(plan_id, stakeholder_id) = "/plans/{plan_id}/stakeholders/{stakeholder_id}/buy-in";
    /// PUT: by address.
    stakeholder_by_email(plan_id, email) = "/plans/{plan_id}/stakeholders/by-email/{email}";
    /// GET, POST: requests for signatures.
    sign_offs(plan_id) = "/plans/{plan_id}/sign-offs";
    /// POST: signs.
    signatures(plan_id, sign_off_id) = "/plans/{plan_id}/sign-offs/{sign_off_id}/signatures";
    /// POST: refuses to sign.
    sign_off_decline(plan_id, sign_off_id) = "/plans/{plan_id}/sign-offs/{sign_off_id}/decline";
    /// POST: takes the request back.
    sign_off_void(plan_id, sign_off_id) = "/plans/{plan_id}/sign-offs/{sign_off_id}/void";
    /// GET: what was signed, by whom, when, from where.
    certificate(plan_id, sign_off_id) = "/plans/{plan_id}/sign-offs/{sign_off_id}/certificate";
    /// GET: the same as a PDF.
    certificate_pdf(plan_id, sign_off_id) = "/plans/{plan_id}/sign-offs/{sign_off_id}/certificate.pdf";
    /// GET, POST.
    proposals(plan_id) = "/plans/{plan_id}/proposals";
    /// POST.
    proposal_accept(plan_id, proposal_id) = "/plans/{plan_id}/proposals/{proposal_id}/accept";
    /// POST.
    proposal_decline(plan_id, proposal_id) = "/plans/{plan_id}/proposals/{proposal_id}/decline";
    /// POST: offers something else instead.
    proposal_counter(plan_id, proposal_id) = "/plans/{plan_id}/proposals/{proposal_id}/counter";
    /// POST.
    proposal_withdraw(plan_id, proposal_id) = "/plans/{plan_id}/proposals/{proposal_id}/withdraw";
    /// GET.
    versions(plan_id) = "/plans/{plan_id}/versions";
    /// GET.
    version(plan_id, number) = "/plans/{plan_id}/versions/{number}";
    /// GET: what differs between two versions.
    version_diff(plan_id, number, other) = "/plans/{plan_id}/versions/{number}/diff/{other}";
    /// GET, POST.
    grants(plan_id) = "/plans/{plan_id}/grants";
    /// POST: the mails that inviting these people would send.
    grants_preview(plan_id) = "/plans/{plan_id}/grants/preview";
    /// PATCH, DELETE.
    grant(plan_id, grant_id) = "/plans/{plan_id}/grants/{grant_id}";
    /// POST: a new link by mail.
    grant_resend(plan_id, grant_id) = "/plans/{plan_id}/grants/{grant_id}/resend";
    /// GET.
    events(plan_id) = "/plans/{plan_id}/events";
    /// GET: the chain.
    events_export(plan_id) = "/plans/{plan_id}/events/export";
    /// GET: server-sent events.
    stream(plan_id) = "/plans/{plan_id}/stream";
    /// GET: the key that verifies checkpoints.
    log_key() = "/log-key";
}
