//! The plan as Markdown, in the order and the words of the method's output format.

use super::{
    Context, Fact, INTERNAL, is_internal,
    rows::{self, PlanRow, company, name_of, names_of, roles_of, sentence},
    sections::{self, said},
};
use crate::{action::Action, day::Day, plan::Plan, risk::RiskStatus, stakeholder::Side, status::ActionStatus};
use std::fmt::Write;

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
    out.marking();
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

impl Out<'_> {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.text, "{text}");
    }

    fn heading(&mut self, text: &str) {
        let _ = write!(self.text, "\n## {text}\n\n");
    }

    /// `- **Label:** text` for each.
    fn facts(&mut self, facts: &[Fact]) {
        for Fact { label, text } in facts {
            let _ = writeln!(self.text, "- **{label}:** {}", plain(text));
        }
    }

    fn section(&mut self, heading: &str, facts: &[Fact]) {
        if !facts.is_empty() {
            self.heading(heading);
            self.facts(facts);
        }
    }

    fn day(&self, day: Day) -> String {
        said(self.plan, day)
    }

    fn head(&mut self, context: Option<&Context>) {
        self.line("# Mutual action plan");
        self.marking();
        self.line("");
        self.facts(&sections::head(self.plan, context));
    }

    /// Whom it is not for, at its head and its foot.
    fn marking(&mut self) {
        if is_internal(self.plan) {
            self.line(&format!("\n**{INTERNAL}**"));
        }
    }

    fn context(&mut self, context: Option<&Context>) {
        self.section("Business context", &sections::business_context(self.plan, context));
    }

    fn people(&mut self) {
        if self.plan.stakeholders.is_empty() {
            return;
        }
        self.heading("Stakeholder alignment");
        let is_told = sections::tells_thoughts(self.plan);
        self.line(if is_told {
            "| Name | Company | Title | Role | Buy-in status | Primary concern | Engagement plan |\n| --- | --- | --- | --- | --- | --- | --- |"
        } else {
            "| Name | Company | Title | Role |\n| --- | --- | --- | --- |"
        });
        for person in &self.plan.stakeholders {
            let of = company(self.plan, person.side);
            let mut cells = vec![person.name.clone(), of, person.title.clone(), roles_of(person)];
            if is_told {
                cells.push(sections::buy_in_of(person));
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
        for side in [Side::Buyer, Side::Seller, Side::Joint] {
            let told =
                |a: &Action| if a.completed_at.is_some() { format!("{} (done)", a.title) } else { a.title.clone() };
            let of_side: Vec<String> = sections::actions_of(m, side).map(told).collect();
            self.below(sections::whose(side), &of_side.join(", "));
        }
        for assumption in &m.assumptions {
            self.below("Assumption", &sections::assumption_in_words(assumption));
        }
        for reason in sections::reasons(self.plan, m) {
            self.below("At risk", &reason);
        }
    }

    fn below(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            let _ = writeln!(self.text, "   - {label}: {}", plain(text));
        }
    }

    fn risks(&mut self) {
        let open = sections::open_risks(self.plan);
        if open.is_empty() {
            return;
        }
        self.heading("Risks & mitigations");
        for risk in open {
            let occurred = if risk.status == RiskStatus::Occurred { " (occurred)" } else { "" };
            self.line(&format!("- Risk: {}{occurred}", plain(&risk.description)));
            let about = self.plan.milestones.iter().find(|m| risk.milestone_id.as_ref() == Some(&m.id));
            self.under("Milestone", about.map_or("", |m| m.title.as_str()));
            let impact = sections::impact_in_words(risk);
            self.line(&format!("  Probability: {} | Impact: {impact}  ", sentence(risk.probability.as_str())));
            self.under("Mitigation", &sections::mitigation_in_words(self.plan, risk));
            self.under("Owner", name_of(self.plan, risk.owner_id.as_ref()));
        }
    }

    fn under(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            let _ = writeln!(self.text, "  {label}: {}  ", plain(text));
        }
    }

    fn timeline(&mut self) {
        self.section("Timeline summary", &sections::timeline(self.plan));
    }

    fn next_steps(&mut self) {
        let soon = sections::next_steps(self.plan);
        if soon.is_empty() {
            return;
        }
        self.heading("Next steps (this week)");
        for a in soon {
            let whose = sections::whose(a.side);
            let names = names_of(self.plan, &a.assignee_ids);
            let owner = if names.is_empty() { String::new() } else { format!(", owner: {}", plain(&names)) };
            let late = if a.status == ActionStatus::Overdue { " (overdue)" } else { "" };
            let due = a.target_date.map(|day| format!(", due: {}{late}", self.day(day))).unwrap_or_default();
            self.line(&format!("- {whose}: {}{owner}{due}", plain(&a.title)));
        }
    }

    fn sign_off(&mut self) {
        self.heading("Sign-off");
        let names = sections::signatories(self.plan);
        let blocks = names.map(|(name, company)| {
            let who = if name.is_empty() { plain(company) } else { format!("{}, {}", plain(name), plain(company)) };
            format!("{who}: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ Date: \\_\\_\\_\\_\\_\\_\\_\\_")
        });
        self.line(&blocks.join("\n\n"));
    }
}
