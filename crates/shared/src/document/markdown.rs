//! The plan as Markdown, in the order and the words of the method's output format.

use super::{
    Context,
    rows::{self, PlanRow, company, name_of, names_of, of_kind, roles_of, sentence},
};
use crate::{
    action::Action,
    day::Day,
    milestone::{Milestone, MilestoneKind},
    plan::Plan,
    risk::{Risk, RiskStatus},
    spoken::{self, days_in},
    stakeholder::{BuyIn, Side, Stakeholder, StakeholderRole},
    status::ActionStatus,
    update::next_review,
};
use std::fmt::Write;

/// Days ahead that *next steps* look, today included.
const NEXT_DAYS: i64 = 7;

/// The plan as its reader sees it; `context` is what only sellers know.
#[must_use]
pub fn markdown(plan: &Plan, context: Option<&Context>) -> String {
    let mut out = Out { plan, text: String::new() };
    out.head(context);
    out.context(context);
    out.people();
    out.milestones();
    out.risks();
    out.timeline();
    out.next_steps();
    out.sign_off();
    out.text
}

struct Out<'a> {
    plan: &'a Plan,
    text: String,
}

/// A text that Markdown takes literally, on one line.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' => out.extend(['\\', c]),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

impl<'a> Out<'a> {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.text, "{text}");
    }

    fn heading(&mut self, text: &str) {
        let _ = write!(self.text, "\n## {text}\n\n");
    }

    /// `- **Label:** text`, when there is a text.
    fn fact(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            let _ = writeln!(self.text, "- **{label}:** {}", plain(text));
        }
    }

    fn day(&self, day: Day) -> String {
        spoken::day(day, self.plan.today)
    }

    fn head(&mut self, context: Option<&Context>) {
        self.line("# Mutual action plan\n");
        self.fact("Company", &self.plan.deal.account_name);
        let product = context.map_or("", |c| c.product.as_str());
        self.fact("Solution", if product.is_empty() { &self.plan.title } else { product });
        let (year, ..) = self.plan.today.parts();
        self.fact("Prepared", &format!("{} {year}", self.day(self.plan.today)));
        let people = &self.plan.stakeholders;
        let sellers = people.iter().filter(|s| s.side == Side::Seller);
        let buyers = people.iter().filter(|s| s.side == Side::Buyer);
        let names: Vec<&str> = sellers.chain(buyers).map(|s| s.name.as_str()).collect();
        self.fact("Participants", &names.join(", "));
    }

    fn context(&mut self, context: Option<&Context>) {
        let sponsor = self.person_with(StakeholderRole::ExecutiveSponsor).map(|s| s.name.as_str());
        let description = self.plan.description.as_str();
        if context.is_none() && description.is_empty() && sponsor.is_none() {
            return;
        }
        self.heading("Business context");
        self.fact("About", description);
        if let Some(context) = context {
            self.fact("Current state", &context.current_state);
            self.fact("Desired state", &context.desired_state);
            self.fact("Budget commitment", &sentence(context.budget_status.as_str()));
        }
        self.fact("Executive sponsor", sponsor.unwrap_or_default());
    }

    fn person_with(&self, role: StakeholderRole) -> Option<&'a Stakeholder> {
        self.plan.stakeholders.iter().find(|s| s.side == Side::Buyer && s.roles.contains(&role))
    }

    fn people(&mut self) {
        if self.plan.stakeholders.is_empty() {
            return;
        }
        self.heading("Stakeholder alignment");
        // What sellers think of people is in no guest's plan: then there are no columns for it.
        let is_told = self.plan.stakeholders.iter().any(|s| s.buy_in.is_some() || s.primary_concern.is_some());
        self.line(if is_told {
            "| Name | Company | Title | Role | Buy-in status | Primary concern | Engagement plan |\n| --- | --- | --- | --- | --- | --- | --- |"
        } else {
            "| Name | Company | Title | Role |\n| --- | --- | --- | --- |"
        });
        for person in &self.plan.stakeholders {
            let of = company(self.plan, person.side);
            let mut cells = vec![person.name.clone(), of, person.title.clone(), roles_of(person)];
            if is_told {
                let buy_in = person.buy_in.filter(|b| *b != BuyIn::Unknown).map(|b| sentence(b.as_str()));
                cells.push(buy_in.unwrap_or_default());
                cells.push(person.primary_concern.clone().unwrap_or_default());
                cells.push(person.engagement_plan.clone().unwrap_or_default());
            }
            let cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
            self.line(&format!("| {} |", cells.join(" | ")));
        }
    }

    fn milestones(&mut self) {
        let rows = rows::milestones(self.plan);
        if rows.is_empty() {
            return;
        }
        self.heading("Critical milestones");
        for row in rows {
            self.milestone(row);
        }
    }

    fn milestone(&mut self, row: PlanRow<'_>) {
        let m = row.milestone;
        let by = match (m.completed_at, m.target_date) {
            (Some(at), _) => format!(", done on {}", self.day(Day::of_instant(at))),
            (None, Some(day)) => format!(" by {}", self.day(day)),
            (None, None) => ", no date yet".to_owned(),
        };
        self.line(&format!("{}. **{}**{by}", row.number, plain(&m.title)));
        self.below("Outcome", &m.outcome);
        self.below("Owner", name_of(self.plan, m.owner_id.as_ref()));
        for (word, side) in [("Buyer", Side::Buyer), ("Seller", Side::Seller), ("Both", Side::Joint)] {
            let of_side = m.actions.iter().filter(|a| a.side == side && a.status != ActionStatus::Cancelled);
            let told =
                |a: &Action| if a.completed_at.is_some() { format!("{} (done)", a.title) } else { a.title.clone() };
            self.below(word, &of_side.map(told).collect::<Vec<_>>().join(", "));
        }
        for assumption in &m.assumptions {
            let state = match assumption.state {
                crate::assumption::AssumptionState::Broken => " (no longer holds)",
                _ => "",
            };
            self.below("Assumption", &format!("{}{state}", assumption.text));
        }
        for reason in &m.status_reasons {
            let said = days_in(&reason.detail, |day| self.day(day));
            self.below("At risk", &said);
        }
    }

    fn below(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            let _ = writeln!(self.text, "   - {label}: {}", plain(text));
        }
    }

    fn risks(&mut self) {
        let open: Vec<&Risk> =
            self.plan.risks.iter().filter(|r| matches!(r.status, RiskStatus::Open | RiskStatus::Occurred)).collect();
        if open.is_empty() {
            return;
        }
        self.heading("Risks & mitigations");
        for risk in open {
            let occurred = if risk.status == RiskStatus::Occurred { " (occurred)" } else { "" };
            self.line(&format!("- Risk: {}{occurred}", plain(&risk.description)));
            let about = self.plan.milestones.iter().find(|m| risk.milestone_id.as_ref() == Some(&m.id));
            self.under("Milestone", about.map_or("", |m| m.title.as_str()));
            let days = if risk.impact_days == 1 { "day" } else { "days" };
            let impact = format!("{} working {days} of delay", risk.impact_days);
            self.line(&format!("  Probability: {} | Impact: {impact}  ", sentence(risk.probability.as_str())));
            let by = risk.mitigation_due.map(|day| format!(" by {}", self.day(day))).unwrap_or_default();
            if !risk.mitigation.is_empty() {
                self.under("Mitigation", &format!("{}{by}", risk.mitigation));
            }
            self.under("Owner", name_of(self.plan, risk.owner_id.as_ref()));
        }
    }

    fn under(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            let _ = writeln!(self.text, "  {label}: {}  ", plain(text));
        }
    }

    fn timeline(&mut self) {
        let plan = self.plan;
        let open = |m: &&Milestone| m.completed_at.is_none();
        let rows = rows::milestones(plan);
        let next = rows.iter().map(|row| row.milestone).find(open).filter(|m| m.target_date.is_some());
        let signature = of_kind(plan, MilestoneKind::Signature).and_then(|m| m.target_date).or(plan.signature_date);
        let kick_off = of_kind(plan, MilestoneKind::KickOff).and_then(|m| m.target_date);
        let (conduct, pulse) = (&plan.conduct, &plan.pulse);
        let review =
            next_review(conduct.next_review_date, conduct.review_every_days, pulse.reviewed_at, pulse.shared_at);
        let dated = |label: &'static str, day: Option<Day>| day.map(|day| (label, self.day(day)));
        let lines = [
            next.and_then(|m| m.target_date.map(|day| ("Next milestone", format!("{}, {}", m.title, self.day(day))))),
            dated("Expected signature", signature),
            dated("Buyer's hard date", plan.anchor_date),
            dated("Implementation kick-off", kick_off),
            dated("Next review", review),
        ];
        let lines: Vec<(&str, String)> = lines.into_iter().flatten().collect();
        if lines.is_empty() {
            return;
        }
        self.heading("Timeline summary");
        for (label, text) in lines {
            self.fact(label, &text);
        }
    }

    fn next_steps(&mut self) {
        let until = self.plan.today.plus_days(NEXT_DAYS - 1);
        let is_open = |a: &Action| {
            a.completed_at.is_none() && !matches!(a.status, ActionStatus::Declined | ActionStatus::Cancelled)
        };
        let rows = rows::actions(self.plan);
        let of_open = rows.iter().filter(|row| row.milestone.completed_at.is_none());
        let mut soon: Vec<&Action> = of_open.map(|row| row.action).filter(|a| is_open(a)).collect();
        soon.retain(|a| a.target_date.is_some_and(|day| day <= until));
        if soon.is_empty() {
            return;
        }
        soon.sort_by_key(|a| (a.side, a.target_date));
        self.heading("Next steps (this week)");
        for a in soon {
            let whose = match a.side {
                Side::Buyer => "Buyer",
                Side::Seller => "Seller",
                Side::Joint => "Both",
            };
            let names = names_of(self.plan, &a.assignee_ids);
            let owner = if names.is_empty() { String::new() } else { format!(", owner: {}", plain(&names)) };
            let late = if a.status == ActionStatus::Overdue { " (overdue)" } else { "" };
            let due = a.target_date.map(|day| format!(", due: {}{late}", self.day(day))).unwrap_or_default();
            self.line(&format!("- {whose}: {}{owner}{due}", plain(&a.title)));
        }
    }

    fn sign_off(&mut self) {
        let champion = self.person_with(StakeholderRole::Champion).map(|s| s.name.as_str());
        self.heading("Sign-off");
        let (buyer, seller) = (self.plan.deal.account_name.as_str(), self.plan.deal.seller_name.as_str());
        let names = [(champion.unwrap_or_default(), buyer), (self.plan.deal.owner_name.as_str(), seller)];
        let blocks = names.map(|(name, company)| {
            let who = if name.is_empty() { plain(company) } else { format!("{}, {}", plain(name), plain(company)) };
            format!("{who}: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ Date: \\_\\_\\_\\_\\_\\_\\_\\_")
        });
        self.line(&blocks.join("\n\n"));
    }
}
