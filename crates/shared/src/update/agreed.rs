//! What was agreed in the period of an update: who signed, which version both sides have signed, and which changes made a version of their own.

use super::UpdateLine;
use crate::{
    event::{Event, EventType},
    stakeholder::Side,
};

/// A line for each signature that still holds and each new version, the oldest first. Whose a signature is stands before it; what both agreed to is both's.
pub(super) fn lines(events: &[Event], is_within: impl Fn(&Event) -> bool) -> Vec<UpdateLine> {
    let ended: Vec<&Event> =
        events.iter().filter(|e| matches!(e.kind, EventType::SignOffDeclined | EventType::SignOffVoided)).collect();
    // A signature under what was refused or taken back afterwards holds no more.
    let holds = |e: &&Event| !ended.iter().any(|end| end.data.id == e.data.id && end.seq > e.seq);
    let mut events: Vec<&Event> = events.iter().filter(|e| is_within(e)).filter(holds).collect();
    events.sort_by_key(|e| e.seq);
    let mut lines = Vec::new();
    for event in events {
        let title = event.data.title.as_deref().unwrap_or_default();
        let mut say = |side: Side, text: String| lines.push(UpdateLine { side, text, next: String::new() });
        match event.kind {
            EventType::SignOffSigned => say(event.actor.side, signature(event, title)),
            EventType::SignOffCompleted => {
                say(event.actor.side, signature(event, title));
                say(Side::Joint, format!("{title} of the plan is signed by all and agreed"));
            }
            EventType::ProposalAccepted => say(Side::Joint, accepted(event, title)),
            _ => {}
        }
    }
    lines
}

fn changed<'a>(event: &'a Event, field: &str) -> Option<&'a str> {
    event.changes.iter().find(|c| c.field == field)?.to.as_deref()
}

/// *Mara Lindt signed version 1*; without a name once the person was erased.
fn signature(event: &Event, title: &str) -> String {
    let version = title.replacen('V', "v", 1);
    match event.actor.name.as_deref().and(changed(event, "signed_by")) {
        Some(name) => format!("{name} signed {version}"),
        None => format!("Signed {version}"),
    }
}

/// *Version 2 of the plan agreed: The board meets a week later*.
fn accepted(event: &Event, reason: &str) -> String {
    let version = changed(event, "version").map(|number| format!("Version {number} of the plan agreed"));
    let head = version.unwrap_or_else(|| "A change of the plan agreed".to_owned());
    if reason.is_empty() { head } else { format!("{head}: {reason}") }
}
