//! `milestone.not_a_task` and `milestone.buyer_focused`: titles in six languages that a good coach would let pass, and titles they would not.

use crate::kit::*;
use tandem_shared::{health::Severity, milestone::MilestoneKind, plan::Plan, stakeholder::Side};

/// The healthy plan whose fifth milestone has this title.
fn titled(title: &str) -> Plan {
    with(|p| {
        let m = ms(p, "Implementation readiness");
        m.title = title.into();
        m.kind = MilestoneKind::Standard;
        m.owner_side = Side::Joint;
    })
}

fn severity(title: &str, rule: &str) -> Option<Severity> {
    found(&titled(title), rule).first().map(|f| f.severity)
}

mod milestone_not_a_task {
    use super::*;
    const RULE: &str = "milestone.not_a_task";

    /// Results, decisions, events and noun phrases that merely begin with a word of activity.
    const RESULTS: &[&str] = &[
        "Technical deep-dive and security review completed",
        "Procurement initial review and questions submitted",
        "Economic buyer approves budget allocation",
        "Legal review complete with no major objections",
        "Implementation readiness confirmed (IT infrastructure, user access)",
        "Final contract execution",
        "Implementation kickoff",
        "Economic buyer confirms budget allocation and procurement initiation timeline by March 28",
        "Procurement approval",
        "Technical validation complete",
        "Review board accepts the terms",
        "Review committee approves security concept",
        "Test environment ready",
        "Test environment available to all pilot users",
        "Pilot users onboarded",
        "Pilot passed",
        "Demo accepted by end users",
        "Call centre migrated",
        "Design freeze",
        "Draft contract agreed",
        "Plan B agreed with the board",
        "Schedule confirmed by both sides",
        "Identify and engage the procurement contact",
        "Identify and engage economic buyer",
        "Identify & engage Legal",
        "Budget released",
        "Board decision",
        "Go-live",
        "Security sign-off",
        "Purchase order received",
        "CFO signs the order form",
        "Vendor selected",
        "Data processing agreement signed",
        "Success criteria agreed",
        "Reference calls with two customers held",
        "Works council informed",
        "Contract signed",
        "Support contract countersigned",
        "SOC 2 report accepted",
        "Security questionnaire answered",
        "Business case approved by CFO",
        "Steering committee votes on the vendor",
        "Present state documented and confirmed",
        "Training completed",
        "Legal redlines resolved",
        "Set-up completed",
        "Follow-up workshop held",
        "Walk-through completed",
        "Work order signed",
        "Share purchase agreement signed",
        "Build environment ready",
        // German
        "Sicherheitsprüfung bestanden",
        "Budget freigegeben",
        "Budgetfreigabe",
        "Rechtsabteilung genehmigt den Vertrag",
        "Vertrag unterzeichnet",
        "Vertragsunterzeichnung",
        "Einkauf erteilt Freigabe",
        "Vorstand entscheidet über Budget",
        "Prüfung durch den Einkauf abgeschlossen",
        "Projekt-Kick-off",
        "Einkaufskontakt identifizieren und einbinden",
        "Auftrag erteilt",
        // French
        "Revue juridique terminée",
        "Contrat signé",
        "Budget validé par le DAF",
        "Validation technique",
        "Le comité approuve le budget",
        "Identifier et impliquer le responsable des achats",
        "Lancement du projet",
        "Signature du contrat",
        // Spanish
        "Revisión legal completada",
        "Contrato firmado",
        "Presupuesto aprobado",
        "El comité aprueba el presupuesto",
        "Firma del contrato",
        "Identificar e involucrar a compras",
        "Inicio de la implementación",
        // Portuguese
        "Revisão jurídica concluída",
        "Contrato assinado",
        "Orçamento aprovado",
        "Assinatura do contrato",
        "Identificar e envolver o jurídico",
        "Início da implementação",
        // Japanese
        "契約締結",
        "セキュリティ審査完了",
        "予算承認",
        "法務レビュー完了",
        "キックオフ",
        "稟議承認済み",
    ];

    /// What somebody does.
    const ACTIVITIES: &[&str] = &[
        "VP of Sales reviews proposal",
        "Send contract",
        "Prepare demo",
        "Send signed contract",
        "Review contract",
        "Review the security questionnaire",
        "Review signed contract",
        "Present proposal to CFO",
        "Follow up with procurement",
        "Set up sandbox",
        "Schedule a call with legal",
        "Discuss pricing",
        "Call the CFO",
        "Test integration",
        "Draft the SOW",
        "Share business case with the board",
        "Preparing the demo",
        "IT runs internal security review",
        "Customer evaluates proposal",
        "Meet the CFO",
        "Share customer references",
        "Follow up on open points",
        "Walk through the contract",
        // German
        "Vertrag senden",
        "Demo vorbereiten",
        "Angebot prüfen",
        "Termin mit dem Einkauf vereinbaren",
        "Rechtsabteilung prüft Vertrag",
        // French
        "Envoyer le contrat",
        "Préparer la démo",
        "Relancer les achats",
        "Le service juridique examine le contrat",
        // Spanish
        "Enviar el contrato",
        "Preparar la demo",
        "Revisar propuesta",
        // Portuguese
        "Enviar o contrato",
        "Agendar reunião",
        "Apresentar proposta",
        // Japanese
        "契約書を送る",
        "デモを準備する",
        "提案書を作成する",
        "契約書をレビューする",
        "承認依頼を送付する",
    ];

    /// The bare name of an activity.
    const NOUNS: &[&str] = &[
        "Legal review",
        "Demo",
        "Pricing call",
        "Proposal",
        "Security questionnaire",
        "Technical workshop",
        "Vertragsprüfung",
        "Abstimmung mit dem Einkauf",
        "Réunion avec le DAF",
        "Revue juridique",
        "Reunión con compras",
        "Revisión legal",
        "Revisão jurídica",
        "Reunião com o CFO",
        "法務レビュー",
        "打ち合わせ",
    ];

    #[test]
    fn holds() {
        let wrong: Vec<&&str> = RESULTS.iter().filter(|title| severity(title, RULE).is_some()).collect();
        assert!(wrong.is_empty(), "a coach would shrug at {wrong:#?}");
        assert!(crate::kit::holds(&good(), RULE));
    }

    #[test]
    fn breaks_for_activities() {
        let missed: Vec<&&str> = ACTIVITIES.iter().filter(|t| severity(t, RULE) != Some(Severity::Warning)).collect();
        assert!(missed.is_empty(), "not told: {missed:#?}");
        assert_eq!(
            evidence(&titled("VP of Sales reviews proposal"), RULE),
            "“VP of Sales reviews proposal” says what somebody does, not what will be reached."
        );
    }

    #[test]
    fn breaks_mildly_for_bare_nouns() {
        let missed: Vec<&&str> = NOUNS.iter().filter(|t| severity(t, RULE) != Some(Severity::Advice)).collect();
        assert!(missed.is_empty(), "not told: {missed:#?}");
    }

    #[test]
    fn an_outcome_text_makes_it_a_result_unless_it_says_nothing() {
        let mut plan = titled("Send contract");
        ms(&mut plan, "Send").outcome = "Both signatures are on the contract".into();
        assert!(crate::kit::holds(&plan, RULE));
        ms(&mut plan, "Send").outcome = " TBD ".into();
        assert_eq!(found(&plan, RULE).len(), 1);
    }

    #[test]
    fn does_not_apply_to_what_is_reached_or_internal() {
        let mut plan = titled("Send contract");
        reach(&mut plan, "Send", "2026-03-13");
        assert!(crate::kit::holds(&plan, RULE));
        let mut plan = titled("Send contract");
        ms(&mut plan, "Send").visibility = tandem_shared::milestone::Visibility::Internal;
        assert!(crate::kit::holds(&plan, RULE));
    }
}

mod milestone_buyer_focused {
    use super::*;
    const RULE: &str = "milestone.buyer_focused";

    const SELLERS: &[&str] = &[
        "Send contract",
        "Proposal sent",
        "Contract sent to procurement",
        "Demo delivered",
        "Pricing presented to the board",
        "Prepare demo",
        "Business case shared",
        "Vertrag senden",
        "Angebot verschickt",
        "Contrat envoyé",
        "Enviar propuesta",
        "Proposta enviada",
        "提案書を送付",
    ];

    const BUYERS: &[&str] = &[
        "Procurement approval",
        "Contract signed",
        "Contract sent and signed",
        "Proposal accepted",
        "Pricing agreed",
        "Draft contract agreed",
        "Demo accepted by end users",
        "Procurement initial review and questions submitted",
        "Final contract execution",
        "References provided by the customer's peers",
        "Vertrag unterzeichnet",
        "Contrat signé",
        "契約締結",
    ];

    #[test]
    fn holds() {
        let wrong: Vec<&&str> = BUYERS.iter().filter(|title| severity(title, RULE).is_some()).collect();
        assert!(wrong.is_empty(), "a coach would shrug at {wrong:#?}");
    }

    #[test]
    fn breaks() {
        let missed: Vec<&&str> = SELLERS.iter().filter(|title| severity(title, RULE).is_none()).collect();
        assert!(missed.is_empty(), "not told: {missed:#?}");
        assert_eq!(
            evidence(&titled("Proposal sent"), RULE),
            "“Proposal sent” is what the seller hands over; what does the buyer do with it?"
        );
    }

    #[test]
    fn does_not_apply_to_what_the_buyer_answers_for() {
        let mut plan = titled("Contract sent to procurement");
        ms(&mut plan, "Contract").owner_side = Side::Buyer;
        assert!(crate::kit::holds(&plan, RULE));
    }
}
