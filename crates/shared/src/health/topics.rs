//! What a milestone or an action is about, by its kind first, then by the words of its title.

use super::{facts::Seen, phrases::Phrases};
use crate::{
    milestone::{Milestone, MilestoneKind},
    stakeholder::{StakeholderRole, StakeholderRole as R},
};

const PROCUREMENT: &str = "procurement|purchasing|sourcing|vendor management|einkauf|beschaffung|achats|compras|adquisiciones|suprimentos|調達|購買";
const LEGAL: &str = "legal|legal team|rechtsabteilung|rechtliche|rechtlich|juristische|juristisch|rechtsprüfung|vertragsprüfung|juridique|jurídico|jurídica|\
contract review|法務|リーガル";
const SECURITY: &str = "security|infosec|sicherheit|sicherheitsprüfung|sécurité|seguridad|segurança|セキュリティ";
const BUDGET: &str = "budget|funding|cfo|budgetfreigabe|presupuesto|orçamento|予算";
const SIGNATURE: &str = "contract execution|contract signed|agreement signed|contract signature|signature|final signature|contract signing|vertragsunterzeichnung|\
unterzeichnung|vertragsabschluss|vertrag unterzeichnet|vertrag unterschrieben|contrat signé|firma del contrato|contrato firmado|assinatura do contrato|contrato assinado|\
契約締結|署名";
const REVIEW: &str = "review|reviews|reviewed|approval|approves|approved|approve|complete|completed|passed|cleared|clearance|sign off|redlines|prüfung|geprüft|\
freigabe|freigegeben|abgeschlossen|genehmigt|rechtsprüfung|vertragsprüfung|revue|examen|validation|validé|validée|approbation|terminé|terminée|revisión|\
aprobación|aprobado|aprobada|completado|completada|revisão|aprovação|aprovado|aprovada|concluído|concluída|análise|審査|レビュー|承認|確認|完了";
const ASKS: &str = "ask|asks|find out|confirm|confirmed|clarify|clarified|get|learn|agree|name|names|share|shares|tell|tells|determine|understand|establish|whether|\
known|identify|klären|erfragen|bestätigen|nennen|fragen|demander|confirmer|clarifier|préciser|preguntar|confirmar|aclarar|perguntar|esclarecer|確認|聞く|聞き";
const HARD_DATE: &str = "hard date|hard deadline|deadline|decision date|budget cycle|budget deadline|board meeting|board date|fiscal year|fiscal calendar|timeline|\
approval cycle|approval calendar|go live date|end of contract|contract end|by when|stichtag|frist|entscheidungstermin|budgetzyklus|vertragsende|date butoir|\
échéance|date limite|cycle budgétaire|fecha límite|ciclo presupuestario|prazo|data limite|ciclo orçamentário|期限|締切|予算サイクル|決裁日";
const ALIGNMENT: &str = "alignment|align|decision maker|decision makers|stakeholder meeting|entscheider|abstimmungstermin|décideur|décideurs|decisor|decisores|\
意思決定者";

/// What a milestone is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// Somebody is still to be found.
    Engage,
    /// Procurement's review.
    Procurement,
    /// Legal's review.
    Legal,
    /// Security's review.
    Security,
    /// The budget.
    Budget,
    /// The signature.
    Signature,
    /// Work begins.
    KickOff,
    /// Anything else.
    Other,
}

/// What a milestone is about: its kind decides; a standard one is judged by its title, then by the only role of who owns it.
pub(super) fn topic(m: &Milestone, title: &Phrases, owner_roles: &[StakeholderRole]) -> Topic {
    match m.kind {
        MilestoneKind::Signature => Topic::Signature,
        MilestoneKind::KickOff => Topic::KickOff,
        MilestoneKind::Procurement => Topic::Procurement,
        MilestoneKind::Legal => Topic::Legal,
        MilestoneKind::Security => Topic::Security,
        MilestoneKind::Standard if title.has(super::wording::ENGAGE) => Topic::Engage,
        MilestoneKind::Standard if is_kick_off(title) => Topic::KickOff,
        MilestoneKind::Standard if title.has(SIGNATURE) => Topic::Signature,
        MilestoneKind::Standard if title.has(PROCUREMENT) => Topic::Procurement,
        MilestoneKind::Standard if title.has(LEGAL) => Topic::Legal,
        MilestoneKind::Standard if title.has(SECURITY) => Topic::Security,
        MilestoneKind::Standard if title.has(BUDGET) => Topic::Budget,
        MilestoneKind::Standard if is_review(title) && owner_roles == [R::Procurement] => Topic::Procurement,
        MilestoneKind::Standard if is_review(title) && owner_roles == [R::Legal] => Topic::Legal,
        MilestoneKind::Standard => Topic::Other,
    }
}

/// Whether a title is the kick-off of the work itself, not that of a step on the way.
fn is_kick_off(title: &Phrases) -> bool {
    const OF_THE_WORK: &str = "implementation|project|rollout|delivery|onboarding|projekt|umsetzung|projet|implémentation|proyecto|implementación|projeto|implementação";
    title.has("kick off|kickoff|auftakt|キックオフ") && (title.has(OF_THE_WORK) || title.words().len() <= 2)
}

/// Whether a title speaks of a review or its outcome.
pub(super) fn is_review(title: &Phrases) -> bool {
    title.has(REVIEW)
}

/// Whether it is about finding the buyer's hard date.
pub(super) fn asks_for_date(title: &Phrases) -> bool {
    title.has(HARD_DATE) && title.has(ASKS)
}

/// Whether it is about finding out what procurement does.
pub(super) fn asks_about_procurement(title: &Phrases) -> bool {
    title.has(PROCUREMENT) && title.has(ASKS)
}

/// Whether it brings decision makers together.
pub(super) fn aligns_deciders(title: &Phrases) -> bool {
    title.has(ALIGNMENT) || names_role(title, R::EconomicBuyer) || names_role(title, R::ExecutiveSponsor)
}

/// Whether a title names a role of the decision.
pub(super) fn names_role(title: &Phrases, role: StakeholderRole) -> bool {
    let words = match role {
        R::Champion => "champion|advocate|fürsprecher|promotor|defensor|推進",
        R::EconomicBuyer => {
            "economic buyer|economic|budget owner|budget holder|budget|cfo|finance|decision maker|entscheider|budgetverantwortliche|décideur|decisor|決裁者|予算"
        }
        R::TechnicalBuyer => "technical buyer|technical|it|cto|cio|technische|technique|técnico|técnica|技術",
        R::Procurement => PROCUREMENT,
        R::Legal => LEGAL,
        R::ImplementationLead => {
            "implementation|implementation lead|integration|project lead|umsetzung|einführung|implémentation|implementación|implementação|導入"
        }
        R::ExecutiveSponsor => "executive sponsor|executive|sponsor|ceo|geschäftsführung|direction|patrocinador|役員",
        R::EndUser => {
            "end user|end users|user|users|anwender|endanwender|utilisateur|utilisateurs|usuario|usuarios|usuário|usuários|ユーザー|利用者"
        }
        R::OpportunityOwner | R::Other => return false,
    };
    title.has(words)
}

/// Whether a milestone that engages people is about a role: by its title, or by its outcome where the title names no role at all.
pub(super) fn engages(seen: &Seen<'_>, role: StakeholderRole) -> bool {
    if !seen.open || seen.topic != Topic::Engage {
        return false;
    }
    if StakeholderRole::DECISION.iter().any(|role| names_role(&seen.title, *role)) {
        return names_role(&seen.title, role);
    }
    names_role(&Phrases::of(&seen.m.outcome), role)
}

/// A role of the decision, as people call it.
pub(crate) const fn role_name(role: StakeholderRole) -> &'static str {
    match role {
        R::Champion => "champion",
        R::EconomicBuyer => "economic buyer",
        R::TechnicalBuyer => "technical buyer",
        R::Procurement => "procurement contact",
        R::Legal => "legal reviewer",
        R::ImplementationLead => "implementation lead",
        R::ExecutiveSponsor => "executive sponsor",
        R::EndUser => "end users",
        R::OpportunityOwner => "opportunity owner",
        R::Other => "other",
    }
}
