//! The plan as a spreadsheet: plan, actions, people, risks and assumptions, calendar; a sheet each, with real dates and a heading that stays.

use super::WriteFailure;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use tandem_shared::{
    assumption::AssumptionState,
    day::{Day, Timestamp},
    document::{actions, company, constraint_in_words, marking, milestones, name_of, names_of, roles_of, sentence},
    plan::Plan,
    status::StatusReason,
};

impl From<XlsxError> for WriteFailure {
    fn from(error: XlsxError) -> Self {
        Self(error.to_string())
    }
}

/// What stands in a cell.
enum Cell {
    Text(String),
    Number(i64),
    Date(Option<Day>),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Option<Day>> for Cell {
    fn from(day: Option<Day>) -> Self {
        Self::Date(day)
    }
}

/// The columns of a sheet: heading and width in characters.
type Columns = &'static [(&'static str, u16)];

struct Book {
    workbook: Workbook,
    /// What stands above each sheet; empty for what a buyer may have.
    marking: &'static str,
    mark: Format,
    heading: Format,
    text: Format,
    date: Format,
}

/// The spreadsheet of a plan as its reader sees it.
///
/// # Errors
/// When it cannot be written.
pub fn spreadsheet(plan: &Plan, now: Timestamp) -> Result<Vec<u8>, WriteFailure> {
    let mut book = Book {
        workbook: Workbook::new(),
        marking: marking(plan),
        mark: Format::new().set_bold().set_font_color(Color::RGB(0x00A3_341C)),
        heading: Format::new().set_bold().set_align(FormatAlign::Top),
        text: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        date: Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top),
    };
    let title = format!("{} – {}", plan.deal.account_name, plan.title);
    let properties = DocProperties::new().set_title(title).set_author(&plan.deal.seller_name);
    book.workbook.set_properties(&properties.set_creation_datetime(&date_of(Day::of_instant(now))?));
    book.sheet("Plan", PLAN, plan_rows(plan))?;
    book.sheet("Actions", ACTIONS, action_rows(plan))?;
    book.sheet("People", PEOPLE, people_rows(plan))?;
    book.sheet("Risks and assumptions", RISKS, risk_rows(plan))?;
    book.sheet("Calendar", CALENDAR, calendar_rows(plan))?;
    Ok(book.workbook.save_to_buffer()?)
}

fn date_of(day: Day) -> Result<ExcelDateTime, XlsxError> {
    let (year, month, number) = day.parts();
    ExcelDateTime::from_ymd(u16::try_from(year).unwrap_or(1900), month, number)
}

impl Book {
    fn sheet(&mut self, name: &str, columns: Columns, rows: Vec<Vec<Cell>>) -> Result<(), WriteFailure> {
        let Self { workbook, marking, mark, heading, text, date } = self;
        let sheet: &mut Worksheet = workbook.add_worksheet();
        let top = u32::from(!marking.is_empty());
        sheet.set_name(name)?.set_freeze_panes(top + 1, 0)?;
        if !marking.is_empty() {
            sheet.write_string_with_format(0, 0, *marking, mark)?;
            sheet.set_header(format!("&C{marking}")).set_footer(format!("&C{marking}"));
        }
        for ((title, width), column) in columns.iter().zip(0u16..) {
            sheet.write_string_with_format(top, column, *title, heading)?;
            sheet.set_column_width(column, f64::from(*width))?;
        }
        for (row, number) in rows.into_iter().zip(top + 1..) {
            for (cell, column) in row.into_iter().zip(0u16..) {
                let written = match cell {
                    // Never a formula, whatever it begins with.
                    Cell::Text(said) => sheet.write_string_with_format(number, column, said, text),
                    Cell::Number(n) => sheet.write_number_with_format(number, column, n as f64, text),
                    Cell::Date(None) => continue,
                    Cell::Date(Some(day)) => sheet.write_datetime_with_format(number, column, &date_of(day)?, date),
                };
                written?;
            }
        }
        Ok(())
    }
}

const PLAN: Columns = &[
    ("No.", 5),
    ("Stage", 16),
    ("Milestone", 44),
    ("Outcome", 36),
    ("Status", 12),
    ("Owner's side", 18),
    ("Owner", 18),
    ("Start", 11),
    ("Target", 11),
    ("Agreed", 11),
    ("Completed", 11),
    ("Slip in working days", 10),
    ("Why at risk", 36),
    ("Visibility", 10),
];

fn plan_rows(plan: &Plan) -> Vec<Vec<Cell>> {
    let why = |reasons: &[StatusReason]| reasons.iter().map(|r| r.detail.as_str()).collect::<Vec<_>>().join(" ");
    let row = |row: tandem_shared::document::PlanRow<'_>| {
        let m = row.milestone;
        vec![
            Cell::Number(i64::try_from(row.number).unwrap_or_default()),
            row.stage.into(),
            m.title.as_str().into(),
            m.outcome.as_str().into(),
            sentence(m.status.as_str()).into(),
            company(plan, m.owner_side).into(),
            name_of(plan, m.owner_id.as_ref()).into(),
            m.start_date.into(),
            m.target_date.into(),
            m.agreed_date.into(),
            m.completed_at.map(Day::of_instant).into(),
            m.slip_days.map_or(Cell::Date(None), Cell::Number),
            why(&m.status_reasons).into(),
            sentence(m.visibility.as_str()).into(),
        ]
    };
    milestones(plan).into_iter().map(row).collect()
}

const ACTIONS: Columns = &[
    ("Milestone", 44),
    ("Action", 44),
    ("Side", 18),
    ("Assigned to", 22),
    ("Status", 12),
    ("Start", 11),
    ("Target", 11),
    ("Completed", 11),
    ("Completed by", 18),
    ("Visibility", 10),
];

fn action_rows(plan: &Plan) -> Vec<Vec<Cell>> {
    let row = |row: tandem_shared::document::ActionRow<'_>| {
        let a = row.action;
        vec![
            row.milestone.title.as_str().into(),
            a.title.as_str().into(),
            company(plan, a.side).into(),
            names_of(plan, &a.assignee_ids).into(),
            sentence(a.status.as_str()).into(),
            a.start_date.into(),
            a.target_date.into(),
            a.completed_at.map(Day::of_instant).into(),
            a.completed_by.as_ref().map_or("", |by| by.name.as_str()).into(),
            sentence(a.visibility.as_str()).into(),
        ]
    };
    actions(plan).into_iter().map(row).collect()
}

const PEOPLE: Columns = &[
    ("Name", 22),
    ("Company", 22),
    ("Title", 22),
    ("Department", 18),
    ("Role", 28),
    ("E-mail", 28),
    ("Buy-in", 16),
    ("Primary concern", 36),
    ("Engagement plan", 36),
    ("Engaged by", 11),
];

fn people_rows(plan: &Plan) -> Vec<Vec<Cell>> {
    let row = |s: &tandem_shared::stakeholder::Stakeholder| {
        vec![
            s.name.as_str().into(),
            company(plan, s.side).into(),
            s.title.as_str().into(),
            s.function.as_str().into(),
            roles_of(s).into(),
            s.email.as_deref().unwrap_or_default().into(),
            s.buy_in.map(|b| sentence(b.as_str())).unwrap_or_default().into(),
            s.primary_concern.as_deref().unwrap_or_default().into(),
            s.engagement_plan.as_deref().unwrap_or_default().into(),
            s.engagement_date.into(),
        ]
    };
    plan.stakeholders.iter().map(row).collect()
}

const RISKS: Columns = &[
    ("Kind", 12),
    ("Milestone", 44),
    ("What", 44),
    ("State", 12),
    ("Probability", 11),
    ("Impact in working days", 11),
    ("Mitigation", 40),
    ("By", 11),
    ("Owner", 18),
    ("Visibility", 10),
];

fn risk_rows(plan: &Plan) -> Vec<Vec<Cell>> {
    let about = |id: Option<&tandem_shared::id::MilestoneId>| {
        let found = id.and_then(|id| plan.milestones.iter().find(|m| m.id == *id));
        found.map_or("", |m| m.title.as_str())
    };
    let risk = |r: &tandem_shared::risk::Risk| {
        vec![
            "Risk".into(),
            about(r.milestone_id.as_ref()).into(),
            r.description.as_str().into(),
            sentence(r.status.as_str()).into(),
            sentence(r.probability.as_str()).into(),
            Cell::Number(i64::from(r.impact_days)),
            r.mitigation.as_str().into(),
            r.mitigation_due.into(),
            name_of(plan, r.owner_id.as_ref()).into(),
            sentence(r.visibility.as_str()).into(),
        ]
    };
    let assumption = |m: &tandem_shared::milestone::Milestone, text: &str, state: AssumptionState| {
        vec!["Assumption".into(), m.title.as_str().into(), text.into(), sentence(state.as_str()).into()]
    };
    let open = milestones(plan).into_iter().map(|row| row.milestone);
    let assumed = open.flat_map(|m| m.assumptions.iter().map(move |a| assumption(m, &a.text, a.state)));
    plan.risks.iter().map(risk).chain(assumed).collect()
}

const CALENDAR: Columns =
    &[("Kind", 16), ("From", 11), ("To", 11), ("Company", 22), ("Note", 50), ("Hard date", 10), ("Visibility", 10)];

fn calendar_rows(plan: &Plan) -> Vec<Vec<Cell>> {
    let row = |c: &tandem_shared::constraint::Constraint| {
        vec![
            constraint_in_words(c.kind).into(),
            Some(c.start_date).into(),
            Some(c.last_day()).into(),
            company(plan, c.side).into(),
            c.note.as_str().into(),
            if c.anchor { "Yes" } else { "" }.into(),
            sentence(c.visibility.as_str()).into(),
        ]
    };
    plan.constraints.iter().map(row).collect()
}
