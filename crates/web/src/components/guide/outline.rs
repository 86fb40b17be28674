//! The plan that follows from the answers, before it is made: verdict, milestones, balance, people, risks, and why.

use crate::{
    components::{
        plan::wording,
        ui::{Notice, Tone},
    },
    format,
};
use leptos::prelude::*;
use tandem_shared::{
    guide::{GuidedPlan, verdict},
    health::{Health, check},
    milestone::{Milestone, Visibility},
    plan::Plan,
    schedule::Verdict,
    stakeholder::{Side, Stakeholder},
};

/// The draft.
pub fn outline(made: Signal<GuidedPlan>) -> AnyView {
    (move || made.with(drawn)).into_any()
}

fn drawn(made: &GuidedPlan) -> AnyView {
    let plan = &made.plan;
    let said = verdict(&made.verdict, plan.anchor_date, plan.today);
    let tone = match made.verdict {
        Verdict::Fits { .. } => Tone::Good,
        Verdict::NoAnchor | Verdict::NothingOpen => Tone::Warning,
        Verdict::CannotBeMet { .. } | Verdict::NoOpenDays { .. } => Tone::Bad,
    };
    // The verdict is among the reasons, and stands above them already.
    let reasons = made.reasons.iter().filter(|r| **r != said).cloned().map(|r| view! { <li>{r}</li> }).collect_view();
    view! {
        <Notice tone=tone>{said.clone()}</Notice>
        {facts(plan)}
        <section class="guide-part"><h3>"Milestones"</h3>{milestones(plan)}</section>
        <section class="guide-part"><h3>"People"</h3>{people(plan)}</section>
        <section class="guide-part"><h3>"Risks"</h3>{risks(plan)}</section>
        <section class="guide-part"><h3>"Why it looks like this"</h3><ul class="guide-list">{reasons}</ul></section>
    }
    .into_any()
}

fn actions(plan: &Plan, side: Side) -> usize {
    plan.milestones.iter().flat_map(|m| &m.actions).filter(|a| a.side == side).count()
}

/// The figures that a coach looks at first.
fn facts(plan: &Plan) -> AnyView {
    let (buyer, seller) = (actions(plan, Side::Buyer), actions(plan, Side::Seller));
    let signature = plan.signature_date.map_or_else(|| "not dated".to_owned(), format::day);
    let hard = plan.anchor_date.map_or_else(|| "not known yet".to_owned(), format::day);
    let steps = guidance(&check(plan));
    let fact = |name: &'static str, value: String| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    view! {
        <dl class="guide-facts">
            {fact("Signature", signature)}
            {fact("Hard date", hard)}
            {fact("Actions", format!("{buyer} of the buyer, {seller} of yours"))}
            {fact("Still open", steps)}
        </dl>
    }
    .into_any()
}

/// How many of the method's next steps are left.
fn guidance(health: &Health) -> String {
    match health.guidance.len() {
        0 => "nothing".to_owned(),
        n => wording::count(i64::try_from(n).unwrap_or(0), "next step", "next steps"),
    }
}

fn owner(plan: &Plan, m: &Milestone) -> String {
    let person = plan.stakeholders.iter().find(|s| m.owner_id.as_ref() == Some(&s.id));
    let side = match m.owner_side {
        Side::Buyer => "Buyer",
        Side::Seller => "You",
        Side::Joint => "Both",
    };
    person.map_or_else(|| format!("{side}, nobody named yet"), |s| s.name.clone())
}

fn milestones(plan: &Plan) -> AnyView {
    let mut all: Vec<&Milestone> = plan.milestones.iter().collect();
    all.sort_by_key(|m| m.target_date);
    let row = |m: &&Milestone| {
        let todo = |side: Side| {
            let own = m.actions.iter().filter(move |a| a.side == side).map(|a| a.title.clone()).collect::<Vec<_>>();
            own.into_iter().map(|title| view! { <li>{title}</li> }).collect_view()
        };
        let assumes = m.assumptions.first().map(|a| a.text.clone()).unwrap_or_default();
        view! {
            <li>
                <details>
                    <summary>
                        <time>{m.target_date.map(format::day)}</time>
                        <span class="guide-title">{m.title.clone()}</span>
                        <span class="help">{owner(plan, m)}</span>
                    </summary>
                    <p>{m.outcome.clone()}</p>
                    <div class="guide-sides">
                        <div><h4>"The buyer"</h4><ul class="guide-list">{todo(Side::Buyer)}</ul></div>
                        <div><h4>"You"</h4><ul class="guide-list">{todo(Side::Seller)}</ul></div>
                    </div>
                    <p class="help">"Assumes: "{assumes}</p>
                </details>
            </li>
        }
    };
    view! { <ol class="guide-steps">{all.iter().map(row).collect_view()}</ol> }.into_any()
}

fn people(plan: &Plan) -> AnyView {
    let buyers: Vec<&Stakeholder> = plan.stakeholders.iter().filter(|s| s.side == Side::Buyer).collect();
    if buyers.is_empty() {
        return view! { <p class="help">"Nobody is named yet. Finding people is the first step of the plan."</p> }
            .into_any();
    }
    let row = |s: &&Stakeholder| {
        let roles: Vec<String> = s.roles.iter().map(|r| super::people::title(*r)).collect();
        let engage = s.engagement_plan.clone().unwrap_or_default();
        let by = s.engagement_date.map(|day| format!(", by {}", format::day(day)));
        view! { <li><b>{s.name.clone()}</b>", "{roles.join(", ")}". "{engage}{by}"."</li> }
    };
    view! { <ul class="guide-list">{buyers.iter().map(row).collect_view()}</ul> }.into_any()
}

fn risks(plan: &Plan) -> AnyView {
    let row = |r: &tandem_shared::risk::Risk| {
        let by = r.mitigation_due.map(|day| format!(" By {}.", format::day(day)));
        let own = (r.visibility == Visibility::Internal).then_some(" Only your side sees this.");
        view! { <li><b>{r.description.clone()}</b>". "{r.mitigation.clone()}"."{by}{own}</li> }
    };
    view! { <ul class="guide-list">{plan.risks.iter().map(row).collect_view()}</ul> }.into_any()
}
