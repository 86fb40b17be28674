//! The contract: what utoipa collects from the handlers, with what all operations have in common added here.

use utoipa::{
    Modify, OpenApi,
    openapi::{
        ContentBuilder, Ref, RefOr, ResponseBuilder, Schema,
        path::Operation,
        security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
    },
};

/// The document's head: title, tags, what is common.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Tandem",
        description = "Mutual action plans that a seller and a buyer both own. Bodies are JSON in snake_case; ids are opaque prefixed strings; instants are RFC 3339 in UTC, dates are YYYY-MM-DD. Every POST takes an Idempotency-Key, every write of a single resource an If-Match.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    tags(
        (name = "accounts", description = "Signing up, in and out; one's own profile and actions."),
        (name = "guests", description = "Coming in through a link from an e-mail."),
        (name = "organization", description = "The selling company: members and stages."),
        (name = "deals", description = "Opportunities and their facts."),
        (name = "plans", description = "The mutual action plan of a deal."),
        (name = "milestones", description = "Commitments both sides can see."),
        (name = "actions", description = "Checklist items under a milestone."),
        (name = "constraints", description = "The buyer's calendar: dates and periods that a plan must honour."),
        (name = "calendars", description = "When each side works: weekdays and public holidays."),
        (name = "risks", description = "What may delay a plan, and what is done about it."),
        (name = "health", description = "What a good coach would say of a plan, by the rules of the method."),
        (name = "schedule", description = "What the dates of a plan mean together: slack, critical path, preview, forecast."),
        (name = "agreement", description = "What both sides sign: requests for signatures, versions, proposals."),
        (name = "status updates", description = "Weekly updates, drafted from what happened, sent to both sides."),
        (name = "documents", description = "A plan as a file, and addresses for calendar programs."),
        (name = "stakeholders", description = "People in a plan, of both sides."),
        (name = "sharing", description = "Links, access, revocation."),
        (name = "activity", description = "History, live news, the verifiable log."),
        (name = "service", description = "The service itself."),
    ),
    modifiers(&Common),
    components(schemas(tandem_shared::error::Problem, tandem_shared::error::FieldError)),
)]
pub struct Contract;

/// What every operation has in common: how to sign in, and how it fails.
pub struct Common;

impl Modify for Common {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("JWT")
            .description(Some("Access token of a user or a guest, good for 15 minutes."));
        components.add_security_scheme("bearer", SecurityScheme::Http(bearer.build()));
    }
}

/// Adds to every operation the answers that the manner of the API gives it; called once all paths are there.
pub fn complete(document: &mut utoipa::openapi::OpenApi) {
    if let Some(components) = &mut document.components {
        components.schemas.values_mut().for_each(describe_kinds);
    }
    for (path, item) in &mut document.paths.paths {
        let own = path.strip_prefix(tandem_shared::paths::BASE).unwrap_or(path);
        let open = ["/auth/", "/guest/", "/healthz", "/readyz", "/version", "/log-key", "/calendar/"]
            .iter()
            .any(|p| own.starts_with(p));
        let named = path.contains('{');
        let operations = [
            (&mut item.get, false),
            (&mut item.post, true),
            (&mut item.put, true),
            (&mut item.patch, true),
            (&mut item.delete, true),
        ];
        for (operation, writes) in operations {
            if let Some(operation) = operation {
                if !open {
                    operation.security = Some(vec![SecurityRequirement::new("bearer", Vec::<String>::new())]);
                }
                add_failures(operation, open, named, writes);
                add_example(operation);
            }
        }
    }
}

/// Describes `kind` or `mode`, by which the variants of a union are told apart: the derive has no place to say it.
fn describe_kinds(schema: &mut RefOr<Schema>) {
    if let RefOr::T(Schema::OneOf(union)) = schema {
        union.items.iter_mut().for_each(describe_kind);
    }
}

fn describe_kind(variant: &mut RefOr<Schema>) {
    match variant {
        RefOr::T(Schema::AllOf(parts)) => parts.items.iter_mut().for_each(describe_kind),
        RefOr::T(Schema::Object(object)) => {
            for tag in ["kind", "mode"] {
                if let Some(RefOr::T(Schema::Object(kind))) = object.properties.get_mut(tag) {
                    kind.description.get_or_insert_with(|| "Which of these it is.".to_owned());
                }
            }
        }
        _ => {}
    }
}

fn add_example(operation: &mut Operation) {
    let example = operation.operation_id.as_deref().and_then(crate::examples::example);
    if let Some(RefOr::T(body)) = &mut operation.request_body {
        for content in body.content.values_mut() {
            if let RefOr::T(content) = content {
                content.example.clone_from(&example);
            }
        }
    }
}

fn add_failures(operation: &mut Operation, open: bool, named: bool, writes: bool) {
    let has_body = operation.request_body.is_some();
    let failures = [
        ("400", has_body, "The body is not JSON."),
        ("401", !open, "Nobody is signed in, or the session is over."),
        ("403", !open, "The caller sees it but may not do this."),
        ("404", named, "There is nothing here that the caller may see."),
        ("409", writes && named, "The state forbids it; the code says why."),
        ("412", writes && named, "It changed since the version in If-Match."),
        ("413", has_body, "The body is over 1 MiB."),
        ("415", has_body, "The body is not sent as JSON."),
        ("422", has_body || writes, "Fields are wrong; each has a pointer."),
        ("429", open && writes, "Too often; Retry-After says when to try again."),
        ("503", true, "The service cannot answer right now; nothing was changed."),
    ];
    for (status, applies, description) in failures {
        if applies && !operation.responses.responses.contains_key(status) {
            let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
            let response =
                ResponseBuilder::new().description(description).content("application/problem+json", problem).build();
            operation.responses.responses.insert(status.to_owned(), RefOr::T(response));
        }
    }
}

/// The whole document, as served and as committed in `openapi/openapi.json`.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    use utoipa_actix_web::AppExt;
    let (_, mut document) = actix_web::App::new()
        .into_utoipa_app()
        .openapi(Contract::openapi())
        .configure(crate::routes::contract)
        .split_for_parts();
    complete(&mut document);
    document
}

/// The document as it is committed: JSON with a line feed at its end.
#[must_use]
pub fn text() -> String {
    document().to_pretty_json().unwrap_or_default() + "\n"
}
