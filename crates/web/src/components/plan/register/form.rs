//! The forms of a risk.

use super::super::{
    board::Board,
    draft::Draft,
    editor::{Editor, Save, editor},
    fields::{Choice, Field, Kind},
    forms::checked,
    judge::{Ask, Judge},
    wording,
};
use leptos::prelude::*;
use std::str::FromStr;
use tandem_shared::{
    access::Permission,
    milestone::Visibility,
    patch::Patch,
    plan::Plan,
    risk::{NewRisk, Probability, Risk, RiskPatch, RiskStatus},
    stakeholder::Side,
};

fn people(plan: &Plan) -> Vec<Choice> {
    let mut choices = vec![Choice::of("", "Nobody yet")];
    for side in [Side::Buyer, Side::Seller] {
        let group = wording::side(plan, side);
        let of_side = plan.stakeholders.iter().filter(|s| s.side == side);
        choices.extend(of_side.map(|s| Choice { group: group.clone(), ..Choice::of(s.id.as_str(), &s.name) }));
    }
    choices
}

fn fields(plan: &Plan, may_hide: bool, is_new: bool) -> Vec<Field> {
    let mut milestones = vec![Choice::of("", "The whole plan")];
    milestones.extend(plan.milestones.iter().map(|m| Choice::of(m.id.as_str(), &m.title)));
    let likely = Probability::ALL.iter().map(|p| Choice::of(p.as_str(), super::likely(*p))).collect();
    let mut fields = vec![
        Field::new("description", "What may happen", Kind::Line("text")).wide(),
        Field::new("milestone_id", "What it delays", Kind::One(milestones)),
        Field::new("probability", "How likely", Kind::One(likely)),
        Field::new("impact_days", "Working days it may cost", Kind::Line("number")),
        Field::new("owner_id", "Who sees to it", Kind::One(people(plan))),
        Field::new("mitigation", "What is done about it", Kind::Prose),
        Field::new("mitigation_due", "By", Kind::Line("date")),
    ];
    if !is_new {
        let status = RiskStatus::ALL.iter().map(|s| Choice::of(s.as_str(), super::standing(*s))).collect();
        fields.push(Field::new("status", "Where it stands", Kind::One(status)));
    }
    if may_hide {
        fields.push(Field::new("visibility", "Internal: only our side sees it", Kind::Tick("internal")).wide());
    }
    fields
}

fn text<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn of_risk(r: &Risk) -> Draft {
    let hidden = if r.visibility == Visibility::Internal { "internal" } else { "" };
    Draft::of(vec![
        ("description", r.description.clone()),
        ("milestone_id", text(r.milestone_id.as_ref())),
        ("probability", r.probability.as_str().to_owned()),
        ("impact_days", r.impact_days.to_string()),
        ("owner_id", text(r.owner_id.as_ref())),
        ("mitigation", r.mitigation.clone()),
        ("mitigation_due", text(r.mitigation_due.as_ref())),
        ("status", r.status.as_str().to_owned()),
        ("visibility", hidden.to_owned()),
    ])
}

fn visibility(text: &str) -> Visibility {
    if text == "internal" { Visibility::Internal } else { Visibility::Shared }
}

/// A number that was typed; what is none is refused as out of range.
fn days(text: &str) -> i32 {
    text.trim().parse().unwrap_or(-1)
}

fn parsed<T: FromStr>(text: &str) -> Option<T> {
    text.trim().parse().ok()
}

fn new(draft: &Draft, may_hide: bool) -> NewRisk {
    NewRisk {
        description: draft.get("description").to_owned(),
        milestone_id: parsed(draft.get("milestone_id")),
        probability: Probability::from_word(draft.get("probability")).unwrap_or(Probability::Medium),
        impact_days: days(draft.get("impact_days")),
        mitigation: draft.get("mitigation").to_owned(),
        mitigation_due: parsed(draft.get("mitigation_due")),
        owner_id: parsed(draft.get("owner_id")),
        visibility: may_hide.then(|| visibility(draft.get("visibility"))),
    }
}

fn patch(draft: &Draft, base: &Draft) -> RiskPatch {
    fn set<T: FromStr>(changed: Option<&str>) -> Patch<T> {
        changed.map_or(Patch::Absent, |text| Patch::from(parsed(text)))
    }
    let changed = |name| draft.changed(base, name);
    RiskPatch {
        description: changed("description").map(str::to_owned),
        milestone_id: set(changed("milestone_id")),
        probability: changed("probability").and_then(Probability::from_word),
        impact_days: changed("impact_days").map(days),
        mitigation: changed("mitigation").map(str::to_owned),
        mitigation_due: set(changed("mitigation_due")),
        owner_id: set(changed("owner_id")),
        status: changed("status").and_then(RiskStatus::from_word),
        visibility: changed("visibility").map(visibility),
    }
}

/// The form that notes a risk.
pub(super) fn add(judge: Judge, key: String) -> AnyView {
    let may_hide = Board::here().may(Permission::SeeInternal);
    let base =
        Draft::of(vec![("probability", Probability::Medium.as_str().to_owned()), ("impact_days", "5".to_owned())]);
    let save = Callback::new(move |(draft, _, _, answer): Save| {
        if let Some(body) = checked(new(&draft, may_hide), answer) {
            judge.ask(Ask::AddRisk(body), answer);
        }
    });
    let fields = judge.plan.with_untracked(|p| fields(p, may_hide, true));
    editor(Editor { key, save_label: "Note the risk", fields, base, version: 0, save, now: None, again: false })
}

/// The form that changes a risk; its key is the risk's id.
pub(super) fn edit(judge: Judge, key: String) -> AnyView {
    let may_hide = Board::here().may(Permission::SeeInternal);
    let id = key.clone();
    let find = move |p: &Plan| p.risks.iter().find(|r| r.id.as_str() == id).cloned();
    let Some(risk) = judge.plan.with_untracked(&find) else { return ().into_any() };
    let (base, version, id) = (of_risk(&risk), risk.version, risk.id);
    let save = Callback::new(move |(draft, base, version, answer): Save| {
        if let Some(patch) = checked(patch(&draft, &base), answer) {
            judge.ask(Ask::ChangeRisk(id.clone(), version, patch), answer);
        }
    });
    let now = Callback::new(move |()| judge.plan.with_untracked(&find).map(|r| (of_risk(&r), r.version)));
    let fields = judge.plan.with_untracked(|p| fields(p, may_hide, false));
    editor(Editor { key, save_label: "Save", fields, base, version, save, now: Some(now), again: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn risk() -> Risk {
        serde_json::from_value(serde_json::json!({
            "id": format!("risk_{:026}", 1), "milestone_id": null, "description": "The reviewer leaves", "probability": "high", "impact_days": 5,
            "mitigation": "", "mitigation_due": "2026-03-20", "owner_id": null, "status": "open", "visibility": "shared", "version": 3,
        }))
        .unwrap()
    }

    #[test]
    fn only_what_changed_of_a_risk_is_sent_and_an_emptied_date_is_null() {
        let base = of_risk(&risk());
        assert_eq!(serde_json::to_string(&patch(&base, &base)).unwrap(), "{}");
        let mut draft = base.clone();
        draft.set("mitigation_due", String::new());
        draft.set("impact_days", "12".into());
        draft.toggle("visibility", "internal");
        assert_eq!(
            serde_json::to_string(&patch(&draft, &base)).unwrap(),
            r#"{"impact_days":12,"mitigation_due":null,"visibility":"internal"}"#
        );
    }

    #[test]
    fn what_is_no_number_of_days_is_out_of_range() {
        let mut draft = of_risk(&risk());
        draft.set("impact_days", "a week".into());
        assert_eq!(new(&draft, false).impact_days, -1);
        assert_eq!(new(&draft, false).visibility, None);
    }
}
