//! Plan health: each rule by its name holds and breaks, and stays silent where it does not apply; a corpus of plans gives the findings that are written down
//! for each; fixes end, help and break nothing.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on panics")]
mod kit;

mod assumption_rules;
mod conduct_rules;
mod corpus;
mod corpus_faults;
mod corpus_plans;
mod fixes;
mod milestone_rules;
mod mutual_rules;
mod random;
mod score;
mod stakeholder_rules;
mod timeline_rules;
mod voice;
mod wording;
