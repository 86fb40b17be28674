//! In which of the organization's stages a milestone stands.

use crate::{
    health::{Maturity, maturity_at},
    id::StageId,
    plan::Plan,
    stage::StageKind,
};

/// The stage in which a deal is when it has come this far, from where it is now on.
pub(super) fn stage_for(plan: &Plan, maturity: Maturity) -> StageId {
    let here = plan.stages.iter().position(|s| s.id == plan.deal.stage_id).unwrap_or(0);
    let ahead = || plan.stages.iter().enumerate().skip(here).filter(|(_, s)| s.kind == StageKind::Open);
    let found = match maturity {
        // What comes first stands where the deal is, or in the last early stage ahead.
        Maturity::Early => ahead().take_while(|(at, _)| maturity_at(&plan.stages, *at) == Maturity::Early).last(),
        _ => ahead().find(|(at, _)| maturity_at(&plan.stages, *at) >= maturity),
    };
    let first = || ahead().next();
    let last = || ahead().next_back();
    let found = found.or_else(|| if maturity == Maturity::Early { first() } else { last() });
    found.map_or_else(|| plan.deal.stage_id.clone(), |(_, stage)| stage.id.clone())
}

/// The stage of the signature and of what follows it.
pub(super) fn closing(plan: &Plan) -> StageId {
    let won = plan.stages.iter().find(|s| s.kind == StageKind::Won).map(|s| s.id.clone());
    won.unwrap_or_else(|| stage_for(plan, Maturity::Proposal))
}
