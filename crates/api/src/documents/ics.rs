//! The plan's calendar as iCalendar (RFC 5545): milestones and constraints as whole days. Ids of events stay the same for ever, so a calendar program that
//! reads the file again moves what it has rather than doubling it.

use icalendar::{Calendar, Component, Event, Property};
use tandem_shared::{
    day::{Day, Timestamp},
    document::{self, CalendarEntry, CalendarOf},
    plan::Plan,
};

/// How often a calendar program should look again.
const REFRESH: &str = "PT6H";

/// The calendar of a plan; `link` is the plan's page.
#[must_use]
pub fn calendar(plan: &Plan, link: &str, now: Timestamp) -> String {
    let mark = document::marking(plan);
    let mark = if mark.is_empty() { String::new() } else { format!(" ({mark})") };
    let name = format!("{} – {}{mark}", plan.deal.account_name, plan.title);
    let mut calendar = Calendar::empty();
    let head = [
        ("VERSION", "2.0"),
        ("PRODID", "-//Tandem//Mutual action plan//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-PUBLISHED-TTL", REFRESH),
    ];
    for (key, value) in head {
        calendar.append_property(Property::new(key, value));
    }
    calendar.name(&name);
    for entry in document::calendar(plan) {
        calendar.push(event(&entry, link, now));
    }
    calendar.to_string()
}

fn event(entry: &CalendarEntry, link: &str, now: Timestamp) -> Event {
    let mut event = Event::new();
    event.uid(&format!("{}@tandem", entry.id)).summary(&entry.title).url(link);
    event.append_property(date("DTSTART", entry.first));
    // The end is the first day that is free again.
    event.append_property(date("DTEND", entry.last.plus_days(1)));
    event.append_property(Property::new("DTSTAMP", instant(now)));
    event.append_property(Property::new("SEQUENCE", entry.version.to_string()));
    // Nobody is busy because a milestone is due.
    event.append_property(Property::new("TRANSP", "TRANSPARENT"));
    event.append_property(Property::new("STATUS", if entry.cancelled { "CANCELLED" } else { "CONFIRMED" }));
    let category = match entry.of {
        CalendarOf::Milestone => "Milestone",
        CalendarOf::Constraint => "Constraint",
    };
    event.append_property(Property::new("CATEGORIES", category));
    if !entry.detail.is_empty() {
        event.description(&entry.detail);
    }
    event.done()
}

/// `20260319`, as a date without a time.
fn date(key: &str, day: Day) -> Property {
    let (year, month, number) = day.parts();
    Property::new(key, format!("{year:04}{month:02}{number:02}")).append_parameter(("VALUE", "DATE")).done()
}

/// `20260319T083000Z`.
fn instant(at: Timestamp) -> String {
    let text: String = at.to_string().chars().filter(|c| !matches!(c, '-' | ':')).collect();
    text.split('.').next().unwrap_or_default().to_owned() + "Z"
}
