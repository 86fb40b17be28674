//! The timeline: a lane a stage, what was agreed against what is, what waits for what; with a table for those who do not see it.

use super::{
    board::Board,
    chart::{self, BAR, Bar, Chart, TOP, WIDTH},
    look, wording,
};
use crate::format;
use leptos::prelude::*;
use tandem_shared::{milestone::Milestone, plan::Plan};

/// The drawing and its table. `go` hears the id of a milestone that was chosen.
pub(crate) fn timeline(go: Callback<String>) -> AnyView {
    let board = Board::here();
    (move || board.plan.with(|p| drawn(p, go))).into_any()
}

fn drawn(plan: &Plan, go: Callback<String>) -> AnyView {
    let suffix = |m: &Milestone| wording::slip(m).len();
    let Some(chart) = chart::chart(plan, suffix) else {
        return look::empty(
            "Nothing has a date yet",
            "Give a milestone a target on the tab Plan; the timeline draws itself.",
        );
    };
    let undated = chart.undated.join(", ");
    view! {
        <section class="card-box plan-timeline">
            <div class="scroll" tabindex="0" role="group" aria-label="Timeline of the plan, scrolls sideways">{svg(plan, &chart, go)}</div>
            {legend()}
            {(!undated.is_empty()).then(|| view! { <p class="dim">"Without a date: "{undated}</p> })}
        </section>
        <details class="card-box as-table"><summary>"The same as a table"</summary>{table(plan)}</details>
    }
    .into_any()
}

fn svg(plan: &Plan, chart: &Chart, go: Callback<String>) -> AnyView {
    let bottom = chart.height - 22;
    let line = |x: i64, class: &'static str| view! { <line class=class x1=x x2=x y1=TOP - 8 y2=bottom /> };
    let label = |x: i64, y: i64, class: &'static str, text: String| view! { <text class=class x=x y=y>{text}</text> };
    let ticks = chart
        .ticks
        .iter()
        .map(|(x, day)| view! { {line(*x, "tick")}{label(*x + 3, 18, "tick-label", format::day_short(*day))} })
        .collect::<Vec<_>>();
    let lanes = chart.lanes.iter().map(|lane| view! { <line class="lane" x1="0" x2=WIDTH y1=lane.y y2=lane.y />{label(8, lane.y + 22, "lane-label", lane.name.clone())} });
    let lanes = lanes.collect::<Vec<_>>();
    let links = chart.links.iter().map(|d| view! { <path class="ms-link" d=d.clone() /> }).collect::<Vec<_>>();
    let bars = chart.bars.iter().map(|b| bar(plan, b, go)).collect::<Vec<_>>();
    let anchor = chart.anchor.map(|x| view! { {line(x, "anchor")}<text class="anchor-label" x=x - 4 y=chart.height - 6 text-anchor="end">{[wording::company(&plan.deal.account_name), "’s hard date"].concat()}</text> });
    view! {
        <svg viewBox=["0 0 ", &WIDTH.to_string(), " ", &chart.height.to_string()].concat() role="group" aria-label="Timeline of the plan">
            {lanes}{ticks}{anchor}{links}{line(chart.today, "today")}{label(chart.today + 4, chart.height - 6, "today-label", "today".to_owned())}{bars}
        </svg>
    }
    .into_any()
}

fn bar(plan: &Plan, b: &Bar, go: Callback<String>) -> AnyView {
    let Some(m) = plan.milestones.iter().find(|m| m.id == b.id) else { return ().into_any() };
    let slip = wording::slip(m);
    let words = if slip.is_empty() { b.title.clone() } else { [b.title.as_str(), " · ", &slip].concat() };
    let name = [words.as_str(), ", ", wording::milestone_status(b.status)].concat();
    let when = m.target_date.map(|d| [", target ", &format::day(d)].concat()).unwrap_or_default();
    let (id, id_of_key) = (b.id.to_string(), b.id.to_string());
    let agreed =
        b.agreed.map(|(x, width)| view! { <rect class="agreed" x=x y=b.y + BAR + 2 width=width height="4" rx="2" /> });
    let mid = b.y + BAR / 2;
    let reached = b.reached.map(|x| view! { <circle class="reached" cx=x cy=mid r="7" /><path class="check" d=format!("M{} {mid}l2 2 4-4", x - 3) /> });
    let (label_x, ends) = b.label;
    view! {
        <g class="ms-bar" data-status=b.status.as_str() role="link" tabindex="0" aria-label=[name, when].concat()
            on:click=move |_| go.run(id.clone())
            on:keydown=move |e| if e.key() == "Enter" { go.run(id_of_key.clone()) }>
            <rect class="hit" x=b.x - 4 y=b.y - 8 width=b.width + 8 height="28" />
            {agreed}
            <rect class="now" x=b.x y=b.y width=b.width height=BAR rx="3" />
            {reached}
            <text x=label_x + if ends { 0 } else { 4 } y=b.y + 10 text-anchor=if ends { "end" } else { "start" }>{words}</text>
        </g>
    }
    .into_any()
}

fn legend() -> AnyView {
    let item = |class: &'static str, words: &'static str| view! { <li><svg viewBox="0 0 24 12" aria-hidden="true"><rect class=class x="0" y=if class == "agreed" { 4 } else { 0 } width="24" height=if class == "agreed" { 4 } else { 12 } rx="2" /></svg>{words}</li> };
    view! { <ul class="legend">{item("now", "as it stands")}{item("agreed", "as first agreed")}{item("done", "done")}{item("risk", "at risk")}{item("over", "overdue")}</ul> }.into_any()
}

fn table(plan: &Plan) -> AnyView {
    let day = |d: Option<tandem_shared::day::Day>| d.map_or_else(|| "–".to_owned(), format::day);
    let row = |m: &Milestone| {
        let stage = plan.stages.iter().find(|s| s.id == m.stage_id).map(|s| s.name.clone());
        let done = m.completed_at.map(tandem_shared::day::Day::of_instant);
        view! {
            <tr><th scope="row">{m.title.clone()}</th><td>{stage}</td><td>{day(m.start_date)}</td><td>{day(m.agreed_date)}</td><td>{day(m.target_date)}</td><td>{day(done)}</td><td>{wording::milestone_status(m.status)}</td><td>{wording::slip(m)}</td></tr>
        }
    };
    let rows = plan.milestones.iter().map(row).collect::<Vec<_>>();
    let heads = ["Milestone", "Stage", "Start", "First agreed", "Target", "Completed", "Status", "Slip"];
    let heads = heads.into_iter().map(|h| view! { <th scope="col">{h}</th> }).collect::<Vec<_>>();
    view! { <div class="scroll"><table class="table table-sm"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div> }.into_any()
}
