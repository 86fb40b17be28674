//! The pipeline: adding, changing, ordering and deleting stages.

use super::{
    events::{Changes, Line, Log},
    once::Once,
};
use crate::{
    app::App,
    auth::{
        Caller,
        permit::{ManageOrganization, OrgPermit, SeeOrganization},
    },
    body::OnceKey,
    db::{Tx, stages},
    error::ApiError,
    ids::NewId,
};
use std::collections::HashSet;
use tandem_shared::{
    event::EventType,
    id::{OrganizationId, StageId},
    stage::{NewStage, Stage, StageKind, StageOrder, StagePatch},
};

/// Most stages of a pipeline.
const STAGES_MAX: usize = 30;

/// The pipeline in its order.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, permit: &OrgPermit<SeeOrganization>) -> Result<Vec<Stage>, ApiError> {
    let org = permit.organization_id().clone();
    app.db.read(move |conn| stages::list(conn, &org)).await
}

/// Adds a stage at the end; an open one before the first that is not open.
///
/// # Errors
/// `Invalid` when the name is taken, `Conflict` when there are too many.
pub async fn add(
    app: &App,
    permit: OrgPermit<ManageOrganization>,
    new: NewStage,
    key: Option<OnceKey>,
) -> Result<Once<Stage>, ApiError> {
    let (now, caller) = (app.clock.now(), Caller::User(permit.user.clone()));
    app.write_once(&caller, key, move |tx| {
        let org = permit.organization_id();
        let log = Log::of_organization(tx, org, permit.actor(), now)?;
        let mut pipeline = stages::list(tx.conn, org)?;
        if pipeline.len() >= STAGES_MAX {
            return Err(ApiError::conflict(
                "too_many",
                format!("A pipeline has at most {STAGES_MAX} stages. Delete one first."),
            ));
        }
        expect_free_name(&pipeline, None, &new.name)?;
        let end = pipeline.len();
        let place = if new.kind == StageKind::Open {
            pipeline.iter().position(|s| s.kind != StageKind::Open).unwrap_or(end)
        } else {
            end
        };
        let id = StageId::new();
        pipeline.insert(place, Stage { id: id.clone(), name: new.name, kind: new.kind, position: -1, deals: 0 });
        let stage = number(pipeline.clone()).swap_remove(place);
        stages::insert(tx.conn, org, &stage)?;
        renumber(tx, org, pipeline)?;
        log.record(tx, Line::internal(EventType::StageCreated, id.as_str(), &stage.name))?;
        Ok(stage)
    })
    .await
}

/// Changes a stage's name and meaning.
///
/// # Errors
/// `NotFound`, `Invalid` when the name is taken, `Conflict` when no open stage would be left.
pub async fn change(
    app: &App,
    permit: OrgPermit<ManageOrganization>,
    stage: String,
    patch: StagePatch,
) -> Result<Stage, ApiError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let org = permit.organization_id();
            let log = Log::of_organization(tx, org, permit.actor(), now)?;
            let pipeline = stages::list(tx.conn, org)?;
            let mut after = find(&pipeline, &stage)?;
            let mut changes = Changes::default();
            if let Some(name) = patch.name {
                expect_free_name(&pipeline, Some(&after.id), &name)?;
                changes.text("name", &after.name, &name);
                after.name = name;
            }
            if let Some(kind) = patch.kind {
                if kind != StageKind::Open {
                    expect_another_open(&pipeline, &after)?;
                }
                changes.note("kind", Some(&after.kind), Some(&kind));
                after.kind = kind;
            }
            if !changes.0.is_empty() {
                stages::update(tx.conn, org, &after)?;
                log.record(
                    tx,
                    Line::internal(EventType::StageUpdated, after.id.as_str(), &after.name).with(changes.0),
                )?;
            }
            Ok(after)
        })
        .await
}

/// Puts the stages into another order.
///
/// # Errors
/// `Invalid` unless every stage is named once.
pub async fn reorder(
    app: &App,
    permit: OrgPermit<ManageOrganization>,
    order: StageOrder,
) -> Result<Vec<Stage>, ApiError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let org = permit.organization_id();
            let log = Log::of_organization(tx, org, permit.actor(), now)?;
            let pipeline = stages::list(tx.conn, org)?;
            let named: HashSet<&StageId> = order.ids.iter().collect();
            let whole = named.len() == order.ids.len()
                && named.len() == pipeline.len()
                && pipeline.iter().all(|s| named.contains(&s.id));
            if !whole {
                return Err(ApiError::field("/ids", "not_every_stage", "must name every stage of the pipeline once"));
            }
            let ordered: Vec<Stage> =
                order.ids.iter().filter_map(|id| pipeline.iter().find(|s| s.id == *id)).cloned().collect();
            if ordered != pipeline {
                let names = |stages: &[Stage]| stages.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(", ");
                let mut changes = Changes::default();
                changes.text("order", &names(&pipeline), &names(&ordered));
                renumber(tx, org, ordered.clone())?;
                log.record(tx, Line::internal(EventType::StagesReordered, org.as_str(), "").with(changes.0))?;
            }
            Ok(number(ordered))
        })
        .await
}

/// Deletes a stage that nothing stands in.
///
/// # Errors
/// `NotFound`; `Conflict` when deals or milestones stand in it, or no open stage would be left.
pub async fn delete(app: &App, permit: OrgPermit<ManageOrganization>, stage: String) -> Result<(), ApiError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let org = permit.organization_id();
            let log = Log::of_organization(tx, org, permit.actor(), now)?;
            let mut pipeline = stages::list(tx.conn, org)?;
            let gone = find(&pipeline, &stage)?;
            let (deals, milestones) = stages::usage(tx.conn, org, &gone.id)?;
            if deals + milestones > 0 {
                let detail =
                    format!("{} stand in this stage. Move them to another stage first.", in_words(deals, milestones));
                return Err(ApiError::conflict("stage_in_use", detail));
            }
            expect_another_open(&pipeline, &gone)?;
            pipeline.retain(|s| s.id != gone.id);
            let heir = pipeline.iter().find(|s| s.kind == StageKind::Open).ok_or(ApiError::NotFound)?.id.clone();
            stages::delete(tx.conn, org, &gone.id, &heir)?;
            renumber(tx, org, pipeline)?;
            log.record(tx, Line::internal(EventType::StageDeleted, gone.id.as_str(), &gone.name))
        })
        .await
}

fn find(pipeline: &[Stage], id: &str) -> Result<Stage, ApiError> {
    pipeline.iter().find(|s| s.id.as_str() == id).cloned().ok_or(ApiError::NotFound)
}

fn expect_free_name(pipeline: &[Stage], own: Option<&StageId>, name: &str) -> Result<(), ApiError> {
    let taken = pipeline.iter().any(|s| Some(&s.id) != own && s.name.to_lowercase() == name.to_lowercase());
    if taken { Err(ApiError::field("/name", "taken", "is used by another stage")) } else { Ok(()) }
}

fn expect_another_open(pipeline: &[Stage], stage: &Stage) -> Result<(), ApiError> {
    let another = pipeline.iter().any(|s| s.kind == StageKind::Open && s.id != stage.id);
    if another {
        Ok(())
    } else {
        Err(ApiError::conflict(
            "last_open_stage",
            "A pipeline needs an open stage for new deals. Add another one first.",
        ))
    }
}

fn in_words(deals: i64, milestones: i64) -> String {
    let some = |n: i64, one: &str| match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {one}s")),
    };
    [some(deals, "deal"), some(milestones, "milestone")].into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

fn number(pipeline: Vec<Stage>) -> Vec<Stage> {
    pipeline.into_iter().zip(0..).map(|(stage, position)| Stage { position, ..stage }).collect()
}

/// Writes the positions that changed.
fn renumber(tx: &mut Tx<'_>, org: &OrganizationId, pipeline: Vec<Stage>) -> Result<(), ApiError> {
    let before: Vec<i32> = pipeline.iter().map(|s| s.position).collect();
    for (stage, before) in number(pipeline).into_iter().zip(before) {
        // -1 is the one that was inserted with its place already.
        if stage.position != before && before != -1 {
            stages::update(tx.conn, org, &stage)?;
        }
    }
    Ok(())
}
