//! Guests: invited, and come in through the link in their mail.

use super::{Caller, Kit, Reply, id};
use serde_json::{Value, json};
use tandem_shared::paths;

impl Caller {
    /// Shares a plan with one person; answers the grant.
    pub(crate) async fn share(&self, plan: &Value, email: &str, access: &str) -> Value {
        let body = json!({ "invitees": [{ "email": email, "access": access }] });
        self.post(&paths::grants(id(plan)), body).await.expect(201)["data"][0].clone()
    }

    /// Shares a plan with one person, who joins; answers the guest in their browser.
    pub(crate) async fn guest(&self, plan: &Value, email: &str, access: &str) -> Caller {
        self.share(plan, email, access).await;
        let mail = self.kit.mail_to(email, 1).await;
        let browser = self.kit.nobody();
        let answer = browser.join(mail.secret()).await.expect(200);
        browser.with_token(answer["access_token"].as_str().unwrap())
    }

    /// Clicks *Join room* with a link's secret in this browser.
    pub(crate) async fn join(&self, secret: &str) -> Reply {
        self.post(&paths::guest_sessions(), json!({ "secret": secret })).await
    }

    /// The same with the code from the mail.
    pub(crate) async fn join_with(&self, secret: &str, code: &str) -> Reply {
        self.post(&paths::guest_sessions(), json!({ "secret": secret, "code": code })).await
    }

    /// A grant as the list shows it now.
    pub(crate) async fn grant(&self, plan: &Value, email: &str) -> Value {
        let list = self.get(&paths::grants(id(plan))).await.expect(200);
        let found = list["data"].as_array().unwrap().iter().find(|grant| grant["email"] == email);
        found.unwrap_or_else(|| panic!("no grant of {email} in {list}")).clone()
    }

    /// Types of a plan's events, oldest first, as this caller sees them.
    pub(crate) async fn history(&self, plan: &Value) -> Vec<String> {
        let page = self.get(&format!("{}?after=0&limit=100", paths::events(id(plan)))).await.expect(200);
        page["data"].as_array().unwrap().iter().map(|event| event["type"].as_str().unwrap().to_owned()).collect()
    }
}

impl Kit {
    /// The six digits in the newest of `count` mails to an address.
    pub(crate) async fn code_to(&self, address: &str, count: usize) -> String {
        self.mail_to(address, count).await.subject.split(' ').next().unwrap().to_owned()
    }
}
