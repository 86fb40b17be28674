//! A plan as a file for whoever may read it: everything as that caller sees it, so a guest's holds nothing internal; or, for a seller to hand on, as a buyer does.

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
    document::{Context, PlanExport, PrintJob, file_name, markdown, marking},
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

/// The plan as a file: as the caller sees it, or as a buyer does.
///
/// # Errors
/// When the store fails, or the file cannot be written.
pub async fn export(app: &App, permit: &Permit<SeePlan>, format: Format, as_buyer: bool) -> Result<Document, ApiError> {
    let (now, app2) = (app.clock.now(), app.clone());
    let reader = Reader { p: permit.clone(), as_buyer, now };
    match app.db.read(move |conn| conn.snapshot(|conn| reader.read(conn, &app2, format))).await? {
        Read::Written(document) => Ok(document),
        Read::ToSet { name, job } => {
            let bytes = app.press.set(&job).await?;
            Ok(Document { name, media_type: format.media_type(), bytes })
        }
    }
}

/// Who gets a file, and when.
struct Reader {
    p: Permit<SeePlan>,
    /// It is to be handed to a buyer.
    as_buyer: bool,
    now: Timestamp,
}

impl Reader {
    fn read(&self, conn: &mut Conn, app: &App, format: Format) -> Result<Read, ApiError> {
        let (p, now) = (&self.p, self.now);
        let eyes = if self.as_buyer { Eyes::buyer(now) } else { Eyes::of(p, now) };
        let (plan, _) = plan_view::plan(conn, p.organization_id(), p.plan_id(), p.plan.state.seq, &eyes)?;
        let name = format!("{}.{}", file_name(&plan, plan.today), format.ending());
        let bytes = match format {
            Format::Markdown => markdown(&plan, self.context(conn, &plan)?.as_ref()).into_bytes(),
            Format::Xlsx => documents::spreadsheet(&plan, now).map_err(ApiError::internal)?,
            Format::Ics => documents::calendar(&plan, &link(app, &plan), now).into_bytes(),
            Format::Json => {
                let status_updates = status_updates::all_seen(conn, p, self.as_buyer)?;
                let export = PlanExport { exported_at: now, marking: marking(&plan), plan, status_updates };
                serde_json::to_vec_pretty(&export).map_err(ApiError::internal)?
            }
            Format::Pdf => {
                let (context, sign_off) = (self.context(conn, &plan)?, sign_offs::newest(conn, p, self.as_buyer)?);
                let job = PrintJob::Plan { plan: Box::new(plan), context, sign_off };
                return Ok(Read::ToSet { name, job });
            }
        };
        Ok(Read::Written(Document { name, media_type: format.media_type(), bytes }))
    }

    /// What the seller knows of the deal.
    fn context(&self, conn: &mut Conn, plan: &Plan) -> Result<Option<Context>, ApiError> {
        if self.as_buyer || !self.p.may(Permission::SeeInternal) {
            return Ok(None);
        }
        let org: &OrganizationId = self.p.organization_id();
        let (deal, ..) = deals::find(conn, org, &plan.deal_id)?;
        Ok(Some(Context {
            product: deal.product,
            current_state: deal.current_state,
            desired_state: deal.desired_state,
            budget_status: BudgetStatus::from_word(&deal.budget_status).unwrap_or(BudgetStatus::Unknown),
        }))
    }
}

/// The address of a plan's page.
pub(super) fn link(app: &App, plan: &Plan) -> String {
    format!("{}/plans/{}", app.config.public_url, plan.id)
}
