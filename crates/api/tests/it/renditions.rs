//! What is kept of answers is never stale: whatever anybody does at whichever replica, and however late it gets, two replicas that keep answers give the
//! same bytes as one that keeps none.

use crate::{
    kit::{Caller, Kit, Reply, id},
    operations::{Operation, World, operations, request},
};
use serde_json::json;
use std::time::{SystemTime, UNIX_EPOCH};
use tandem_api::auth::tokens::Bearer;
use tandem_shared::paths;

/// Numbers by chance; the seed is told when a test fails.
struct Chance(u64);

impl Chance {
    fn new() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        Self(now.as_nanos() as u64 | 1)
    }

    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

/// Two replicas that keep answers, and one that keeps none.
struct Replicas {
    keeping: [Kit; 2],
    forgetful: Kit,
}

impl Replicas {
    async fn new() -> Self {
        let first = Kit::start().await;
        Self { forgetful: first.forgetful_replica().await, keeping: [first.replica().await, first] }
    }

    /// Reads this at every replica, in between two readings that agree: visits are noted in the background.
    async fn compare(&self, caller: &Caller, path: &str, after: &str) -> Reply {
        // Errors name the request.
        let same = |a: &Reply, b: &Reply| {
            a.status == b.status && (a.status != 200 || (&a.text, a.header("etag")) == (&b.text, b.header("etag")))
        };
        for _ in 0..50 {
            let before = caller.at(&self.forgetful).get(path).await;
            let kept = [caller.at(&self.keeping[0]).get(path).await, caller.at(&self.keeping[1]).get(path).await];
            let fresh = caller.at(&self.forgetful).get(path).await;
            if same(&before, &fresh) {
                for kept in &kept {
                    assert!(
                        same(kept, &fresh),
                        "stale after {after}: {path}\nkept  {}\nfresh {}",
                        kept.text,
                        fresh.text
                    );
                }
                return fresh;
            }
        }
        panic!("{path} never came to rest after {after}");
    }

    /// Everything that is kept, for everyone who may see it.
    async fn compare_all(&self, world: &World, after: &str) {
        let plan = paths::plan(world.plan_id());
        for (name, caller) in world.callers() {
            let reply = self.compare(caller, &plan, &format!("{after}, by {name}")).await;
            let sees = !matches!(name, "nobody" | "other guest" | "foreigner");
            assert!(!sees || matches!(reply.status, 200 | 404), "{name} after {after}: {}", reply.text);
        }
        for path in
            [format!("{plan}?as=buyer"), paths::deals(), format!("{}?health=on_track&sort=name", paths::deals())]
        {
            self.compare(&world.admin, &path, after).await;
        }
    }
}

/// Whom each caller's token speaks for: tokens are over after minutes, and the clock moves by days.
fn bearers(world: &World) -> Vec<Option<Bearer>> {
    let read =
        |caller: &Caller| Some(caller.kit.app.tokens.read(caller.token.as_ref()?, caller.kit.clock().now()).unwrap());
    world.callers().iter().map(|(_, caller)| read(caller)).collect()
}

fn sign_again(world: &mut World, bearers: &[Option<Bearer>]) {
    let (tokens, now) = (world.kit.app.tokens.clone(), world.kit.clock().now());
    let sign = |bearer: &Bearer| match bearer.clone() {
        Bearer::User(claims) => tokens.for_user(claims, now).unwrap(),
        Bearer::Guest(claims) => tokens.for_guest(claims, now).unwrap(),
    };
    let all = [
        &mut world.nobody,
        &mut world.admin,
        &mut world.manager,
        &mut world.owner,
        &mut world.collaborator,
        &mut world.rep,
        &mut world.edit,
        &mut world.view,
        &mut world.other_guest,
        &mut world.foreigner,
    ];
    for (caller, bearer) in all.into_iter().zip(bearers) {
        caller.token = bearer.as_ref().map(sign);
    }
}

async fn perform(world: &World, replicas: &Replicas, operation: &Operation, chance: &mut Chance) -> Option<String> {
    let Some(request) = request(world, &operation.id).await else { panic!("{} has no request", operation.id) };
    if request.destroys {
        return None;
    }
    let callers = [&world.admin, &world.owner, &world.edit, &world.collaborator, &world.admin];
    let replica = &replicas.keeping[chance.below(2)];
    let caller = callers[chance.below(callers.len())].at(replica).with_cookies(request.cookies.clone());
    let body = request.body.as_ref().map(ToString::to_string);
    let status = caller.call(operation.method.clone(), &request.path, body).await.status;
    Some(format!("{}: {status}", operation.id))
}

#[actix_web::test]
async fn what_is_kept_is_what_would_be_read_after_every_operation() {
    let (replicas, mut chance) = (Replicas::new().await, Chance::new());
    println!("seed {}", chance.0);
    let mut world = World::new(&replicas.keeping[1]).await;
    let bearers = bearers(&world);
    let mut writes: Vec<Operation> = operations().into_iter().filter(|o| o.writes() && !o.needs_agreement()).collect();
    for round in 0..1 {
        for n in (1..writes.len()).rev() {
            writes.swap(n, chance.below(n + 1));
        }
        for operation in &writes {
            if chance.below(5) == 0 {
                // A minute lets visits be noted again, an hour changes nothing, a day makes another today.
                world.kit.clock().advance([61, 3_600, 86_400][chance.below(3)]);
                sign_again(&mut world, &bearers);
                replicas.compare_all(&world, &format!("time passed in round {round}")).await;
            }
            if let Some(done) = perform(&world, &replicas, operation, &mut chance).await {
                replicas.compare_all(&world, &done).await;
            }
        }
    }
}

#[actix_web::test]
async fn a_link_that_ends_unopened_is_seen_to_end() {
    let replicas = Replicas::new().await;
    let mut world = World::new(&replicas.keeping[1]).await;
    let bearers = bearers(&world);
    let grant = world.admin.share(&world.plan, &world.address(), "view").await;
    let status = async |world: &World| {
        let plan = replicas.compare(&world.admin, &paths::plan(world.plan_id()), "time passed").await.expect(200);
        let people = plan["stakeholders"].as_array().unwrap().clone();
        people.iter().find(|p| p["grant"]["id"] == grant["id"]).unwrap()["grant"]["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(status(&world).await, "pending");
    let ends = grant["expires_at"].as_str().unwrap().parse::<tandem_shared::day::Timestamp>().unwrap();
    // To the last second before, on the last day if there is one: only the clock tells the two answers apart.
    world.kit.clock().advance(ends.seconds_since(world.kit.clock().now()) - 5);
    sign_again(&mut world, &bearers);
    assert_eq!(status(&world).await, "pending");
    world.kit.clock().advance(6);
    assert_eq!(status(&world).await, "expired");
}

#[actix_web::test]
async fn who_may_no_longer_see_a_plan_does_not_see_what_was_kept() {
    let replicas = Replicas::new().await;
    let world = World::new(&replicas.keeping[1]).await;
    let path = paths::plan(world.plan_id());
    for replica in &replicas.keeping {
        world.view.at(replica).get(&path).await.expect(200);
        world.collaborator.at(replica).get(&path).await.expect(200);
    }
    let grant = world.admin.grant(&world.plan, &world.guests[1]).await;
    world.admin.delete(&paths::grant(world.plan_id(), id(&grant))).await.expect(204);
    let off = json!({ "active": false });
    world.admin.patch(&paths::member(world.collaborator.user_id().as_str()), off).await.expect(200);
    for replica in &replicas.keeping {
        world.view.at(replica).get(&path).await.expect(401);
        world.collaborator.at(replica).get(&path).await.expect(401);
    }
    world.admin.delete(&path).await.expect(204);
    for replica in &replicas.keeping {
        world.edit.at(replica).get(&path).await.expect(404);
        world.owner.at(replica).get(&path).await.expect(404);
    }
}

#[actix_web::test]
async fn an_unchanged_plan_is_not_sent_again() {
    let kit = Kit::start().await;
    let ada = kit.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let path = paths::plan(id(&plan));
    let tag = ada.get(&path).await.header("etag").unwrap().to_owned();
    let again = ada.with("If-None-Match", &tag).get(&path).await;
    assert_eq!((again.status, again.text.as_str(), again.header("etag")), (304, "", Some(tag.as_str())));
    ada.create_milestone(&plan, json!({ "title": "Contract signed" })).await;
    ada.with("If-None-Match", &tag).get(&path).await.expect(200);
}

#[actix_web::test]
async fn what_is_kept_follows_the_agreement() {
    let replicas = Replicas::new().await;
    let world = World::new(&replicas.keeping[1]).await;
    let offered = world.offer(&world.edit).await;
    replicas.compare_all(&world, "an offer").await;
    let path = paths::proposal_accept(world.plan_id(), &offered);
    world.admin.post(&path, json!({})).await.expect(200);
    replicas.compare_all(&world, "an accepted offer").await;
    let body = json!({ "signers": world.signers().await });
    world.admin.post(&paths::sign_offs(world.plan_id()), body).await.expect(201);
    replicas.compare_all(&world, "a request for signatures").await;
    world.withdraw().await;
    replicas.compare_all(&world, "a request taken back").await;
}
