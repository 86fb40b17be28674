//! What the map of people shows, line by line: the eight roles with who has them and what stands in for a person, then every other role that somebody has.

use super::super::wording;
use tandem_shared::{
    day::Day,
    health::{Standing, cover, without},
    plan::Plan,
    stakeholder::{BuyIn, Side, Stakeholder, StakeholderRole as R},
};

/// A role with the people of both sides who have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// A word for the role, the same as long as it is there.
    pub(crate) key: String,
    /// What it is called.
    pub(crate) name: String,
    /// How it stands, for sellers and the eight roles.
    pub(crate) standing: Option<Standing>,
    /// Who has it.
    pub(crate) people: Vec<Stakeholder>,
}

impl Line {
    /// Which of the eight roles it is.
    pub(crate) fn role(&self) -> Option<R> {
        R::from_word(&self.key).filter(|role| R::DECISION.contains(role))
    }

    /// A word for how it stands, for styles and tests.
    pub(crate) fn state(&self) -> &'static str {
        match &self.standing {
            Some(Standing::Gap { .. }) => "gap",
            Some(Standing::Engaged(_)) => "engaged",
            Some(Standing::NoProcurement | Standing::Small | Standing::NotNeeded { .. }) => "not-needed",
            // The eight are the buyer's to fill.
            _ if self.people.iter().any(|p| p.side == Side::Buyer || self.role().is_none()) => "filled",
            _ => "nobody",
        }
    }
}

/// The lines of the map. `internal` tells whether gaps may be named: they are the seller's to see.
pub(crate) fn lines(plan: &Plan, internal: bool) -> Vec<Line> {
    let mut lines: Vec<Line> = if internal {
        cover(plan).into_iter().map(|(role, standing)| of_role(plan, role, Some(standing))).collect()
    } else {
        without(plan).into_iter().map(|(role, standing)| of_role(plan, role, standing)).collect()
    };
    lines.push(of_role(plan, R::OpportunityOwner, None));
    for person in plan.stakeholders.iter().filter(|s| !s.other_role.is_empty()) {
        let key = ["free:", &person.other_role].concat();
        match lines.iter_mut().find(|line| line.key.eq_ignore_ascii_case(&key)) {
            Some(line) => line.people.push(person.clone()),
            None => {
                let (name, people) = (person.other_role.clone(), vec![person.clone()]);
                lines.push(Line { key, name, standing: None, people });
            }
        }
    }
    lines.push(of(plan, "other", "Another role", |s| s.other_role.is_empty() && s.roles.contains(&R::Other)));
    lines.push(of(plan, "none", "No role yet", |s| s.other_role.is_empty() && s.roles.is_empty()));
    lines.retain(|line| line.role().is_some() || !line.people.is_empty());
    lines
}

fn of_role(plan: &Plan, role: R, standing: Option<Standing>) -> Line {
    Line { standing, ..of(plan, role.as_str(), wording::role(role), |s| s.roles.contains(&role)) }
}

fn of(plan: &Plan, key: &str, name: &str, has: impl Fn(&Stakeholder) -> bool) -> Line {
    let people = plan.stakeholders.iter().filter(|s| has(s)).cloned().collect();
    Line { key: key.to_owned(), name: name.to_owned(), standing: None, people }
}

/// The map in a sentence: *5 of 8 roles at Nimbus are filled. Gaps: legal, end user.*
pub(crate) fn summary(lines: &[Line], buyer: &str) -> String {
    let filled = lines.iter().filter(|l| l.role().is_some() && l.state() == "filled").count().to_string();
    let gaps: Vec<String> =
        lines.iter().filter(|l| l.state() == "gap").map(|l| crate::browser::lower(&l.name)).collect();
    let head = [filled.as_str(), " of 8 roles at ", buyer, " are filled."].concat();
    match gaps.as_slice() {
        [] => head,
        [one] => [head.as_str(), " One gap: ", one, "."].concat(),
        many => [head.as_str(), " ", &many.len().to_string(), " gaps: ", &many.join(", "), "."].concat(),
    }
}

/// How and when a person is engaged: *From the start, by Thu 3 Dec*; empty when nothing is decided.
pub(crate) fn engagement(person: &Stakeholder, days: fn(Day) -> String) -> String {
    let by = person.engagement_date.map(days);
    match (person.engagement_timing.map(wording::timing), by) {
        (None, None) => String::new(),
        (Some(when), None) => when.to_owned(),
        (None, Some(day)) => ["By ", &day].concat(),
        (Some(when), Some(day)) => [when, ", by ", &day].concat(),
    }
}

/// What is not known yet of a person who decides, out of title, concern, buy-in, engagement plan and timing.
pub(crate) fn unknown(person: &Stakeholder) -> Vec<&'static str> {
    let blank = |text: Option<&str>| text.is_none_or(|t| t.trim().is_empty());
    let parts = [
        ("title", blank(Some(&person.title))),
        ("concern", blank(person.primary_concern.as_deref())),
        ("buy-in", person.buy_in.is_none_or(|b| b == BuyIn::Unknown)),
        ("engagement plan", blank(person.engagement_plan.as_deref())),
        ("timing", person.engagement_timing.is_none()),
    ];
    parts.into_iter().filter(|(_, gone)| *gone).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;

    fn plain(day: Day) -> String {
        day.to_string()
    }

    #[test]
    fn the_eight_roles_come_first_and_every_person_is_somewhere() {
        let plan = example::plan();
        let all = lines(&plan, true);
        let first: Vec<_> = all.iter().take(8).filter_map(Line::role).collect();
        assert_eq!(first, R::DECISION);
        for person in &plan.stakeholders {
            assert!(all.iter().any(|l| l.people.contains(person)), "{}", person.name);
        }
    }

    #[test]
    fn free_roles_are_lines_of_their_own_whatever_their_capitals() {
        let mut plan = example::plan();
        plan.stakeholders[0].other_role = "Works council".into();
        plan.stakeholders[1].other_role = "works Council".into();
        let all = lines(&plan, true);
        let line = all.iter().find(|l| l.name == "Works council").unwrap();
        assert_eq!((line.people.len(), line.state()), (2, "filled"));
    }

    #[test]
    fn gaps_are_named_for_sellers_only() {
        let mut plan = example::plan();
        plan.stakeholders.iter_mut().for_each(|s| s.roles.clear());
        let own = lines(&plan, true);
        assert!(own.iter().take(8).any(|l| l.state() == "gap"), "{own:?}");
        let theirs = lines(&plan, false);
        assert!(theirs.iter().all(|l| l.standing.is_none() && l.state() != "gap"));
        assert!(summary(&theirs, "Nimbus").ends_with("0 of 8 roles at Nimbus are filled."));
        assert!(summary(&own, "Nimbus").contains("gap"));
    }

    #[test]
    fn nobody_is_asked_for_a_role_that_is_not_needed() {
        let mut plan = example::plan();
        plan.stakeholders.iter_mut().for_each(|s| s.roles.clear());
        let waiver = r#"{"id":"wv_00000000000000000000000001","rule":"stakeholder.coverage","object":"legal","reason":"","by":"","at":"2026-03-16T12:00:00Z"}"#;
        plan.waivers = vec![serde_json::from_str(waiver).unwrap()];
        for internal in [true, false] {
            let all = lines(&plan, internal);
            let state = |role: R| all.iter().find(|l| l.role() == Some(role)).unwrap().state();
            assert_eq!(state(R::Legal), "not-needed", "{internal}");
            assert_ne!(state(R::Champion), "not-needed");
        }
    }

    #[test]
    fn what_is_decided_of_an_engagement_is_said() {
        let mut person = example::plan().stakeholders.remove(0);
        (person.engagement_timing, person.engagement_date) = (None, None);
        assert_eq!(engagement(&person, plain), "");
        person.engagement_date = Some("2026-12-03".parse().unwrap());
        assert_eq!(engagement(&person, plain), "By 2026-12-03");
        person.engagement_timing = Some(tandem_shared::stakeholder::EngagementTiming::Early);
        assert_eq!(engagement(&person, plain), "From the start, by 2026-12-03");
    }
}
