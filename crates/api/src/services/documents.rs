//! A plan as a file for whoever may read it: everything as that caller sees it, so a guest's holds nothing internal.

use super::{eyes::Eyes, plan_view, sign_offs, status_updates};
use crate::{
    app::App,
    auth::{Permit, permit::SeePlan},
    db::{Conn, deals},
    documents::{self, Document},
    error::ApiError,
};
use tandem_shared::{
    access::Permission,
    day::Timestamp,
    deal::BudgetStatus,
    document::{Context, PlanExport, PrintJob, file_name, markdown},
    id::OrganizationId,
    plan::Plan,
};

/// The kinds of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Markdown, in the output format of the method.
    Markdown,
    /// A spreadsheet.
    Xlsx,
    /// iCalendar.
    Ics,
    /// JSON: the plan and its status updates.
    Json,
    /// PDF, to read on paper and to sign.
    Pdf,
}

impl Format {
    /// By the ending of a file.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending {
            "md" => Self::Markdown,
            "xlsx" => Self::Xlsx,
            "ics" => Self::Ics,
            "json" => Self::Json,
            "pdf" => Self::Pdf,
            _ => return None,
        })
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Xlsx => "xlsx",
            Self::Ics => "ics",
            Self::Json => "json",
            Self::Pdf => "pdf",
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ics => "text/calendar; charset=utf-8",
            Self::Json => "application/json",
            Self::Pdf => "application/pdf",
        }
    }
}

#[expect(clippy::large_enum_variant, reason = "there is one for each file that is asked for")]
/// What is read for a file: the file itself, or what is set once the store is let go.
enum Read {
    Written(Document),
    ToSet { name: String, job: PrintJob },
}

/// The plan as a file.
///
/// # Errors
/// When the store fails, or the file cannot be written.
pub async fn export(app: &App, permit: &Permit<SeePlan>, format: Format) -> Result<Document, ApiError> {
    let (p, now, app2) = (permit.clone(), app.clock.now(), app.clone());
    match app.db.read(move |conn| conn.snapshot(|conn| read(conn, &app2, &p, format, now))).await? {
        Read::Written(document) => Ok(document),
        Read::ToSet { name, job } => {
            let bytes = app.press.set(&job).await?;
            Ok(Document { name, media_type: format.media_type(), bytes })
        }
    }
}

fn read(conn: &mut Conn, app: &App, p: &Permit<SeePlan>, format: Format, now: Timestamp) -> Result<Read, ApiError> {
    let (plan, _) = plan_view::plan(conn, p.organization_id(), p.plan_id(), p.plan.state.seq, &Eyes::of(p, now))?;
    let name = format!("{}.{}", file_name(&plan, plan.today), format.ending());
    let bytes = match format {
        Format::Markdown => markdown(&plan, context(conn, p, &plan)?.as_ref()).into_bytes(),
        Format::Xlsx => documents::spreadsheet(&plan, now).map_err(ApiError::internal)?,
        Format::Ics => documents::calendar(&plan, &link(app, &plan), now).into_bytes(),
        Format::Json => {
            let status_updates = status_updates::all_seen(conn, p)?;
            serde_json::to_vec_pretty(&PlanExport { exported_at: now, plan, status_updates })
                .map_err(ApiError::internal)?
        }
        Format::Pdf => {
            let (context, sign_off) = (context(conn, p, &plan)?, sign_offs::newest(conn, p)?);
            let job = PrintJob::Plan { plan: Box::new(plan), context, sign_off };
            return Ok(Read::ToSet { name, job });
        }
    };
    Ok(Read::Written(Document { name, media_type: format.media_type(), bytes }))
}

/// The address of a plan's page.
pub(super) fn link(app: &App, plan: &Plan) -> String {
    format!("{}/plans/{}", app.config.public_url, plan.id)
}

/// What the seller knows of the deal.
fn context(conn: &mut Conn, p: &Permit<SeePlan>, plan: &Plan) -> Result<Option<Context>, ApiError> {
    if !p.may(Permission::SeeInternal) {
        return Ok(None);
    }
    let org: &OrganizationId = p.organization_id();
    let (deal, ..) = deals::find(conn, org, &plan.deal_id)?;
    Ok(Some(Context {
        product: deal.product,
        current_state: deal.current_state,
        desired_state: deal.desired_state,
        budget_status: BudgetStatus::from_word(&deal.budget_status).unwrap_or(BudgetStatus::Unknown),
    }))
}
