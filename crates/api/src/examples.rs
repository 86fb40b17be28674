//! Examples of bodies in the contract, by operation. A test sends each to its operation.

use serde_json::{Value, json};

/// The example for an operation's body.
#[must_use]
pub fn example(operation: &str) -> Option<Value> {
    account(operation)
        .or_else(|| organization(operation))
        .or_else(|| deal(operation))
        .or_else(|| plan(operation))
        .or_else(|| agreement(operation))
        .or_else(|| update(operation))
}

fn account(operation: &str) -> Option<Value> {
    let secret = "3kTq0vZb8mXr5nLw2yHc7dJf9sPa1gEu4iOt6KxRz0A";
    let found = match operation {
        "sign_up" => {
            json!({ "organization_name": "Orbit Analytics", "name": "Ada Reyes", "email": "ada@orbit.example", "password": "cold harbour lantern" })
        }
        "sign_in" => json!({ "email": "ada@orbit.example", "password": "cold harbour lantern" }),
        "sign_out" => json!({ "everywhere": false }),
        "forgot_password" => json!({ "email": "ada@orbit.example" }),
        "reset_password" => json!({ "secret": secret, "password": "cold harbour lantern" }),
        "update_me" => json!({ "name": "Ada Reyes" }),
        "read_invitation" | "request_link" | "join_plan" => json!({ "secret": secret }),
        _ => return None,
    };
    Some(found)
}

fn organization(operation: &str) -> Option<Value> {
    let found = match operation {
        "update_organization" => json!({ "name": "Orbit Analytics", "currency": "EUR" }),
        "put_organization_calendar" => json!({
            "weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"], "country": "DE", "fiscal_year_start": 2,
        }),
        "invite_member" => json!({ "name": "Jun Park", "email": "jun@orbit.example", "role": "rep" }),
        "update_member" => json!({ "role": "manager" }),
        "create_stage" => json!({ "name": "Procurement", "kind": "open" }),
        "update_stage" => json!({ "name": "Legal review" }),
        "reorder_stages" => {
            json!({ "ids": ["stg_01m80etdbdfp2rdxwkgca8xdpb", "stg_01m80etdbdfp2rdxwkgca8xdpc"] })
        }
        _ => return None,
    };
    Some(found)
}

fn deal(operation: &str) -> Option<Value> {
    let found = match operation {
        "create_deal" => json!({
            "name": "Analytics rollout", "account_name": "Nimbus GmbH", "account_domain": "nimbus.example", "product": "Analytics",
            "amount": 4_800_000, "currency": "EUR", "seller_close_date": "2026-06-30", "budget_status": "preliminary",
            "refs": [{ "source": "salesforce", "id": "0065g00000A1b2c", "url": "https://orbit.example/0065g00000A1b2c" }],
        }),
        "update_deal" => json!({ "amount": 5_200_000, "seller_close_date": null }),
        "create_plan" => json!({ "title": "Analytics by summer", "anchor_date": "2026-06-15" }),
        "take_steps" => json!({
            "answers": {
                "mode": "rebuild",
                "person": { "name": "Paul Weber", "title": "Head of Purchasing", "email": "paul@nimbus.example" },
                "review_days": 7, "needs": ["security_questionnaire", "references"], "unfamiliar": true,
            },
            "dry_run": true,
        }),
        "start_guided" => json!({
            "answers": {
                "roles": [
                    { "role": "champion", "state": "known", "name": "Mara Lindt", "title": "Head of Operations", "email": "mara@nimbus.example", "buy_in": "onboard" },
                    { "role": "economic_buyer", "state": "known", "name": "Ole Brandt", "title": "CFO", "buy_in": "neutral" },
                    { "role": "legal", "state": "unknown" },
                    { "role": "executive_sponsor", "state": "not_needed" },
                ],
                "dates": [{ "kind": "busy_period", "start_date": "2026-06-22", "end_date": "2026-06-30", "note": "Half-year accounts" }],
                "budget": "quarterly", "country": "DE",
                "procurement": { "involvement": "not_yet", "review_days": 10, "needs": ["security_questionnaire", "references"], "unfamiliar": true },
                "champion": "liaison",
            },
        }),
        "update_plan" => json!({ "welcome_message": "Welcome. Everything we agreed on is here.", "anchor_date": null }),
        _ => return None,
    };
    Some(found)
}

fn agreement(operation: &str) -> Option<Value> {
    let found = match operation {
        "request_sign_off" => json!({
            "signers": ["sh_01m80etdbdfp2rdxwkgca8xdpb", "sh_01m80etdbdfp2rdxwkgca8xdpc"], "message": "As we agreed on Tuesday.",
        }),
        "sign_version" => json!({ "typed_name": "Mara Lindt", "consent": true }),
        "decline_sign_off" => json!({ "reason": "Legal needs until the end of June" }),
        "void_sign_off" => json!({ "reason": "We look at the dates once more" }),
        "create_proposal" | "counter_proposal" => json!({
            "reason": "Our lawyer is on leave until 22 June",
            "edits": [{ "kind": "change_milestone", "milestone_id": "ms_01m80etdbdfp2rdxwkgca8xdpb", "patch": { "target_date": "2026-06-29" } }],
        }),
        "accept_proposal" | "decline_proposal" | "withdraw_proposal" => json!({ "note": "Agreed on the phone" }),
        _ => return None,
    };
    Some(found)
}

fn plan(operation: &str) -> Option<Value> {
    let found = match operation {
        "create_milestone" => json!({
            "title": "Security review passed", "outcome": "Nimbus security signs the report", "owner_side": "buyer",
            "target_date": "2026-04-15", "duration_days": 7, "assumptions": [{ "text": "The reviewer is named by March" }],
        }),
        "update_milestone" => json!({ "target_date": "2026-04-22", "risk_reason": "The reviewer is away" }),
        "order_milestones" => {
            json!({ "ids": ["ms_01m80etdbdfp2rdxwkgca8xdpb", "ms_01m80etdbdfp2rdxwkgca8xdpc"] })
        }
        "create_action" => {
            json!({ "title": "Return the security questionnaire", "side": "buyer", "target_date": "2026-04-08" })
        }
        "update_action" => json!({ "started": true, "target_date": "2026-04-10" }),
        "order_actions" => json!({ "ids": ["act_01m80etdbdfp2rdxwkgca8xdpb", "act_01m80etdbdfp2rdxwkgca8xdpc"] }),
        "create_constraint" => json!({
            "kind": "board_meeting", "start_date": "2026-04-10", "anchor": true, "note": "The board releases budgets only here",
        }),
        "update_constraint" => json!({ "start_date": "2026-04-17", "note": "Moved by a week" }),
        "create_risk" => json!({
            "description": "Procurement is unfamiliar with the vendor category", "probability": "high", "impact_days": 10,
            "mitigation": "Send the procurement packet with reference customers", "mitigation_due": "2026-03-22",
        }),
        "apply_fixes" => json!({ "rule": "assumption.present", "objects": [] }),
        "waive_finding" => json!({ "rule": "milestone.spacing", "reason": "Nimbus decides in weekly meetings" }),
        "preview_schedule" => {
            json!({ "changes": [{ "milestone_id": "ms_01m80etdbdfp2rdxwkgca8xdpb", "target_date": "2026-04-29" }] })
        }
        "apply_schedule" => json!({
            "changes": [{ "milestone_id": "ms_01m80etdbdfp2rdxwkgca8xdpb", "version": 3, "target_date": "2026-04-29" }],
        }),
        "put_plan_calendar" => {
            json!({ "weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"], "country": "FR" })
        }
        "update_risk" => json!({ "status": "mitigated" }),
        "create_stakeholder" | "put_stakeholder" => {
            json!({ "side": "buyer", "name": "Mara Lindt", "title": "Head of data", "roles": ["champion"], "other_role": "Works council" })
        }
        "update_stakeholder" => json!({ "buy_in": "onboard", "roles": ["champion", "economic_buyer"] }),
        "create_grants" => json!({
            "invitees": [{ "email": "mara@nimbus.example", "name": "Mara Lindt", "access": "edit" }, { "email": "jonas@nimbus.example", "access": "view" }],
            "note": "As discussed on Tuesday.",
        }),
        "update_grant" => json!({ "access": "view" }),
        _ => return None,
    };
    Some(found)
}

fn update(operation: &str) -> Option<Value> {
    let found = match operation {
        "preview_grants" => {
            json!({ "invitees": [{ "email": "lena@nimbus.example", "access": "view" }], "note": "As discussed on Tuesday." })
        }
        "create_calendar_feed" => json!({}),
        "draft_status_update" => json!({ "period_from": "2026-03-10", "period_to": "2026-03-16" }),
        "update_status_update" => json!({ "sections": {
            "summary": "Procurement takes longer; everything else tracks well.",
            "completed": [{ "side": "buyer", "text": "Budget allocation confirmed (ahead of schedule)" }],
            "at_risk": [{
                "side": "buyer", "text": "Procurement review (target was 25 March, now 1 April)",
                "next": "Interim feedback by 28 March; can legal review begin before?",
            }],
        } }),
        "send_status_update" => json!({ "recipients": ["sh_01m80etdbdfp2rdxwkgca8xdpb"] }),
        _ => return None,
    };
    Some(found)
}
