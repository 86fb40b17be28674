//! Material changes in words, for both sides.

use super::change::MaterialChange as C;
use crate::{day::Day, spoken, stakeholder::Side};

/// `Fri 12 June`, with the year when asked for.
fn day(day: Day, with_year: bool) -> String {
    let (year, month, number) = day.parts();
    let weekday: String = day.weekday().to_string().chars().take(3).collect();
    let month = spoken::month(month);
    if with_year { format!("{weekday} {number} {month} {year}") } else { format!("{weekday} {number} {month}") }
}

/// How far a date moves, in working days.
fn by(from: Day, to: Day) -> String {
    let days = to.working_days_since(from);
    let word = if days.abs() == 1 { "working day" } else { "working days" };
    match days {
        // Over a weekend: no working day lies between them.
        0 => {
            let days = to.days_since(from);
            let word = if days.abs() == 1 { "day" } else { "days" };
            format!("{} {word} {}", days.abs(), if days < 0 { "earlier" } else { "later" })
        }
        1.. => format!("{days} {word} later"),
        _ => format!("{} {word} earlier", -days),
    }
}

fn moved(what: &str, from: Option<Day>, to: Option<Day>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => {
            let other_year = from.parts().0 != to.parts().0;
            format!("{what} moves from {} to {}, {}", day(from, other_year), day(to, true), by(from, to))
        }
        (None, Some(to)) => format!("{what} is dated {}", day(to, true)),
        (Some(from), None) => format!("{what} loses its date, {}", day(from, true)),
        (None, None) => format!("{what} stays undated"),
    }
}

const fn side(side: Side) -> &'static str {
    match side {
        Side::Buyer => "the buyer's side",
        Side::Seller => "the seller's side",
        Side::Joint => "both sides together",
    }
}

/// A text in quotes, or that there is none.
fn quoted(text: &str) -> String {
    if text.is_empty() { "nothing".to_owned() } else { format!("“{text}”") }
}

/// One change as a sentence without its full stop.
#[must_use]
pub fn said(change: &C) -> String {
    match change {
        C::MilestoneAdded { milestone: m } => {
            let date = m.target_date.map_or_else(String::new, |d| format!(", due {}", day(d, true)));
            format!("“{}” is added{date}, for {}", m.title, side(m.owner_side))
        }
        C::MilestoneRemoved { milestone: m } => {
            let date = m.target_date.map_or_else(String::new, |d| format!(", which was due {}", day(d, true)));
            format!("“{}” is taken out{date}", m.title)
        }
        C::TitleChanged { from, to, .. } => format!("“{from}” is called “{to}”"),
        C::OutcomeChanged { title, from, to, .. } => {
            format!("the outcome of “{title}” changes from {} to {}", quoted(from), quoted(to))
        }
        C::TargetMoved { title, from, to, .. } => moved(&format!("“{title}”"), *from, *to),
        C::SideChanged { title, from, to, .. } => {
            format!("“{title}” goes from {} to {}", side(*from), side(*to))
        }
        C::OwnerChanged { title, from, to, .. } => match (from, to) {
            (Some(from), Some(to)) if from.id == to.id => {
                format!("{}, who answers for “{title}”, is now called {}", from.name, to.name)
            }
            (Some(from), Some(to)) => format!("{} answers for “{title}” instead of {}", to.name, from.name),
            (None, Some(to)) => format!("{} answers for “{title}”", to.name),
            (Some(from), None) => format!("{} no longer answers for “{title}”", from.name),
            (None, None) => format!("nobody answers for “{title}”"),
        },
        C::CancelledChanged { title, to: true, .. } => format!("“{title}” is called off"),
        C::CancelledChanged { title, to: false, .. } => format!("“{title}” is no longer called off"),
        C::AnchorMoved { from, to } => moved("the buyer's hard date", *from, *to),
        C::SignerAdded { signer } => format!("{} signs for {}", signer.name, side(signer.side)),
        C::SignerRemoved { signer } => format!("{} no longer signs", signer.name),
        C::SignerChanged { from, to } if from.name != to.name => {
            format!("{}, who signs, is now called {}", from.name, to.name)
        }
        C::SignerChanged { to, .. } => format!("{} signs as {}", to.name, quoted(&to.title)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::MilestoneId;

    fn target(from: Option<&str>, to: Option<&str>) -> String {
        let day = |text: Option<&str>| text.map(|t| t.parse().unwrap());
        said(&C::TargetMoved {
            milestone_id: MilestoneId::trusted("ms_1".into()),
            title: "Security review passed".into(),
            from: day(from),
            to: day(to),
        })
    }

    #[test]
    fn a_moved_date_is_said_with_weekdays_and_working_days() {
        assert_eq!(
            target(Some("2026-06-12"), Some("2026-06-29")),
            "“Security review passed” moves from Fri 12 June to Mon 29 June 2026, 11 working days later"
        );
        assert_eq!(
            target(Some("2027-01-04"), Some("2026-12-31")),
            "“Security review passed” moves from Mon 4 January 2027 to Thu 31 December 2026, 2 working days earlier"
        );
        assert_eq!(
            target(Some("2026-06-12"), Some("2026-06-14")),
            "“Security review passed” moves from Fri 12 June to Sun 14 June 2026, 2 days later"
        );
        assert_eq!(target(None, Some("2026-06-29")), "“Security review passed” is dated Mon 29 June 2026");
    }
}
