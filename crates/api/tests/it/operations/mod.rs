//! Every operation of the contract, and for each a fresh valid request that an admin's call would be granted. The access matrix, the search for internal
//! data and the count of events walk this list: an operation without a request fails them.

mod requests;
mod world;

pub(crate) use requests::request;
pub(crate) use world::World;

use actix_web::http::Method;
use serde_json::Value;
use tandem_shared::access::Permission;

/// One operation of the contract.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Its id.
    pub id: String,
    /// Its method.
    pub method: Method,
    /// Its path with parameters in braces.
    pub template: String,
    /// Whether it asks for no sign-in.
    pub is_open: bool,
}

impl Operation {
    /// Whether it may change something.
    pub(crate) fn writes(&self) -> bool {
        // A preview is a POST since it takes a body.
        self.method != Method::GET && !self.id.starts_with("preview_")
    }

    /// Whether it takes an agreed plan, in which others may not edit any more.
    pub(crate) fn needs_agreement(&self) -> bool {
        self.id.ends_with("_certificate") || self.id.ends_with("_proposal")
    }
}

/// What an operation asks of its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// Nothing: no sign-in.
    Open,
    /// To be signed in, as a user or a guest.
    Caller,
    /// This, in the organization.
    Organization(Permission),
    /// This, to a deal.
    Deal(Permission),
    /// This, to a plan.
    Plan(Permission),
    /// To be asked to sign: of all callers `owner`, `edit` and `view` are.
    Signer,
}

/// A request that is valid now.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// Its path.
    pub path: String,
    /// Its body.
    pub body: Option<Value>,
    /// Cookies of the browser that sends it.
    pub cookies: Vec<(String, String)>,
    /// What it asks of its caller.
    pub need: Need,
    /// Whether it may take away what other requests need: then it gets a world of its own.
    pub destroys: bool,
    /// Whether what makes it ready keeps other requests from working, whoever sends it.
    pub spoils: bool,
}

impl Request {
    pub(super) fn new(need: Need, path: String) -> Self {
        Self { path, body: None, cookies: Vec::new(), need, destroys: false, spoils: false }
    }

    pub(super) fn with(self, body: Value) -> Self {
        Self { body: Some(body), ..self }
    }
}

/// Every operation, by path and method.
pub(crate) fn operations() -> Vec<Operation> {
    let document = serde_json::to_value(tandem_api::openapi::document()).unwrap();
    let mut found = Vec::new();
    for (template, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Ok(method) = method.to_uppercase().parse::<Method>() else { continue };
            if !operation.is_object() {
                continue;
            }
            found.push(Operation {
                id: operation["operationId"].as_str().unwrap_or_else(|| panic!("{template} has no id")).to_owned(),
                method,
                template: template.clone(),
                is_open: operation.get("security").is_none(),
            });
        }
    }
    found
}
