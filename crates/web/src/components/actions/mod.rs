//! Parts of *My actions*.

use crate::{
    components::ui::{Badge, Checkbox, Tone},
    format, route,
};
use leptos::prelude::*;
use tandem_shared::{action::MyAction, day::Day, status::ActionStatus};

/// When something is due, as far as a reader cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// Its date has passed.
    Late,
    /// Today.
    Today,
    /// Within seven days.
    Soon,
    /// Later.
    Later,
    /// Nobody said.
    Undated,
}

impl When {
    /// Every one, in order.
    pub const ALL: [Self; 5] = [Self::Late, Self::Today, Self::Soon, Self::Later, Self::Undated];

    /// When a date is.
    #[must_use]
    pub fn of(date: Option<Day>, today: Day) -> Self {
        match date.map(|d| d.days_since(today)) {
            None => Self::Undated,
            Some(..0) => Self::Late,
            Some(0) => Self::Today,
            Some(1..=7) => Self::Soon,
            Some(_) => Self::Later,
        }
    }

    /// Its heading.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Late => "Late",
            Self::Today => "Today",
            Self::Soon => "Next seven days",
            Self::Later => "Later",
            Self::Undated => "Without a date",
        }
    }
}

/// A group of actions under its heading; nothing when it is empty.
#[component]
pub fn ActionGroup(
    /// When they are due.
    when: When,
    /// The actions of this group.
    #[prop(into)]
    actions: Signal<Vec<MyAction>>,
    /// Ticks one, or takes the tick back.
    on_tick: Callback<(MyAction, bool)>,
) -> impl IntoView {
    let is_empty = Memo::new(move |_| actions.with(Vec::is_empty));
    view! {
        <Show when=move || !is_empty.get()>
            <section class="action-group">
                <h2 class="group-title">{when.heading()} " " <span class="muted">{move || actions.with(Vec::len)}</span></h2>
                <ul class="action-list">
                    <For each=move || actions.get() key=|a| a.action.id.clone() let:mine>
                        {row(mine, actions, on_tick)}
                    </For>
                </ul>
            </section>
        </Show>
    }
}

fn row(first: MyAction, actions: Signal<Vec<MyAction>>, on_tick: Callback<(MyAction, bool)>) -> AnyView {
    let (today, id) = (format::today(), first.action.id.clone());
    let mine = Memo::new(move |_| {
        actions.with(|all| all.iter().find(|a| a.action.id == id).cloned()).unwrap_or_else(|| first.clone())
    });
    let done = Signal::derive(move || mine.with(|m| m.action.status == ActionStatus::Done));
    let late = move || !done.get() && mine.with(|m| m.action.target_date.is_some_and(|d| d < today));
    let title = Signal::derive(move || mine.with(|m| m.action.title.clone()));
    let place = move || mine.with(|m| format!("{} · {} · {}", m.account_name, m.deal_name, m.milestone_title));
    let date = move || {
        mine.with(|m| m.action.target_date)
            .map(|d| view! { {format::day(d)} <div class="text-xs">{if done.get() { format::relative(d, today) } else { format::due(d, today) }}</div> })
    };
    view! {
        <li class="action-row" class:action-done=move || done.get()>
            <Checkbox
                label=Signal::derive(move || format!("Done: {}", title.get()))
                hide_label=true
                disabled=!mine.with_untracked(|m| m.may_complete)
                checked=done
                side=mine.with_untracked(|m| m.action.side)
                on_change=move |ticked| on_tick.run((mine.get_untracked(), ticked))
            />
            <div class="action-text">
                <a href=move || mine.with(|m| route::plan_at(&m.plan_id, m.action.id.as_str())) class="action-title">{move || title.get()}</a>
                <Show when=move || mine.with(|m| m.action.status == ActionStatus::InProgress)>" " <Badge text="In progress" tone=Tone::Info /></Show>
                <div class="muted text-xs">{place}</div>
                <Show when=move || mine.with(|m| !m.may_complete)>
                    <div class="muted text-xs">"Your link lets you look. Tell the seller when this is done, or ask for a link to edit."</div>
                </Show>
            </div>
            <div class="action-date" class:tone-bad=late>{date}</div>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::When;

    #[test]
    fn a_date_falls_into_the_group_a_reader_expects() {
        let day = |text: &str| Some(text.parse().unwrap());
        let today = day("2026-03-16").unwrap();
        for (date, when) in [
            ("2026-03-15", When::Late),
            ("2026-03-16", When::Today),
            ("2026-03-23", When::Soon),
            ("2026-03-24", When::Later),
        ] {
            assert_eq!(When::of(day(date), today), when, "{date}");
        }
        assert_eq!(When::of(None, today), When::Undated);
    }
}
