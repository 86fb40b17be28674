//! Who gets what: every operation of the contract × every kind of caller → the status of the answer.
//!
//! Each cell is a fresh valid request that an admin is granted. The table is a snapshot that people review; the rules below it hold whatever it says.

use crate::{
    kit::{Caller, Kit},
    operations::{Need, Operation, Request, World, operations, request},
};
use tandem_shared::access::{CallerKind, allows};

/// What a caller of the table is to the plan, its deal and the organization; nothing for those who are strangers to the plan.
fn kind(caller: &str, need: Need) -> Option<CallerKind> {
    let kind = match caller {
        "admin" => CallerKind::Admin,
        "manager" => CallerKind::Manager,
        "owner" => CallerKind::Owner,
        "collaborator" => CallerKind::Collaborator,
        "rep" => CallerKind::Rep,
        "edit" => CallerKind::Edit,
        "view" => CallerKind::View,
        _ => return None,
    };
    let in_organization =
        matches!(need, Need::Organization(_)) && matches!(kind, CallerKind::Owner | CallerKind::Collaborator);
    Some(if in_organization { CallerKind::Rep } else { kind })
}

/// The status that the rules demand, apart from the exact number of a success.
enum Demand {
    Success,
    Exactly(u16),
    /// The caller's own organization answers, or finds the ids in the body unknown.
    OwnOrganization,
}

fn demand(caller: &str, need: Need) -> Demand {
    let granted = |yes: bool| if yes { Demand::Success } else { Demand::Exactly(403) };
    match (caller, need) {
        (_, Need::Open) => Demand::Success,
        ("nobody", _) => Demand::Exactly(401),
        (_, Need::Caller) => Demand::Success,
        ("foreigner", Need::Organization(_)) => Demand::OwnOrganization,
        ("other guest", Need::Organization(_)) => Demand::Exactly(403),
        ("foreigner" | "other guest", _) | ("edit" | "view", Need::Deal(_)) => Demand::Exactly(404),
        ("owner" | "edit" | "view", Need::Signer) => Demand::Success,
        (_, Need::Signer) => Demand::Exactly(403),
        (_, Need::Organization(p) | Need::Deal(p) | Need::Plan(p)) => {
            granted(kind(caller, need).is_some_and(|kind| allows(kind, p)))
        }
    }
}

fn breach(caller: &str, operation: &Operation, request: &Request, status: u16) -> Option<String> {
    let is_success = (200..300).contains(&status);
    let holds = match demand(caller, request.need) {
        Demand::Success => is_success,
        Demand::Exactly(wanted) => status == wanted,
        Demand::OwnOrganization if operation.template.contains('{') => status == 404,
        Demand::OwnOrganization => is_success || status == 422,
    };
    // Signing is not editing.
    let signs = request.need == Need::Signer;
    let looker_wrote = caller == "view" && operation.writes() && !operation.is_open && is_success && !signs;
    (!holds || looker_wrote).then(|| format!("{caller} · {}: {status}", operation.id))
}

async fn call(caller: &Caller, operation: &Operation, request: &Request) -> u16 {
    let mut body = request.body.clone();
    if operation.id == "sign_version" {
        // Each with their own name.
        let plan = caller.get(request.path.split("/sign-offs").next().unwrap()).await;
        body.as_mut().unwrap()["typed_name"] = plan.json["viewer"]["name"].as_str().unwrap_or("Nobody").into();
    }
    let body = body.map(|b| b.to_string());
    // Without the caller's own: the request to end a session must not end theirs.
    let cookies = request.cookies.clone();
    caller.with_cookies(cookies).call(operation.method.clone(), &request.path, body).await.status
}

#[actix_web::test]
async fn every_operation_answers_every_caller_as_declared() {
    let kit = Kit::start().await;
    let mut world = World::new(&kit).await;
    let names: Vec<&str> = world.callers().iter().map(|(name, _)| *name).collect();
    let mut table = format!("{:<24}{}", "", names.iter().map(|n| format!("{n:>13}")).collect::<String>());
    let mut breaches = Vec::new();
    for operation in operations() {
        table += &format!("\n{:<24}", operation.id);
        for name in &names {
            let Some(request) = request(&world, &operation.id).await else {
                panic!("{} has no request: add one to tests/it/operations/requests.rs", operation.id)
            };
            assert_eq!(operation.is_open, request.need == Need::Open, "{}: security in the contract", operation.id);
            let caller = world.callers().into_iter().find(|(n, _)| n == name).unwrap().1.clone();
            let status = call(&caller, &operation, &request).await;
            table += &format!("{status:>13}");
            breaches.extend(breach(name, &operation, &request, status));
            if request.spoils || (request.destroys && status < 300) {
                world = World::new(&kit).await;
            }
        }
    }
    assert!(breaches.is_empty(), "not as declared:\n{}\n\n{table}", breaches.join("\n"));
    insta::assert_snapshot!(table);
}
