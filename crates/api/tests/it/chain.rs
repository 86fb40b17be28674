//! History that cannot be changed unnoticed: one line for each change, chained, signed, and whole after a restore.

use crate::{
    kit::{Caller, Kit, id},
    operations::{Need, World, operations, request},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use diesel::prelude::*;
use ed25519_dalek::{Signature, VerifyingKey};
use serde_json::{Value, json};
use tandem_api::{
    backup,
    db::{Conn, Tx, schema::events},
};
use tandem_shared::{
    chain::{self, ExportedLog},
    paths,
};

/// Makes many things at once, a line for each.
const MANY_LINES: [&str; 1] = ["start_guided"];

/// Operations that change nothing that history tells: sessions, links that are not over, mails of other persons' accounts.
const NO_LINE: [&str; 8] = [
    "end_guest_session",
    "forgot_password",
    "read_invitation",
    "refresh_guest_session",
    "refresh_session",
    "request_link",
    "sign_in",
    "sign_out",
];

async fn count(kit: &Kit) -> i64 {
    kit.app.db.read(|conn| Ok(events::table.count().get_result(conn)?)).await.unwrap()
}

async fn export(caller: &Caller, plan: &str) -> ExportedLog {
    serde_json::from_value(caller.get(&paths::events_export(plan)).await.expect(200)).unwrap()
}

/// Checks chain, signatures and the tail, as somebody does who has the file and the published key only.
fn verify(log: &ExportedLog, published: &str) {
    assert_eq!(log.public_key, published);
    let key: [u8; 32] = STANDARD.decode(published).unwrap().try_into().unwrap();
    let key = VerifyingKey::from_bytes(&key).unwrap();
    assert_eq!(chain::verify(&log.lines), Ok(()));
    assert_eq!(log.checkpoints.last().map(|c| c.seq), log.lines.last().map(|l| l.seq), "the tail is signed");
    for checkpoint in &log.checkpoints {
        let signature = Signature::from_slice(&STANDARD.decode(&checkpoint.signature).unwrap()).unwrap();
        assert!(key.verify_strict(checkpoint.message().as_bytes(), &signature).is_ok());
        assert_eq!(chain::verify_checkpoint(&log.lines, checkpoint), Ok(()));
    }
}

#[actix_web::test]
async fn every_change_writes_one_line_and_the_log_verifies_offline() {
    let kit = Kit::start().await;
    let mut world = World::new(&kit).await;
    let published = world.nobody.get(&paths::log_key()).await.expect(200)["public_key"].as_str().unwrap().to_owned();
    let mut wrong = Vec::new();
    for operation in operations().iter().filter(|o| o.writes()) {
        let request = request(&world, &operation.id).await.unwrap();
        // Visits are noted in the background and are no events.
        let before = count(&kit).await;
        let who = if request.need == Need::Signer { &world.owner } else { &world.admin };
        let caller = who.with_cookies(request.cookies);
        let body = request.body.map(|b| b.to_string());
        let reply = caller.call(operation.method.clone(), &request.path, body).await;
        assert!(reply.status < 300, "{}: {}", operation.id, reply.text);
        let (lines, wanted) = (count(&kit).await - before, i64::from(!NO_LINE.contains(&operation.id.as_str())));
        let fits = if MANY_LINES.contains(&operation.id.as_str()) { lines > 1 } else { lines == wanted };
        if !fits {
            wrong.push(format!("{}: {lines} lines, not {wanted}", operation.id));
        }
        if request.destroys {
            world = World::new(&kit).await;
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let log = export(&world.admin, world.plan_id()).await;
    verify(&log, &published);
    // Again, with more lines: the first checkpoint still fits.
    world.milestone().await;
    let longer = export(&world.rep, world.plan_id()).await;
    assert_eq!(longer.checkpoints.len(), log.checkpoints.len() + 1);
    verify(&longer, &published);
}

#[actix_web::test]
async fn doing_again_what_is_done_writes_no_line() {
    let kit = Kit::start().await;
    let world = World::new(&kit).await;
    let (plan, milestone, action) = (world.plan_id(), world.milestone().await, world.action().await);
    let twice = [
        (paths::milestone_complete(plan, &milestone), None),
        (paths::action_complete(plan, &action), None),
        (paths::milestone(plan, &milestone), Some(json!({ "title": "Signed" }))),
        (paths::action(plan, &action), Some(json!({ "title": "Sent" }))),
        (paths::plan(plan), Some(json!({ "title": "Rollout" }))),
        (paths::deal(world.deal_id()), Some(json!({ "product": "Analytics" }))),
        (paths::organization(), Some(json!({ "name": "Orbit Two" }))),
    ];
    for (path, body) in twice {
        let call = || async {
            match &body {
                Some(body) => world.admin.patch(&path, body.clone()).await.expect(200),
                None => world.admin.act(&path).await.expect(200),
            }
        };
        call().await;
        let before = count(&kit).await;
        call().await;
        assert_eq!(count(&kit).await, before, "{path}");
    }
}

#[actix_web::test]
async fn a_line_can_be_neither_changed_nor_deleted() {
    let kit = Kit::start().await;
    let world = World::new(&kit).await;
    export(&world.admin, world.plan_id()).await;
    for statement in [
        "DELETE FROM events",
        "UPDATE events SET at = at + 1",
        "UPDATE events SET hash = prev",
        "UPDATE events SET visibility = 'shared2'",
        "UPDATE events SET actor_name = 'Somebody else'",
        "UPDATE events SET content = '{}'",
        "DELETE FROM checkpoints",
        "UPDATE checkpoints SET seq = seq + 1",
    ] {
        let run = move |tx: &mut Tx<'_>| Ok(diesel::sql_query(statement).execute(tx.conn)?);
        assert!(kit.app.db.write(run).await.is_err(), "{statement}");
    }
    let published = world.nobody.get(&paths::log_key()).await.expect(200)["public_key"].as_str().unwrap().to_owned();
    verify(&export(&world.admin, world.plan_id()).await, &published);
}

#[actix_web::test]
async fn a_persons_name_can_be_erased_and_the_chain_stays_whole() {
    let kit = Kit::start().await;
    let world = World::new(&kit).await;
    let erase = |tx: &mut Tx<'_>| {
        let erased = diesel::update(events::table)
            .set((events::actor_name.eq(None::<String>), events::actor_salt.eq(None::<String>)))
            .execute(tx.conn)?;
        Ok(erased)
    };
    assert!(kit.app.db.write(erase).await.unwrap() > 0);
    let log = export(&world.admin, world.plan_id()).await;
    assert_eq!(chain::verify(&log.lines), Ok(()));
    assert!(log.lines.iter().all(|line| line.actor_name.is_none()));
}

/// Titles of the milestones in a store.
fn titles(conn: &mut Conn) -> Vec<String> {
    use tandem_api::db::schema::milestones as m;
    m::table.select(m::title).load(conn).unwrap()
}

#[actix_web::test]
async fn a_backup_taken_while_writing_restores_what_was_acknowledged_before_it_began() {
    let kit = Kit::start().await;
    if kit.app.config.database_url.engine() == tandem_api::db::Engine::Postgres {
        return;
    }
    let ada = kit.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let write = |from: usize| {
        let (ada, plan): (Caller, Value) = (ada.clone(), plan.clone());
        async move {
            for n in from..from + 45 {
                ada.create_milestone(&plan, json!({ "title": format!("Milestone {n}") })).await;
            }
        }
    };
    futures_util::future::join(write(0), write(100)).await;
    let folder = tempfile::tempdir().unwrap();
    let (file, config) = (folder.path().join("backup.db"), (*kit.app.config).clone());
    let target = file.clone();
    let copying = tokio::task::spawn_blocking(move || backup::backup(&config, &target));
    let (copied, ..) = futures_util::future::join3(copying, write(200), write(300)).await;
    assert_eq!(copied.unwrap(), Ok(()));
    let fresh = folder.path().join("restored.db");
    let config = tandem_api::config::Config {
        database_url: tandem_api::db::Url::Sqlite(fresh.clone()),
        ..(*kit.app.config).clone()
    };
    // Verifies integrity, the chain and the head of every log.
    assert_eq!(backup::restore(&config, &file), Ok(()));
    let restored = titles(&mut tandem_api::db::open(&config.database_url).unwrap());
    for n in (0..45).chain(100..145) {
        assert!(restored.contains(&format!("Milestone {n}")), "Milestone {n} is lost");
    }
    let now = ada.plan(&plan).await["milestones"].as_array().unwrap().len();
    assert_eq!(now, 180);
    assert!(restored.len() <= now);
    assert!(backup::restore(&config, &file).unwrap_err().contains("exists already"));
    assert_eq!(id(&plan), export(&ada, id(&plan)).await.lines[0].log);
}
