//! How often a plan is reviewed and when next; a bar above everything when that day has come.

use crate::{
    components::ui::{Button, DateField, Field, Form, FormRow, Notice, Tone},
    format,
};
use leptos::prelude::*;
use tandem_shared::{
    day::Day,
    patch::Patch,
    plan::{Plan, PlanPatch, REVIEW_DAYS_MAX},
    update::next_review,
};

/// The day of a plan's next review.
pub(crate) fn day_of(plan: &Plan) -> Option<Day> {
    let (conduct, pulse) = (&plan.conduct, &plan.pulse);
    next_review(conduct.next_review_date, conduct.review_every_days, pulse.reviewed_at, pulse.shared_at)
}

/// Says that a review is due.
pub(crate) fn banner(plan: &Plan) -> AnyView {
    let is_done = plan.milestones.iter().all(|m| m.completed_at.is_some() || m.cancelled_at.is_some());
    let due = day_of(plan).filter(|day| *day <= plan.today && !is_done);
    let Some(day) = due else { return ().into_any() };
    let text = match plan.today.days_since(day) {
        0 => "The review of this plan is due today.".to_owned(),
        1 => "The review of this plan was due yesterday.".to_owned(),
        n => ["The review of this plan was due ", &n.to_string(), " days ago, on ", &format::day(day), "."].concat(),
    };
    view! { <Notice tone=Tone::Warning>{text}" Send an update, and the plan counts as reviewed."</Notice> }.into_any()
}

/// The form; `save` gets what changed. `error` is what is wrong with a field.
pub(crate) fn cadence(plan: &Plan, busy: RwSignal<bool>, save: Callback<PlanPatch>) -> AnyView {
    let every = RwSignal::new(plan.conduct.review_every_days.to_string());
    let set = RwSignal::new(plan.conduct.next_review_date);
    let wrong = RwSignal::new(None::<String>);
    let follows = match day_of(plan) {
        Some(day) => ["Next on ", &format::day(day), "."].concat(),
        None => "The first review follows the day on which the plan is shared.".to_owned(),
    };
    let submit = Callback::new(move |()| match every.get_untracked().trim().parse::<i32>() {
        Ok(days) if (1..=REVIEW_DAYS_MAX).contains(&days) => {
            wrong.set(None);
            let next_review_date = set.get_untracked().map_or(Patch::Null, Patch::Value);
            save.run(PlanPatch { review_every_days: Some(days), next_review_date, ..PlanPatch::default() });
        }
        _ => wrong.set(Some(["Choose between 1 and ", &REVIEW_DAYS_MAX.to_string(), " days."].concat())),
    });
    view! {
        <section class="card-box">
            <h2>"Rhythm"</h2>
            <p class="dim text-sm mb-3">{follows}" The deal’s owner is reminded by e-mail once when it is due."</p>
            <Form on_submit=submit>
                <FormRow>
                    <Field label="Days between reviews" value=every error=wrong inputmode="numeric" />
                    <DateField label="Next review" value=set hint="Leave it empty to follow the rhythm." optional=true />
                </FormRow>
                <div><Button submit=true busy=busy>"Save the rhythm"</Button></div>
            </Form>
        </section>
    }
    .into_any()
}
