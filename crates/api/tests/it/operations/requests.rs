//! A fresh valid request for each operation, made ready by an admin.

use super::{Need, Need::Open, Request, World};
use crate::{accounts::PASSWORD, kit::id};
use serde_json::{Value, json};
use tandem_shared::{
    access::Permission::{self, *},
    paths as p,
};

/// A request for this operation that an admin's call would be granted; nothing for an operation that has no entry here.
pub(crate) async fn request(world: &World, operation: &str) -> Option<Request> {
    if let Some(found) = accounts(world, operation).await {
        return Some(found);
    }
    if let Some(found) = guests(world, operation).await {
        return Some(found);
    }
    if let Some(found) = organization(world, operation).await {
        return Some(found);
    }
    if let Some(found) = deals_and_plans(world, operation).await {
        return Some(found);
    }
    if let Some(found) = milestones(world, operation).await {
        return Some(found);
    }
    if let Some(found) = actions(world, operation).await {
        return Some(found);
    }
    if let Some(found) = agreement(world, operation).await {
        return Some(found);
    }
    people(world, operation).await
}

async fn agreement(world: &World, operation: &str) -> Option<Request> {
    let plan = world.plan_id();
    let signer = |path: String| Request::new(Need::Signer, path);
    // What is agreed keeps others from editing: these get a world of their own, whoever calls.
    let spoiling = |permission, path| Request { destroys: true, spoils: true, ..to_plan(permission, path) };
    let found =
        match operation {
            "list_sign_offs" => to_plan(SeePlan, p::sign_offs(plan)),
            "request_sign_off" => {
                world.withdraw().await;
                world.milestone().await;
                to_plan(ProposeChanges, p::sign_offs(plan)).with(json!({ "signers": world.signers().await }))
            }
            "sign_version" => signer(p::signatures(plan, &world.sign_off().await))
                .with(json!({ "typed_name": "Omar Iru", "consent": true })),
            "decline_sign_off" => signer(p::sign_off_decline(plan, &world.sign_off().await))
                .with(json!({ "reason": "Legal needs longer" })),
            // By the side that asked, the seller's: guests may not, though they may ask.
            "void_sign_off" => to_plan(EditPlan, p::sign_off_void(plan, &world.sign_off().await)).with(json!({})),
            "get_certificate" => spoiling(SeeInternal, p::certificate(plan, &world.agree().await)),
            "export_certificate" => spoiling(SeeInternal, p::certificate_pdf(plan, &world.agree().await)),
            "list_versions" => to_plan(SeePlan, p::versions(plan)),
            "get_plan_version" => to_plan(SeePlan, p::version(plan, &world.version().await)),
            "compare_versions" => {
                let version = world.version().await;
                to_plan(SeePlan, p::version_diff(plan, &version, &version))
            }
            "list_proposals" => to_plan(SeePlan, p::proposals(plan)),
            "create_proposal" => {
                world.agree().await;
                spoiling(ProposeChanges, p::proposals(plan)).with(world.change().await)
            }
            // Offered by a buyer, so the seller's people decide.
            "accept_proposal" => {
                spoiling(EditPlan, p::proposal_accept(plan, &world.offer(&world.edit).await)).with(json!({}))
            }
            "decline_proposal" => {
                spoiling(EditPlan, p::proposal_decline(plan, &world.offer(&world.edit).await)).with(json!({}))
            }
            "counter_proposal" => spoiling(EditPlan, p::proposal_counter(plan, &world.offer(&world.edit).await))
                .with(world.change().await),
            "withdraw_proposal" => {
                spoiling(EditPlan, p::proposal_withdraw(plan, &world.offer(&world.admin).await)).with(json!({}))
            }
            _ => return None,
        };
    Some(found)
}

fn open(path: impl Into<String>) -> Request {
    Request::new(Open, path.into())
}

fn in_organization(permission: Permission, path: String) -> Request {
    Request::new(Need::Organization(permission), path)
}

fn to_plan(permission: Permission, path: String) -> Request {
    Request::new(Need::Plan(permission), path)
}

async fn accounts(world: &World, operation: &str) -> Option<Request> {
    let found = match operation {
        "sign_up" => open(p::sign_up()).with(
            json!({ "organization_name": "Orbit", "name": "Ada Reyes", "email": world.address(), "password": PASSWORD }),
        ),
        "sign_in" => {
            let (_, email) = world.account().await;
            open(p::sign_in()).with(json!({ "email": email, "password": PASSWORD }))
        }
        "refresh_session" => {
            let (browser, _) = world.account().await;
            Request { cookies: browser.cookies(), ..open(p::refresh()) }
        }
        // It ends the session of the caller's token too.
        "sign_out" => Request { destroys: true, ..open(p::sign_out()).with(json!({})) },
        "forgot_password" => open(p::password_forgot()).with(json!({ "email": "nobody@orbit.example" })),
        "reset_password" => {
            let email = world.member().await["email"].as_str().unwrap().to_owned();
            let secret = world.kit.mail_to(&email, 1).await.secret().to_owned();
            open(p::password_reset()).with(json!({ "secret": secret, "password": PASSWORD }))
        }
        "get_me" => in_organization(SeeOrganization, p::me()),
        "update_me" => in_organization(SeeOrganization, p::me()).with(json!({ "name": format!("Name {}", world.number()) })),
        "list_my_actions" => Request::new(Need::Caller, p::my_actions()),
        "get_health" => open("/healthz"),
        "get_readiness" => open("/readyz"),
        "read_calendar_feed" => {
            let feed = world.feed().await;
            open(feed["url"].as_str().unwrap().trim_start_matches("http://localhost:8080").to_owned())
        }
        "get_version" => open("/version"),
        "get_log_key" => open(p::log_key()),
        _ => return None,
    };
    Some(found)
}

async fn guests(world: &World, operation: &str) -> Option<Request> {
    let found = match operation {
        "read_invitation" => open(p::guest_invitations()).with(json!({ "secret": world.link().await })),
        "join_plan" => open(p::guest_sessions()).with(json!({ "secret": world.link().await })),
        "request_link" => open(p::guest_links()).with(json!({ "secret": world.link().await })),
        "refresh_guest_session" => {
            let browser = world.kit.nobody();
            browser.join(&world.link().await).await.expect(200);
            Request { cookies: browser.cookies(), ..open(p::guest_refresh(world.plan_id())) }
        }
        "end_guest_session" => {
            let browser = world.kit.nobody();
            browser.join(&world.link().await).await.expect(200);
            Request { cookies: browser.cookies(), ..open(p::guest_sign_out(world.plan_id())) }
        }
        _ => return None,
    };
    Some(found)
}

async fn organization(world: &World, operation: &str) -> Option<Request> {
    let stages = async || world.admin.get(&p::stages()).await.expect(200)["data"].as_array().unwrap().clone();
    let found = match operation {
        "get_organization" => in_organization(SeeOrganization, p::organization()),
        "update_organization" => in_organization(ManageOrganization, p::organization())
            .with(json!({ "name": format!("Orbit {}", world.number()) })),
        "get_organization_calendar" => in_organization(SeeOrganization, p::organization_calendar()),
        "put_organization_calendar" => in_organization(ManageOrganization, p::organization_calendar()).with(
            json!({ "weekdays": ["monday", "friday"], "country": "DE", "fiscal_year_start": world.number() % 12 + 1 }),
        ),
        "list_countries" => Request::new(Need::Caller, p::countries()),
        "list_holidays" => Request::new(Need::Caller, p::holidays("DE")),
        "list_members" => in_organization(SeeOrganization, p::members()),
        "invite_member" => in_organization(ManageOrganization, p::members())
            .with(json!({ "name": "Nia Vale", "email": world.address(), "role": "rep" })),
        "update_member" => {
            in_organization(ManageOrganization, p::member(id(&world.member().await))).with(json!({ "role": "manager" }))
        }
        "resend_invitation" => in_organization(ManageOrganization, p::member_resend(id(&world.member().await))),
        "list_stages" => in_organization(SeeOrganization, p::stages()),
        "create_stage" => in_organization(ManageOrganization, p::stages())
            .with(json!({ "name": format!("Stage {}", world.number()), "kind": "open" })),
        "reorder_stages" => {
            let mut ids: Vec<Value> = stages().await.iter().map(|s| s["id"].clone()).collect();
            ids.swap(0, 1);
            in_organization(ManageOrganization, p::stage_order()).with(json!({ "ids": ids }))
        }
        "update_stage" => in_organization(ManageOrganization, p::stage(id(&stages().await[1])))
            .with(json!({ "name": format!("Stage {}", world.number()) })),
        // The pipeline has room for some only.
        "delete_stage" => Request {
            destroys: true,
            ..in_organization(ManageOrganization, p::stage(id(stages().await.last().unwrap())))
        },
        _ => return None,
    };
    Some(found)
}

async fn deals_and_plans(world: &World, operation: &str) -> Option<Request> {
    let (deal, plan) = (world.deal_id(), world.plan_id());
    let to_deal = |permission, path| Request::new(Need::Deal(permission), path);
    let found = match operation {
        "list_deals" => in_organization(SeeOrganization, p::deals()),
        "create_deal" => {
            in_organization(CreateDeals, p::deals()).with(json!({ "name": "Renewal", "account_name": "Nimbus GmbH" }))
        }
        "get_deal" => to_deal(SeeOrganization, p::deal(deal)),
        "update_deal" => {
            to_deal(EditDeal, p::deal(deal)).with(json!({ "product": format!("Product {}", world.number()) }))
        }
        "delete_deal" => Request { destroys: true, ..to_deal(EditDeal, p::deal(deal)) },
        "create_plan" => {
            let deal = world.owner.create_deal("Renewal").await;
            to_deal(EditDeal, p::deal_plan(id(&deal))).with(json!({}))
        }
        "start_guided" => {
            let deal = world.owner.create_deal("Guided").await;
            to_deal(EditDeal, p::guided_plan(id(&deal))).with(json!({ "answers": { "champion": "liaison" } }))
        }
        "get_deal_plan" => to_deal(SeeOrganization, p::deal_plan(deal)),
        "take_steps" => {
            let answers = json!({ "mode": "renegotiate", "milestone_id": world.milestone().await, "what_changed": "Their lawyer is away", "choice": "revise", "new_date": "2027-06-01" });
            to_plan(EditMilestones, p::plan_modes(plan)).with(json!({ "answers": answers }))
        }
        "get_plan" => to_plan(SeePlan, p::plan(plan)),
        "update_plan" => {
            to_plan(EditPlan, p::plan(plan)).with(json!({ "description": format!("Text {}", world.number()) }))
        }
        "delete_plan" => Request { destroys: true, ..to_plan(EditDeal, p::plan(plan)) },
        "list_events" => to_plan(SeePlan, p::events(plan)),
        "export_events" => to_plan(SeeInternal, p::events_export(plan)),
        "stream_events" => to_plan(SeePlan, p::stream(plan)),
        _ => return None,
    };
    Some(found)
}

async fn milestones(world: &World, operation: &str) -> Option<Request> {
    let plan = world.plan_id();
    let found = match operation {
        "create_milestone" => to_plan(EditMilestones, p::milestones(plan)).with(json!({ "title": "Contract signed" })),
        "order_milestones" => {
            world.milestone().await;
            world.milestone().await;
            let seen = world.admin.plan(&world.plan).await;
            let mut ids: Vec<Value> = seen["milestones"].as_array().unwrap().iter().map(|m| m["id"].clone()).collect();
            ids.rotate_left(1);
            to_plan(EditMilestones, p::milestone_order(plan)).with(json!({ "ids": ids }))
        }
        "get_milestone" => to_plan(SeePlan, p::milestone(plan, &world.milestone().await)),
        "update_milestone" => to_plan(EditMilestones, p::milestone(plan, &world.milestone().await))
            .with(json!({ "title": "Contract signed by both" })),
        // Guests delete what they added; this is the admin's.
        "delete_milestone" => to_plan(DeleteAny, p::milestone(plan, &world.milestone().await)),
        "complete_milestone" => to_plan(EditMilestones, p::milestone_complete(plan, &world.milestone().await)),
        "reopen_milestone" => {
            let milestone = world.milestone().await;
            world.admin.act(&p::milestone_complete(plan, &milestone)).await.expect(200);
            to_plan(EditMilestones, p::milestone_reopen(plan, &milestone))
        }
        "restore_milestone" => {
            let milestone = world.milestone().await;
            world.admin.delete(&p::milestone(plan, &milestone)).await.expect(204);
            to_plan(DeleteAny, p::milestone_restore(plan, &milestone))
        }
        _ => return None,
    };
    Some(found)
}

async fn actions(world: &World, operation: &str) -> Option<Request> {
    let plan = world.plan_id();
    let found = match operation {
        "create_action" => to_plan(EditActions, p::actions(plan, &world.milestone().await))
            .with(json!({ "title": "Return the questionnaire" })),
        "order_actions" => {
            let milestone = world.milestone().await;
            let (path, mut ids) = (p::actions(plan, &milestone), Vec::new());
            for title in ["Second", "First"] {
                ids.insert(0, world.admin.post(&path, json!({ "title": title })).await.expect(201)["id"].clone());
            }
            to_plan(EditActions, p::action_order(plan, &milestone)).with(json!({ "ids": ids }))
        }
        "get_action" => to_plan(SeePlan, p::action(plan, &world.action().await)),
        "update_action" => {
            to_plan(EditActions, p::action(plan, &world.action().await)).with(json!({ "title": "Return both forms" }))
        }
        "delete_action" => to_plan(DeleteAny, p::action(plan, &world.action().await)),
        "complete_action" => to_plan(EditActions, p::action_complete(plan, &world.action().await)),
        "reopen_action" => {
            let action = world.action().await;
            world.admin.act(&p::action_complete(plan, &action)).await.expect(200);
            to_plan(EditActions, p::action_reopen(plan, &action))
        }
        "restore_action" => {
            let action = world.action().await;
            world.admin.delete(&p::action(plan, &action)).await.expect(204);
            to_plan(DeleteAny, p::action_restore(plan, &action))
        }
        _ => return None,
    };
    Some(found)
}

async fn people(world: &World, operation: &str) -> Option<Request> {
    let plan = world.plan_id();
    let found = match operation {
        "create_constraint" => to_plan(EditConstraints, p::constraints(plan))
            .with(json!({ "kind": "board_meeting", "start_date": "2026-04-10", "note": "The board meets" })),
        "update_constraint" => to_plan(EditConstraints, p::constraint(plan, &world.constraint().await))
            .with(json!({ "note": format!("Note {}", world.number()) })),
        "delete_constraint" => to_plan(EditConstraints, p::constraint(plan, &world.constraint().await)),
        "put_plan_calendar" => {
            let country = if world.number().is_multiple_of(2) { "FR" } else { "US" };
            to_plan(EditConstraints, p::plan_calendar(plan))
                .with(json!({ "weekdays": ["monday", "tuesday"], "country": country }))
        }
        "create_risk" => to_plan(EditRisks, p::risks(plan))
            .with(json!({ "description": "Procurement is new to this", "probability": "high", "impact_days": 10 })),
        "update_risk" => to_plan(EditRisks, p::risk(plan, &world.risk().await))
            .with(json!({ "mitigation": format!("Packet {}", world.number()) })),
        "delete_risk" => to_plan(DeleteAny, p::risk(plan, &world.risk().await)),
        "get_plan_health" => to_plan(SeePlan, p::plan_health(plan)),
        "get_health_history" => to_plan(SeeInternal, p::health_history(plan)),
        "apply_fixes" => to_plan(EditMilestones, p::health_fixes(plan))
            .with(json!({ "rule": "assumption.present", "objects": [world.milestone().await] })),
        "waive_finding" => to_plan(EditPlan, p::waivers(plan))
            .with(json!({ "rule": "milestone.spacing", "reason": format!("Reason {}", world.number()) })),
        "unwaive_finding" => {
            let body = json!({ "rule": "milestone.count", "reason": format!("Reason {}", world.number()) });
            let waiver = world.admin.post(&p::waivers(plan), body).await.expect(201);
            to_plan(EditPlan, p::waiver(plan, id(&waiver)))
        }
        "get_schedule" => to_plan(SeePlan, p::schedule(plan)),
        "schedule_backward" => to_plan(SeePlan, p::schedule_backward(plan)),
        "preview_schedule" => {
            let change = json!({ "milestone_id": world.milestone().await, "target_date": "2026-05-29" });
            to_plan(SeePlan, p::schedule_preview(plan)).with(json!({ "changes": [change] }))
        }
        "apply_schedule" => {
            let change = json!({ "milestone_id": world.milestone().await, "target_date": "2026-05-29" });
            to_plan(EditMilestones, p::schedule_apply(plan)).with(json!({ "changes": [change] }))
        }
        "get_forecast" => to_plan(SeePlan, p::forecast(plan)),
        "export_plan" => to_plan(SeePlan, p::export(plan, "md")),
        "list_calendar_feeds" => to_plan(EditActions, p::calendar_feeds(plan)),
        "create_calendar_feed" => to_plan(EditActions, p::calendar_feeds(plan)).with(json!({})),
        // Guests revoke what they made; this is the admin's.
        "revoke_calendar_feed" => to_plan(DeleteAny, p::calendar_feed(plan, id(&world.feed().await))),
        "list_status_updates" => to_plan(SeePlan, p::status_updates(plan)),
        "draft_status_update" => to_plan(EditPlan, p::status_updates(plan)).with(json!({})),
        "get_status_update" => to_plan(SeePlan, p::status_update(plan, &world.sent_update().await)),
        "update_status_update" => to_plan(EditPlan, p::status_update(plan, &world.update().await))
            .with(json!({ "sections": { "summary": format!("Summary {}", world.number()) } })),
        "delete_status_update" => to_plan(EditPlan, p::status_update(plan, &world.update().await)),
        "send_status_update" => to_plan(EditPlan, p::status_update_send(plan, &world.update().await))
            .with(json!({ "recipients": [world.seller().await] })),
        "list_stakeholders" => to_plan(SeePlan, p::stakeholders(plan)),
        "create_stakeholder" => {
            to_plan(EditStakeholders, p::stakeholders(plan)).with(json!({ "side": "buyer", "name": "Lena Wolf" }))
        }
        "put_stakeholder" => to_plan(EditStakeholders, p::stakeholder_by_email(plan, &world.address()))
            .with(json!({ "side": "buyer", "name": "Lena Wolf" })),
        "update_stakeholder" => to_plan(EditStakeholders, p::stakeholder(plan, &world.person().await))
            .with(json!({ "title": "Head of data" })),
        "delete_stakeholder" => to_plan(DeleteAny, p::stakeholder(plan, &world.person().await)),
        "list_buy_in" => to_plan(SeeInternal, p::buy_in(plan, &world.person().await)),
        "list_grants" => to_plan(SeeInternal, p::grants(plan)),
        "create_grants" => to_plan(Share, p::grants(plan))
            .with(json!({ "invitees": [{ "email": world.address(), "access": "view" }] })),
        "preview_grants" => to_plan(Share, p::grants_preview(plan))
            .with(json!({ "invitees": [{ "email": world.address(), "access": "view" }] })),
        "update_grant" => to_plan(Share, p::grant(plan, &world.grant().await)).with(json!({ "access": "edit" })),
        "revoke_grant" => to_plan(Share, p::grant(plan, &world.grant().await)),
        "resend_grant" => to_plan(Share, p::grant_resend(plan, &world.grant().await)),
        _ => return None,
    };
    Some(found)
}
