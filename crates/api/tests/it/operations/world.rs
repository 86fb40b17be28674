//! Everyone who may call, around one plan.

use crate::kit::{Caller, Kit, id};
use serde_json::{Value, json};
use std::cell::Cell;
use tandem_shared::{organization::Role, paths};

/// A plan and everyone who may call.
pub(crate) struct World {
    /// The service.
    pub kit: Kit,
    /// Not signed in.
    pub nobody: Caller,
    /// Admin of the organization.
    pub admin: Caller,
    /// Manager in it.
    pub manager: Caller,
    /// A rep who owns the deal.
    pub owner: Caller,
    /// A rep who is among the plan's people.
    pub collaborator: Caller,
    /// Any other rep.
    pub rep: Caller,
    /// A guest of the plan who may work.
    pub edit: Caller,
    /// A guest of the plan who may look.
    pub view: Caller,
    /// A guest of another plan of the organization.
    pub other_guest: Caller,
    /// Admin of another organization.
    pub foreigner: Caller,
    /// The plan.
    pub plan: Value,
    /// Where the guests' mail goes: edit, view.
    pub guests: [String; 2],
    count: Cell<u32>,
}

impl World {
    /// A new organization on this service, with everyone.
    pub(crate) async fn new(kit: &Kit) -> Self {
        let (admin, foreigner) = (kit.organization("Orbit").await, kit.organization("Umbra").await);
        let manager = admin.colleague("Mia Sol", Role::Manager).await;
        let owner = admin.colleague("Omar Iru", Role::Rep).await;
        let collaborator = admin.colleague("Cora Bell", Role::Rep).await;
        let rep = admin.colleague("Rex Ode", Role::Rep).await;
        let plan = owner.create_plan().await;
        let body = json!({ "side": "seller", "name": "Cora Bell", "user_id": collaborator.user_id() });
        admin.post(&paths::stakeholders(id(&plan)), body).await.expect(201);
        let tail = admin.organization_id().to_string().replace('_', "-");
        let address = |name: &str| format!("{name}@{tail}.example");
        let guests = [address("eda"), address("vic")];
        let edit = admin.guest(&plan, &guests[0], "edit").await;
        let view = admin.guest(&plan, &guests[1], "view").await;
        let other = admin.create_plan().await;
        let other_guest = admin.guest(&other, &address("oto"), "edit").await;
        let (kit, nobody) = (kit.clone(), kit.nobody());
        let count = Cell::default();
        Self {
            kit,
            nobody,
            admin,
            manager,
            owner,
            collaborator,
            rep,
            edit,
            view,
            other_guest,
            foreigner,
            plan,
            guests,
            count,
        }
    }

    /// Every caller with a name.
    pub(crate) fn callers(&self) -> [(&'static str, &Caller); 10] {
        [
            ("nobody", &self.nobody),
            ("admin", &self.admin),
            ("manager", &self.manager),
            ("owner", &self.owner),
            ("collaborator", &self.collaborator),
            ("rep", &self.rep),
            ("edit", &self.edit),
            ("view", &self.view),
            ("other guest", &self.other_guest),
            ("foreigner", &self.foreigner),
        ]
    }

    /// Id of the plan.
    pub(crate) fn plan_id(&self) -> &str {
        id(&self.plan)
    }

    /// Id of the deal.
    pub(crate) fn deal_id(&self) -> &str {
        self.plan["deal_id"].as_str().unwrap()
    }

    /// A number not given before.
    pub(crate) fn number(&self) -> u32 {
        self.count.set(self.count.get() + 1);
        self.count.get()
    }

    /// An address not used before.
    pub(crate) fn address(&self) -> String {
        let tail = self.admin.organization_id().to_string().replace('_', "-");
        format!("p{}@{tail}.example", self.number())
    }

    /// A new milestone of the plan.
    pub(crate) async fn milestone(&self) -> String {
        let title = format!("Milestone {}", self.number());
        id(&self.admin.create_milestone(&self.plan, json!({ "title": title })).await).to_owned()
    }

    /// A new action of the plan.
    pub(crate) async fn action(&self) -> String {
        let milestone = json!({ "id": self.milestone().await });
        id(&self.admin.create_action(&self.plan, &milestone, json!({ "title": "Return the form" })).await).to_owned()
    }

    /// A new constraint of the plan.
    pub(crate) async fn constraint(&self) -> String {
        let body = json!({ "kind": "deadline", "start_date": "2026-04-10", "note": format!("Note {}", self.number()) });
        id(&self.admin.post(&paths::constraints(self.plan_id()), body).await.expect(201)).to_owned()
    }

    /// A new risk of the plan.
    pub(crate) async fn risk(&self) -> String {
        let description = format!("Risk {}", self.number());
        let body = json!({ "description": description, "probability": "low", "impact_days": 3 });
        id(&self.admin.post(&paths::risks(self.plan_id()), body).await.expect(201)).to_owned()
    }

    /// A new address of the plan's calendar.
    pub(crate) async fn feed(&self) -> Value {
        self.admin.post(&paths::calendar_feeds(self.plan_id()), json!({})).await.expect(201)
    }

    /// Cora among the plan's people: mails to her are nobody's secret.
    pub(crate) async fn seller(&self) -> Value {
        let email = format!("cora{}@orbit.example", self.number());
        let body = json!({ "side": "seller", "name": "Cora Bell", "email": email });
        self.admin.post(&paths::stakeholders(self.plan_id()), body).await.expect(201)["id"].clone()
    }

    /// The draft of a new status update.
    pub(crate) async fn update(&self) -> String {
        let draft = self.admin.post(&paths::status_updates(self.plan_id()), json!({})).await.expect(201);
        let path = paths::status_update(self.plan_id(), id(&draft));
        let said = json!({ "sections": { "summary": format!("Summary {}", self.number()) } });
        self.admin.patch(&path, said).await.expect(200);
        id(&draft).to_owned()
    }

    /// A status update that was sent.
    pub(crate) async fn sent_update(&self) -> String {
        let draft = self.update().await;
        let body = json!({ "recipients": [self.seller().await] });
        self.admin.post(&paths::status_update_send(self.plan_id(), &draft), body).await.expect(200);
        draft
    }

    /// A new person of the plan, of the buyer's side.
    pub(crate) async fn person(&self) -> String {
        let body = json!({ "side": "buyer", "name": format!("Person {}", self.number()) });
        id(&self.admin.post(&paths::stakeholders(self.plan_id()), body).await.expect(201)).to_owned()
    }

    /// A new grant of the plan.
    pub(crate) async fn grant(&self) -> String {
        id(&self.admin.share(&self.plan, &self.address(), "view").await).to_owned()
    }

    /// The secret of a new link.
    pub(crate) async fn link(&self) -> String {
        let address = self.address();
        self.admin.share(&self.plan, &address, "view").await;
        self.kit.mail_to(&address, 1).await.secret().to_owned()
    }

    /// A new member of the organization, invited.
    pub(crate) async fn member(&self) -> Value {
        let body = json!({ "name": "Nia Vale", "email": self.address(), "role": "rep" });
        self.admin.post(&paths::members(), body).await.expect(201)
    }

    /// A new account of its own, signed in with cookies, and its address.
    pub(crate) async fn account(&self) -> (Caller, String) {
        let address = self.address();
        (crate::accounts::sign_up(&self.kit, &address).await, address)
    }

    /// Who is asked to sign: the deal's owner, both guests, and a buyer who never does.
    pub(crate) async fn signers(&self) -> Vec<Value> {
        let tail = self.admin.organization_id().to_string().replace('_', "-");
        let body = json!({ "invitees": [{ "email": format!("slow@{tail}.example"), "access": "view" }] });
        self.admin.post(&paths::grants(self.plan_id()), body).await;
        self.people(&["Omar Iru", "Eda", "Vic", "Slow"]).await
    }

    /// Ids of people by their names.
    pub(crate) async fn people(&self, names: &[&str]) -> Vec<Value> {
        let plan = self.admin.plan(&self.plan).await;
        let people = plan["stakeholders"].as_array().unwrap().clone();
        let find = |name: &&str| {
            people.iter().find(|s| s["name"] == **name).unwrap_or_else(|| panic!("no {name}"))["id"].clone()
        };
        names.iter().map(find).collect()
    }

    /// Takes back the request for signatures that is open.
    pub(crate) async fn withdraw(&self) {
        let all = self.admin.get(&paths::sign_offs(self.plan_id())).await.expect(200);
        for open in all["data"].as_array().unwrap().iter().filter(|s| s["status"] == "open") {
            let asker = if open["requested_side"] == "buyer" { &self.edit } else { &self.admin };
            asker.post(&paths::sign_off_void(self.plan_id(), id(open)), json!({})).await.expect(200);
        }
    }

    /// A new request for signatures, open.
    pub(crate) async fn sign_off(&self) -> String {
        self.withdraw().await;
        self.milestone().await;
        let body = json!({ "signers": self.signers().await });
        id(&self.admin.post(&paths::sign_offs(self.plan_id()), body).await.expect(201)).to_owned()
    }

    /// The number of a version.
    pub(crate) async fn version(&self) -> String {
        self.sign_off().await;
        self.admin.get(&paths::versions(self.plan_id())).await.expect(200)["data"][0]["number"].to_string()
    }

    /// Makes the plan agreed, by signatures of the owner and of a buyer; answers the request.
    pub(crate) async fn agree(&self) -> String {
        self.withdraw().await;
        self.milestone().await;
        let tail = self.admin.organization_id().to_string().replace('_', "-");
        let signer = self.admin.guest(&self.plan, &format!("sig@{tail}.example"), "view").await;
        let body = json!({ "signers": self.people(&["Omar Iru", "Sig"]).await });
        let made = self.admin.post(&paths::sign_offs(self.plan_id()), body).await.expect(201);
        let path = paths::signatures(self.plan_id(), id(&made));
        self.owner.post(&path, json!({ "typed_name": "Omar Iru", "consent": true })).await.expect(200);
        signer.post(&path, json!({ "typed_name": "Sig", "consent": true })).await.expect(200);
        id(&made).to_owned()
    }

    /// A proposal to move the newest milestone.
    pub(crate) async fn change(&self) -> Value {
        let plan = self.admin.plan(&self.plan).await;
        let milestone = plan["milestones"].as_array().unwrap().last().unwrap()["id"].clone();
        let patch = json!({ "target_date": format!("2026-06-{:02}", 1 + self.number() % 28) });
        let edit = json!({ "kind": "change_milestone", "milestone_id": milestone, "patch": patch });
        json!({ "reason": "Our lawyer is on leave", "edits": [edit] })
    }

    /// A proposal of this caller on an agreed plan.
    pub(crate) async fn offer(&self, by: &Caller) -> String {
        self.agree().await;
        id(&by.post(&paths::proposals(self.plan_id()), self.change().await).await.expect(201)).to_owned()
    }
}
