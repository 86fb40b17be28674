//! What is internal stays with the seller: a mark is planted in everything internal, then searched in everything a guest can get.

use crate::{
    kit::{Caller, Kit, Reply, Stream, id},
    operations::{Operation, World, operations, request},
};
use actix_web::http::Method;
use serde_json::{Value, json};
use tandem_shared::paths;

/// Stands in every internal text.
const MARK: &str = "zq7internal";
/// Texts, numbers and days that stand in nothing but what is internal.
const MARKS: [&str; 3] = [MARK, "98765432100", "2031-07"];

/// What was planted.
struct Planted {
    milestones: Vec<String>,
    actions: Vec<String>,
    /// A shared milestone that waits for an internal one that waits for `last`.
    first: String,
    /// A shared milestone.
    last: String,
    /// Drafts of status updates, and one that was sent.
    updates: Vec<String>,
}

fn mark(what: &str) -> String {
    format!("{what} {MARK}")
}

/// Fills the deal's own fields and what the seller thinks of a person.
async fn plant_facts(world: &World, admin: &Caller) {
    let deal = json!({
        "product": mark("product"), "amount": 98_765_432_100_i64, "seller_close_date": "2031-07-23", "account_domain": format!("{MARK}.example"),
        "current_state": mark("current"), "desired_state": mark("desired"), "budget_status": "pending",
        "refs": [{ "source": MARK, "id": mark("ref"), "url": format!("https://crm.example/{MARK}") }],
    });
    admin.patch(&paths::deal(world.deal_id()), deal).await.expect(200);
    let people = admin.plan(&world.plan).await["stakeholders"].clone();
    for person in people.as_array().unwrap() {
        let thoughts = json!({
            "primary_concern": mark("concern"), "buy_in": "likely_objector", "authority": "liaison", "engagement_plan": mark("plan"),
            "engagement_timing": "late", "engagement_date": "2031-07-24",
        });
        admin.patch(&paths::stakeholder(world.plan_id(), id(person)), thoughts).await.expect(200);
        let went = admin.get(&paths::buy_in(world.plan_id(), id(person))).await.expect(200);
        assert_eq!(went["data"][0]["to"], "likely_objector");
    }
}

/// An internal milestone with everything in it marked.
fn internal_milestone() -> Value {
    json!({
        "title": mark("milestone"), "outcome": mark("outcome"), "visibility": "internal", "target_date": "2031-07-25", "kind": "kick_off",
        "assumptions": [{ "text": mark("assumption"), "state": "broken" }],
    })
}

async fn plant(world: &World, people: &[&str]) -> Planted {
    let (admin, plan) = (&world.admin, world.plan_id());
    plant_facts(world, admin).await;
    let last =
        admin.create_milestone(&world.plan, json!({ "title": "Measures agreed", "target_date": "2026-01-10" })).await;
    let hidden = admin.create_milestone(&world.plan, internal_milestone()).await;
    let body = json!({ "depends_on": [last["id"]], "risk_reason": mark("risk") });
    admin.patch(&paths::milestone(plan, id(&hidden)), body).await.expect(200);
    let first =
        admin.create_milestone(&world.plan, json!({ "title": "Contract signed", "depends_on": [hidden["id"]] })).await;
    let task = |n: u32| json!({ "title": mark("action"), "description": mark("text"), "visibility": "internal", "assignee_ids": people, "target_date": format!("2031-07-0{n}") });
    let mut actions = Vec::new();
    for (milestone, n) in [(&hidden, 1), (&first, 2), (&last, 3)] {
        actions.push(id(&admin.create_action(&world.plan, milestone, task(n)).await).to_owned());
    }
    // Shared in itself, under an internal milestone.
    let body = json!({ "title": mark("shared below internal"), "visibility": "shared", "assignee_ids": people });
    actions.push(id(&admin.create_action(&world.plan, &hidden, body).await).to_owned());
    let mut milestones = vec![id(&hidden).to_owned()];
    milestones.extend(change_everything(world, &actions, id(&hidden)).await);
    plant_register(world, id(&hidden)).await;
    plant_waiver(world, id(&hidden)).await;
    let updates = plant_updates(world).await;
    Planted { milestones, actions, first: id(&first).to_owned(), last: id(&last).to_owned(), updates }
}

/// Drafts that say what is internal, and an update as it is drafted from all that, sent as it is.
async fn plant_updates(world: &World) -> Vec<String> {
    let (admin, plan) = (&world.admin, world.plan_id());
    let said = json!({ "sections": { "summary": mark("summary"), "at_risk": [{ "side": "seller", "text": mark("line"), "next": mark("next") }] } });
    let secret = world.update().await;
    admin.patch(&paths::status_update(plan, &secret), said).await.expect(200);
    let gone = world.update().await;
    admin.delete(&paths::status_update(plan, &gone)).await.expect(204);
    let drafted = admin.post(&paths::status_updates(plan), json!({})).await.expect(201);
    let to = json!({ "recipients": [world.seller().await] });
    admin.post(&paths::status_update_send(plan, id(&drafted)), to).await.expect(200);
    vec![secret, id(&drafted).to_owned()]
}

/// Risks and dates of the seller's own: added, changed, opened and shut, removed.
async fn plant_register(world: &World, hidden: &str) {
    let (admin, plan) = (&world.admin, world.plan_id());
    let risk = |visibility: &str, milestone: Option<&str>| {
        json!({ "description": mark("risk"), "mitigation": mark("cure"), "mitigation_due": "2031-07-26",
        "probability": "high", "impact_days": 20, "visibility": visibility, "milestone_id": milestone })
    };
    // Shared in itself, of an internal milestone.
    for (visibility, milestone) in [("internal", None), ("shared", Some(hidden))] {
        let made = admin.post(&paths::risks(plan), risk(visibility, milestone)).await.expect(201);
        admin
            .patch(&paths::risk(plan, id(&made)), json!({ "status": "occurred", "mitigation": mark("new") }))
            .await
            .expect(200);
    }
    let opened = admin.post(&paths::risks(plan), risk("internal", None)).await.expect(201);
    let clean = json!({ "description": "The reviewer is away", "mitigation": "", "mitigation_due": null, "visibility": "shared" });
    admin.patch(&paths::risk(plan, id(&opened)), clean).await.expect(200);
    let gone = admin.post(&paths::risks(plan), risk("internal", None)).await.expect(201);
    admin.delete(&paths::risk(plan, id(&gone))).await.expect(204);
    let body =
        json!({ "kind": "busy_period", "start_date": "2031-07-27", "note": mark("busy"), "visibility": "internal" });
    let date = admin.post(&paths::constraints(plan), body.clone()).await.expect(201);
    admin
        .patch(&paths::constraint(plan, id(&date)), json!({ "note": mark("busier"), "end_date": "2031-07-28" }))
        .await
        .expect(200);
    let date = admin.post(&paths::constraints(plan), body).await.expect(201);
    let clean = json!({ "start_date": "2026-07-01", "note": "Stocktaking", "visibility": "shared" });
    admin.patch(&paths::constraint(plan, id(&date)), clean).await.expect(200);
}

/// What is said of rules that speak to sellers only.
async fn plant_waiver(world: &World, hidden: &str) {
    let (admin, plan) = (&world.admin, world.plan_id());
    let about_hidden = json!({ "rule": "milestone.not_a_task", "object": hidden, "reason": mark("reason") });
    let about_person = json!({ "rule": "stakeholder.profile", "object": "legal", "reason": mark("reason") });
    for body in [about_hidden, about_person] {
        let waiver = admin.post(&paths::waivers(plan), body.clone()).await.expect(201);
        admin.delete(&paths::waiver(plan, id(&waiver))).await.expect(204);
        admin.post(&paths::waivers(plan), body).await.expect(201);
    }
    for body in [
        json!({ "rule": "timeline.gap_shown", "reason": mark("reason") }),
        json!({ "rule": "stakeholder.coverage", "object": "end_user", "reason": mark("reason") }),
    ] {
        admin.post(&paths::waivers(plan), body).await.expect(201);
    }
}

/// Events of every kind about internal things; answers internal milestones that were made on the way.
async fn change_everything(world: &World, actions: &[String], hidden: &str) -> Vec<String> {
    let (admin, plan) = (&world.admin, world.plan_id());
    for action in actions {
        admin
            .patch(&paths::action(plan, action), json!({ "title": mark("changed action"), "started": true }))
            .await
            .expect(200);
        admin.act(&paths::action_complete(plan, action)).await.expect(200);
        admin.act(&paths::action_reopen(plan, action)).await.expect(200);
        admin.delete(&paths::action(plan, action)).await.expect(204);
        admin.act(&paths::action_restore(plan, action)).await.expect(200);
    }
    let under = [&actions[3], &actions[0]];
    admin.put(&paths::action_order(plan, hidden), json!({ "ids": under })).await.expect(204);
    let path = paths::milestone(plan, hidden);
    admin.act(&paths::milestone_complete(plan, hidden)).await.expect(200);
    admin.act(&paths::milestone_reopen(plan, hidden)).await.expect(200);
    for cancelled in [true, false] {
        admin.patch(&path, json!({ "cancelled": cancelled })).await.expect(200);
    }
    admin.delete(&path).await.expect(204);
    admin.act(&paths::milestone_restore(plan, hidden)).await.expect(200);
    switch_to_and_fro(world).await
}

/// Things that were internal and became shared without their marks, and the other way round.
async fn switch_to_and_fro(world: &World) -> Vec<String> {
    let (admin, plan) = (&world.admin, world.plan_id());
    let clean = json!({ "title": "Security review passed", "outcome": "", "visibility": "shared", "target_date": "2026-02-01", "assumptions": [] });
    let opened = admin.create_milestone(&world.plan, json!({ "title": mark("before"), "outcome": mark("before"), "visibility": "internal", "assumptions": [{ "text": mark("before") }] })).await;
    admin.patch(&paths::milestone(plan, id(&opened)), clean).await.expect(200);
    let shut = admin.create_milestone(&world.plan, json!({ "title": "Budget released" })).await;
    let body = json!({ "title": mark("after"), "outcome": mark("after"), "visibility": "internal" });
    admin.patch(&paths::milestone(plan, id(&shut)), body).await.expect(200);
    let before = json!({ "title": mark("before"), "description": mark("before"), "visibility": "internal" });
    let action = admin.create_action(&world.plan, &opened, before).await;
    let body = json!({ "title": "Return the form", "description": "", "visibility": "shared" });
    admin.patch(&paths::action(plan, id(&action)), body).await.expect(200);
    // Out of the buyer's sight by a move, changed there, and back again.
    let moved = json!({ "milestone_id": shut["id"], "title": mark("moved") });
    admin.patch(&paths::action(plan, id(&action)), moved).await.expect(200);
    admin.patch(&paths::action(plan, id(&action)), json!({ "description": mark("moved") })).await.expect(200);
    let back = json!({ "milestone_id": opened["id"], "title": "Return the form", "description": "" });
    admin.patch(&paths::action(plan, id(&action)), back).await.expect(200);
    vec![id(&shut).to_owned()]
}

/// Collects where marks were found.
#[derive(Default)]
struct Search {
    places: usize,
    found: Vec<String>,
}

impl Search {
    fn text(&mut self, place: &str, text: &str) {
        self.places += 1;
        for mark in MARKS.iter().filter(|mark| text.contains(**mark)) {
            let at = text.find(mark).unwrap();
            let around: String = text.chars().skip(at.saturating_sub(120)).take(240).collect();
            self.found.push(format!("{place} has {mark}: …{around}…"));
        }
    }

    fn reply(&mut self, place: &str, reply: &Reply) {
        self.text(place, &reply.text);
        self.text(place, &format!("{:?}", reply.headers));
    }

    async fn call(&mut self, name: &str, caller: &Caller, method: Method, path: &str, body: Option<Value>) -> u16 {
        let reply = caller.call(method.clone(), path, body.map(|b| b.to_string())).await;
        self.reply(&format!("{name}: {method} {path} ({})", reply.status), &reply);
        assert!(reply.status < 500, "{name}: {method} {path}: {}", reply.text);
        reply.status
    }
}

/// The paths of an operation, one for each milestone and action there is.
fn paths_of(operation: &Operation, world: &World, planted: &Planted) -> Vec<String> {
    let base = operation.template.replace("{plan_id}", world.plan_id()).replace("{deal_id}", world.deal_id());
    let milestones = [planted.milestones.clone(), vec![planted.first.clone(), planted.last.clone()]].concat();
    let fill = |name: &str, ids: &[String]| ids.iter().map(|one| base.replace(name, one)).collect();
    match () {
        () if base.contains("{format}") => fill("{format}", &["md", "ics", "json", "pdf"].map(String::from)),
        () if base.contains("{update_id}") => fill("{update_id}", &planted.updates),
        () if base.contains("{milestone_id}") => fill("{milestone_id}", &milestones),
        () if base.contains("{action_id}") => fill("{action_id}", &planted.actions),
        () => vec![base],
    }
}

/// Every reading operation.
async fn read_everything(search: &mut Search, name: &str, guest: &Caller, world: &World, planted: &Planted) {
    for operation in operations().iter().filter(|o| !o.writes() && o.id != "stream_events") {
        for path in paths_of(operation, world, planted) {
            search.call(name, guest, Method::GET, &path, None).await;
        }
    }
    for query in ["?after=0&limit=100", "?before=100000&limit=100", "?after=100&limit=100"] {
        search.call(name, guest, Method::GET, &(paths::events(world.plan_id()) + query), None).await;
    }
    search.call(name, guest, Method::GET, &(paths::plan(world.plan_id()) + "?as=buyer"), None).await;
}

/// Every writing operation as it is meant, then everything that reaches for what is hidden.
async fn write_everything(search: &mut Search, name: &str, guest: &Caller, world: &World, planted: &Planted) {
    for operation in operations().iter().filter(|o| o.writes() && !o.needs_agreement()) {
        let request = request(world, &operation.id).await.unwrap();
        if !request.destroys {
            let caller = guest.with_cookies(request.cookies);
            search.call(name, &caller, operation.method.clone(), &request.path, request.body).await;
        }
    }
    for operation in operations().iter().filter(|o| o.writes() && o.template.contains("/plans/")) {
        let reaches = operation.template.contains("{milestone_id}") || operation.template.contains("{action_id}");
        for path in paths_of(operation, world, planted).into_iter().filter(|_| reaches) {
            let hidden = planted.milestones.iter().any(|m| path.contains(m.as_str()))
                || planted.actions.iter().any(|a| path.contains(a.as_str()));
            let body = (operation.method != Method::DELETE).then(|| json!({ "title": "Seen", "ids": [] }));
            let status = search.call(name, guest, operation.method.clone(), &path, body).await;
            assert!(!hidden || [403, 404, 422].contains(&status), "{name}: {} {path}: {status}", operation.method);
        }
    }
}

/// Bodies that name hidden things, to see what the refusals tell.
async fn name_what_is_hidden(search: &mut Search, guest: &Caller, world: &World, planted: &Planted) {
    let (plan, hidden) = (world.plan_id(), &planted.milestones[0]);
    let refused = [
        (paths::milestone(plan, &planted.last), json!({ "depends_on": [planted.first] })),
        (paths::milestone(plan, &planted.last), json!({ "depends_on": [hidden] })),
        (paths::milestone(plan, &planted.last), json!({ "kind": "kick_off" })),
        (paths::milestone(plan, &planted.last), json!({ "visibility": "internal" })),
    ];
    for (path, body) in refused {
        assert_eq!(search.call("edit", guest, Method::PATCH, &path, Some(body.clone())).await, 422, "{body}");
    }
    let mine = guest.create_action(&world.plan, &json!({ "id": planted.last }), json!({ "title": "Mine" })).await;
    let body = json!({ "milestone_id": hidden });
    assert_eq!(search.call("edit", guest, Method::PATCH, &paths::action(plan, id(&mine)), Some(body)).await, 422);
    let ids = json!({ "ids": [hidden, planted.first, planted.last] });
    assert_eq!(search.call("edit", guest, Method::PUT, &paths::milestone_order(plan), Some(ids)).await, 422);
    // What is hidden stays as it was when a guest sends all that they see.
    let body = json!({ "depends_on": [planted.last] });
    search.call("edit", guest, Method::PATCH, &paths::milestone(plan, &planted.first), Some(body)).await;
    let kept = world.admin.get(&paths::milestone(plan, &planted.first)).await.expect(200);
    assert!(kept["depends_on"].as_array().unwrap().contains(&json!(hidden)), "{kept}");
}

/// Everything a stream sends up to the newest event.
async fn read_stream(search: &mut Search, name: &str, stream: &mut Stream, seq: i64) {
    stream.frames_to(seq).await;
    search.text(name, &stream.sent);
}

#[actix_web::test]
async fn nothing_internal_reaches_a_guest() {
    let kit = Kit::start().await;
    let world = World::new(&kit).await;
    let mut open = [world.edit.watch(&world.plan, None).await, world.view.watch(&world.plan, None).await];
    let people = world.admin.plan(&world.plan).await["stakeholders"].clone();
    let people: Vec<&str> = people.as_array().unwrap().iter().map(id).collect();
    let planted = plant(&world, &people).await;
    let mut search = Search::default();
    let guests = [("edit", &world.edit), ("view", &world.view)];
    for (name, guest) in guests {
        write_everything(&mut search, name, guest, &world, &planted).await;
        read_everything(&mut search, name, guest, &world, &planted).await;
    }
    name_what_is_hidden(&mut search, &world.edit, &world, &planted).await;
    let preview = world.admin.get(&(paths::plan(world.plan_id()) + "?as=buyer")).await;
    search.reply("preview as buyer", &preview);
    world.admin.patch(&paths::plan(world.plan_id()), json!({ "description": "The end" })).await.expect(200);
    let seq = world.admin.plan(&world.plan).await["seq"].as_i64().unwrap();
    for (name, guest) in guests {
        read_stream(
            &mut search,
            &format!("{name}: stream from the first event"),
            &mut guest.watch(&world.plan, Some(0)).await,
            seq,
        )
        .await;
    }
    for (stream, (name, _)) in open.iter_mut().zip(guests) {
        read_stream(&mut search, &format!("{name}: live stream"), stream, seq).await;
    }
    mails(&mut search, &world).await;
    assert!(search.places > 200, "only {} places were searched", search.places);
    assert!(
        search.found.is_empty(),
        "{} of {} places:\n{}",
        search.found.len(),
        search.places,
        search.found.join("\n")
    );
}

/// Every mail to a guest: the invitations, those of a changed access, new links, codes.
async fn mails(search: &mut Search, world: &World) {
    let plan = world.plan_id();
    let address = &world.guests[1];
    let grant = world.admin.grant(&world.plan, address).await;
    let path = paths::grant(plan, id(&grant));
    // Invited anew, now that internal actions wait for them.
    world.admin.delete(&path).await.expect(204);
    world.admin.act(&paths::grant_resend(plan, id(&grant))).await.expect(200);
    let secret = world.kit.mail_to(address, 2).await.secret().to_owned();
    let landing = world.nobody.post(&paths::guest_invitations(), json!({ "secret": secret })).await;
    search.reply("landing page", &landing);
    world.kit.nobody().join(&secret).await.expect(200);
    world.admin.patch(&path, json!({ "access": "edit" })).await.expect(200);
    world.kit.mail_to(address, 3).await;
    world.admin.act(&paths::grant_resend(plan, id(&grant))).await.expect(200);
    let secret = world.kit.mail_to(address, 4).await.secret().to_owned();
    world.kit.nobody().join(&secret).await.expect(202);
    world.kit.mail_to(address, 5).await;
    for mail in world.kit.mails().await {
        search.text(
            &format!("mail to {}: {}", mail.to, mail.subject),
            &format!("{}{}{}", mail.subject, mail.text, mail.html),
        );
    }
}

#[actix_web::test]
async fn nothing_internal_reaches_a_guest_by_the_agreement() {
    let kit = Kit::start().await;
    let world = World::new(&kit).await;
    let planted = plant(&world, &[]).await;
    let (plan, mut search) = (world.plan_id(), Search::default());
    world.sign_off().await;
    // Voids the request: the reason is read by both sides.
    let body = json!({ "title": mark("shut"), "visibility": "internal" });
    world.admin.patch(&paths::milestone(plan, &planted.last), body).await.expect(200);
    let offered = world.offer(&world.admin).await;
    for round in ["offered", "accepted"] {
        for (name, guest) in [("edit", &world.edit), ("view", &world.view)] {
            for path in [
                paths::sign_offs(plan),
                paths::proposals(plan),
                paths::versions(plan),
                paths::version(plan, "1"),
                paths::version_diff(plan, "1", "2"),
                paths::plan(plan),
                paths::events(plan) + "?after=0&limit=100",
            ] {
                search.call(&format!("{name}, {round}"), guest, Method::GET, &path, None).await;
            }
        }
        world.edit.post(&paths::proposal_accept(plan, &offered), json!({})).await.expect(200);
    }
    for mail in world.kit.mails().await.iter().filter(|m| m.to.starts_with("eda") || m.to.starts_with("vic")) {
        search.text(&format!("mail: {}", mail.subject), &format!("{}{}{}", mail.subject, mail.text, mail.html));
    }
    assert!(search.found.is_empty(), "{}", search.found.join("\n"));
}

#[actix_web::test]
async fn the_search_finds_what_a_seller_sees() {
    let kit = Kit::start().await;
    let world = World::new(&kit).await;
    let planted = plant(&world, &[]).await;
    let mut search = Search::default();
    read_everything(&mut search, "rep", &world.rep, &world, &planted).await;
    for mark in MARKS {
        assert!(search.found.iter().any(|f| f.contains(&format!("has {mark}"))), "{mark} was planted nowhere");
    }
}
