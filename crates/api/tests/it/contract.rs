//! The contract: committed, equal to the code, and good to read.

use crate::{
    kit::Kit,
    operations::{World, operations, request},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn document() -> Value {
    serde_json::to_value(tandem_api::openapi::document()).unwrap()
}

/// Path, method and operation of everything in the document.
fn all(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().unwrap();
    let flat = paths.iter().flat_map(|(path, item)| {
        let operations = item.as_object().unwrap().iter().filter(|(_, o)| o.is_object());
        operations.map(|(method, o)| (path.clone(), method.clone(), o.clone()))
    });
    flat.collect()
}

fn none_found(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}

fn says(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}

#[test]
fn the_committed_contract_is_the_codes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi/openapi.json");
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(committed == tandem_api::openapi::text(), "openapi/openapi.json differs from the code: run make openapi");
}

#[test]
fn every_operation_is_named_described_and_tagged() {
    let document = document();
    let tags: BTreeSet<&str> =
        document["tags"].as_array().unwrap().iter().map(|t| t["name"].as_str().unwrap()).collect();
    let mut used: BTreeMap<String, String> = BTreeMap::new();
    let mut findings = Vec::new();
    for (path, method, operation) in all(&document) {
        let at = format!("{method} {path}");
        let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
        let shaped = id.split('_').count() >= 2 && id.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if !shaped {
            findings.push(format!("{at}: {id:?} is not <verb>_<resource>"));
        }
        if let Some(other) = used.insert(id, at.clone()) {
            findings.push(format!("{at}: has the same id as {other}"));
        }
        let own: Vec<&str> = operation["tags"].as_array().into_iter().flatten().map(|t| t.as_str().unwrap()).collect();
        if own.len() != 1 || !tags.contains(own[0]) {
            findings.push(format!("{at}: needs one declared tag, has {own:?}"));
        }
        for field in ["summary", "description"] {
            if !says(&operation[field]) {
                findings.push(format!("{at}: no {field}"));
            }
        }
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            if !says(&parameter["description"]) {
                findings.push(format!("{at}: parameter {} has no description", parameter["name"]));
            }
        }
    }
    none_found(&findings);
}

#[test]
fn every_operation_says_who_may_call_and_how_it_fails() {
    let document = document();
    let mut findings = Vec::new();
    for (path, method, operation) in all(&document) {
        let at = format!("{method} {path}");
        let responses = operation["responses"].as_object().unwrap();
        let own = path.strip_prefix(tandem_shared::paths::BASE).unwrap_or(&path);
        let is_open = ["/auth/", "/guest/", "/healthz", "/readyz", "/version", "/log-key", "/calendar/"]
            .iter()
            .any(|p| own.starts_with(p));
        let has_security = operation["security"].as_array().is_some_and(|s| !s.is_empty());
        if is_open == has_security {
            findings.push(format!("{at}: open is {is_open}, security is {has_security}"));
        }
        if !is_open && !["401", "403"].iter().all(|s| responses.contains_key(*s)) {
            findings.push(format!("{at}: needs 401 and 403"));
        }
        for (status, response) in responses.iter().filter(|(s, _)| s.starts_with(['4', '5'])) {
            let schema = &response["content"]["application/problem+json"]["schema"]["$ref"];
            if schema != "#/components/schemas/Problem" {
                findings.push(format!("{at}: {status} is no Problem"));
            }
        }
        for (status, response) in responses {
            if !says(&response["description"]) {
                findings.push(format!("{at}: {status} has no description"));
            }
        }
    }
    none_found(&findings);
}

/// Notes every property of a schema, however deep, that nobody described.
fn undescribed(at: &str, schema: &Value, findings: &mut Vec<String>) {
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        // What may be null is described beside the reference, not beside the null.
        let parts = property["oneOf"].as_array().into_iter().flatten();
        if !std::iter::once(property).chain(parts).any(|p| says(&p["description"])) {
            findings.push(format!("{at}.{name} has no description"));
        }
        undescribed(&format!("{at}.{name}"), property, findings);
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        for part in schema[key].as_array().into_iter().flatten() {
            undescribed(at, part, findings);
        }
    }
    if schema["items"].is_object() {
        undescribed(&format!("{at}[]"), &schema["items"], findings);
    }
}

#[test]
fn every_schema_and_every_property_is_described() {
    let document = document();
    let schemas = &document["components"]["schemas"];
    let mut findings = Vec::new();
    for (name, schema) in schemas.as_object().unwrap() {
        if !says(&schema["description"]) {
            findings.push(format!("{name} has no description"));
        }
        undescribed(name, schema, &mut findings);
    }
    none_found(&findings);
}

#[actix_web::test]
async fn every_body_has_an_example_that_its_operation_understands() {
    let kit = Kit::start().await;
    let mut world = World::new(&kit).await;
    let (document, mut findings) = (document(), Vec::new());
    for operation in operations() {
        let method = operation.method.as_str().to_lowercase();
        let body = &document["paths"][&operation.template][&method]["requestBody"];
        if body.is_null() {
            continue;
        }
        let example = &body["content"]["application/json"]["example"];
        if example.is_null() {
            findings.push(format!("{} has no example", operation.id));
            continue;
        }
        let request = request(&world, &operation.id).await.unwrap();
        let caller = world.kit.nobody().with_token(world.admin.token.as_deref().unwrap());
        let reply = caller.call(operation.method, &request.path, Some(example.to_string())).await;
        let codes: Vec<&str> =
            reply.json["errors"].as_array().into_iter().flatten().map(|e| e["code"].as_str().unwrap()).collect();
        let understood = [200, 201, 202, 204, 401, 404].contains(&reply.status)
            || (request.need == crate::operations::Need::Signer && reply.status == 403)
            || (reply.status == 422
                && codes.iter().all(|code| ["unknown", "not_all", "not_every_stage"].contains(code)));
        if !understood {
            findings.push(format!("{}: {} {}", operation.id, reply.status, reply.text));
        }
        if request.destroys {
            world = World::new(&kit).await;
        }
    }
    none_found(&findings);
}

/// Paths that `shared::paths` spells, with their parameters in braces.
fn spelled() -> BTreeSet<String> {
    let source = include_str!("../../../shared/src/paths.rs");
    let lines = source.lines().filter_map(|l| l.trim().strip_suffix("\";")?.split_once(") = \""));
    lines.map(|(_, path)| format!("{}{path}", tandem_shared::paths::BASE)).collect()
}

#[test]
fn the_paths_of_the_browser_are_those_of_the_document() {
    let served: BTreeSet<String> = all(&document())
        .into_iter()
        .map(|(path, ..)| path)
        .filter(|path| path.starts_with(tandem_shared::paths::BASE))
        .collect();
    assert_eq!(spelled(), served);
}
