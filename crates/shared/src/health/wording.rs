//! How a milestone's title is worded: as a result, as an activity, or as a bare noun for one; in English, German, French, Spanish, Portuguese and Japanese.
//!
//! Signals are weighed in this order: *Identify and engage …* is fine; a verb that can only be an activity and leads the title (or, in German, ends it) makes a
//! task; a state reached or a decision anywhere makes a result; a leading word that may be verb or noun is a verb only before an object; then finite activity
//! verbs; then bare nouns. A title that gives no signal is taken for a result: silence rather than a wrong finding.

use super::phrases::{Phrases, is_one};

/// How a title is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wording {
    /// It names a state reached, or gives no signal.
    Result,
    /// It says what somebody does.
    Activity,
    /// It only names an activity.
    BareNoun,
}

/// Ways to say *identify and engage*.
pub(super) const ENGAGE: &str = "identify|find and engage|agree who|identifizieren|identifier|identificar|特定";

/// Words that lead a title only as verbs of activity.
const LEADS: &str = "send|prepare|arrange|organize|organise|discuss|provide|deliver|write|create|gather|collect|conduct|\
introduce|evaluate|assess|analyze|analyse|explore|investigate|attend|invite|negotiate|coordinate|chase|ask|talk|speak|meet|submit|fill|fill in|fill out|\
explain|clarify|look|give|make|examine|go through|\
envoyer|préparer|présenter|revoir|examiner|planifier|organiser|discuter|rédiger|créer|fournir|livrer|partager|appeler|relancer|vérifier|évaluer|\
analyser|remplir|collecter|rassembler|rencontrer|négocier|transmettre|faire|montrer|demander|\
enviar|preparar|presentar|revisar|programar|organizar|discutir|redactar|crear|proporcionar|entregar|compartir|llamar|verificar|probar|evaluar|analizar|\
rellenar|recopilar|reunir|reunirse|negociar|agendar|coordinar|hacer|mostrar|pedir|hablar|\
apresentar|rever|redigir|criar|fornecer|compartilhar|partilhar|ligar|testar|avaliar|analisar|preencher|coletar|recolher|coordenar|fazer|conversar|elaborar";

/// Words that lead a title as verbs or as nouns.
const EITHER: &str = "review|call|check|test|draft|update|design|plan|pilot|demo|email|schedule|present|quote|offer|contact|request|report|brief|document|\
research|trial|visit|run|show|train|answer|map|scope|share|hold|work|build|walk|forward|follow up|set up|reach out";

/// Words after which a leading word that may be either is a verb.
const OBJECTS: &str = "the|a|an|our|your|their|all|this|these|it|with|to|for|on|through|in|and|contract|contracts|proposal|requirements|documents|documentation|\
security|pricing|terms|questionnaire|draft|redlines|budget|answers|agreement|msa|nda|sow|scope|slides|deck|architecture|integration|integrations|data|features|\
product|solution|new|legal|technical|final|up|through|business|reference|references|customer|internal|sandbox|\
workshop|details|feedback|results|information|access";

/// Gerunds that lead a title as activities.
const GERUNDS: &str = "reviewing|preparing|sending|scheduling|discussing|presenting|drafting|evaluating|negotiating|building|creating|collecting|gathering|\
arranging|organizing|organising|providing|delivering|writing|working";

/// German infinitives of activity, which end a title.
const GERMAN: &str = "senden|schicken|zusenden|versenden|zuschicken|verschicken|vorbereiten|prüfen|besprechen|diskutieren|präsentieren|vorstellen|erstellen|\
schreiben|vereinbaren|planen|organisieren|durchführen|liefern|bereitstellen|abstimmen|klären|sammeln|einholen|nachfassen|anrufen|zeigen|testen|ausfüllen|\
übermitteln|einplanen|koordinieren|evaluieren|bewerten|analysieren|aufsetzen|verhandeln|anfragen|teilen|terminieren|machen|entwerfen|ausarbeiten|durchgehen";

/// Decisions and events as finite verbs.
const DECIDES: &str = "approves|accepts|signs|confirms|commits|decides|agrees|releases|grants|selects|awards|chooses|authorizes|authorises|validates|clears|\
passes|completes|receives|nominates|adopts|votes|endorses|goes live|starts|begins|is|are|has|have|\
genehmigt|akzeptiert|bestätigt|unterzeichnet|unterschreibt|entscheidet|beschließt|stimmt|erteilt|gibt|liegt|steht|ist|sind|nimmt an|beauftragt|\
approuve|accepte|signe|confirme|décide|valide|choisit|accorde|est|sont|aprueba|acepta|firma|decide|valida|elige|concede|está|están|\
aprova|aceita|assina|escolhe|estão|é";

/// States reached and events as nouns, beside every English word in *-ed*.
const REACHED: &str = "complete|done|met|given|taken|chosen|sent|won|begun|held|paid|written|found|understood|shown|drawn|ready|live|in place|available|clear|\
approval|sign off|signoff|signature|signatures|execution|acceptance|decision|agreement|commitment|kickoff|kick off|go live|golive|launch|award|handover|\
completion|confirmation|authorization|authorisation|clearance|release|renewal|closing|close|start|readiness|purchase order|consensus|selection|buy in|\
green light|adoption|rollout|roll out|cutover|delivery|freeze|allocation|\
abgeschlossen|erfolgt|freigegeben|unterschrieben|bestanden|angenommen|erledigt|bereit|geklärt|beschlossen|vereinbart|verabschiedet|vorhanden|gestartet|fertig|\
festgelegt|geprüft|benannt|ausgewählt|abgestimmt|gezeichnet|eingegangen|erhalten|besprochen|gesichert|gesendet|versendet|verschickt|geliefert|präsentiert|\
vorgestellt|erstellt|kickoff|auftakt|\
accord|approbation|validation|lancement|démarrage|décision|signature|en place|bon de commande|prêt|prête|conclu|conclue|obtenu|obtenue|reçu|reçue|remis|remise|\
aprobación|firma|decisión|inicio|arranque|lanzamiento|aceptación|adjudicación|listo|lista|acuerdo|cerrado|cerrada|resuelto|recibido|\
aprovação|assinatura|decisão|início|lançamento|aceitação|pronto|pronta|acordo|entregue|aceito|aceite|pago";

/// Endings of participles in French, Spanish and Portuguese, and of German compounds that name an event.
const REACHED_ENDINGS: &str = "té|tée|tés|tées|né|née|nés|nées|mé|mée|vé|vée|dé|dée|gé|gée|sé|sée|cé|cée|lé|lée|ré|rée|ué|uée|uvé|uvée|igné|ignée|\
ado|ada|ados|adas|ido|ida|idos|idas|uído|uída|freigabe|genehmigung|abnahme|unterzeichnung|unterschrift|zusage|entscheidung|abschluss|beschluss|zustimmung|\
bestellung|erteilung|vergabe|einigung";

/// English words in *-ed* that name no state reached.
const NOT_REACHED: &str = "need|speed|feed|seed|embed|based|detailed|advanced|required|needed|planned|requested|proposed|related|dedicated|preferred|led|red|\
unified|shared|managed|hosted|limited|indeed|exceed|proceed|succeed";

/// What may follow a participle that tells a state; anything else makes it an attribute, as in *Review signed contract*.
const AFTER_STATE: &str = ",|by|with|in|for|on|at|and|or|to|until|before|from|within|without|as|is|are|after|of";

/// Activities as finite verbs.
const DOES: &str = "reviews|sends|prepares|presents|evaluates|discusses|schedules|checks|tests|drafts|works|looks|meets|provides|delivers|shares|gathers|collects|\
runs|holds|conducts|creates|writes|organizes|organises|arranges|explores|considers|examines|analyzes|investigates|attends|calls|asks|talks|negotiates|updates|\
reads|studies|prüft|sendet|schickt|bespricht|diskutiert|testet|bewertet|verhandelt|examine|étudie|envoie|rédige|évalue|revisa|envía|prepara|evalúa|analiza|\
redacta|envia|avalia|analisa|redige";

/// Bare nouns that end a title in English and German.
const NOUNS_LAST: &str = "review|reviews|meeting|meetings|call|calls|demo|demos|demonstration|presentation|workshop|workshops|session|sessions|discussion|\
discussions|follow up|followup|check|analysis|evaluation|preparation|questionnaire|proposal|contract|quote|pricing|training|test|tests|testing|trial|poc|deep dive|\
sync|negotiation|negotiations|walkthrough|assessment|audit|redlines|conversation|besprechung|termin|abstimmung|prüfung|präsentation|vorbereitung|gespräch|\
verhandlung|angebot|vertrag|vorstellung|schulung";

/// Bare nouns that begin a title in any language.
const NOUNS_FIRST: &str = "réunion|démo|présentation|revue|appel|atelier|préparation|envoi|questionnaire|tests|négociation|proposition|relance|reunión|llamada|\
presentación|revisión|taller|preparación|envío|cuestionario|prueba|pruebas|negociación|propuesta|reunião|ligação|demonstração|apresentação|revisão|oficina|\
preparação|envio|questionário|testes|negociação|proposta|análise|análisis|versand|vorbereitung|besprechung|prüfung|präsentation|erstellung|abstimmung";

/// How this title is worded.
pub(super) fn wording(title: &Phrases) -> Wording {
    if title.is_japanese() {
        return japanese(title);
    }
    let words = title.words();
    let Some(first) = words.first() else { return Wording::Result };
    if title.has(ENGAGE) {
        return Wording::Result;
    }
    let last = words.iter().rev().find(|w| **w != ",").unwrap_or(first);
    if title.begins(LEADS) || (is_one(last, GERMAN) && words.len() > 1) {
        return Wording::Activity;
    }
    let lead = EITHER.split('|').find(|lead| title.begins(lead)).map_or(0, |lead| lead.split(' ').count());
    let may_be_verb = lead > 0 || is_one(first, GERUNDS);
    if names_state(title, &words, may_be_verb) {
        return Wording::Result;
    }
    // No state is named, so a participle right after the verb belongs to what it is done to.
    let next = words.get(lead).copied().unwrap_or(",");
    let has_object = is_one(next, OBJECTS) || next.ends_with("ed");
    if is_one(first, GERUNDS) || (lead > 0 && has_object) || does(&words) {
        return Wording::Activity;
    }
    let ends_with_noun = NOUNS_LAST.split('|').any(|noun| title.ends(&[" ", noun].concat()));
    if ends_with_noun || title.begins(NOUNS_FIRST) || title.has_ending("prüfung|besprechung") {
        return Wording::BareNoun;
    }
    Wording::Result
}

/// Whether it tells a state reached or a decision. After a word that may be a verb, a participle must not be the attribute of what follows.
fn names_state(title: &Phrases, words: &[&str], strict: bool) -> bool {
    if title.has(DECIDES) || (!strict && (title.has(REACHED) || title.has_ending(REACHED_ENDINGS))) {
        return true;
    }
    words.iter().enumerate().any(|(i, word)| {
        let is_state = (word.len() > 4 && word.ends_with("ed") && !is_one(word, NOT_REACHED)) || is_one(word, REACHED);
        let next = words.get(i + 1).copied().unwrap_or(",");
        is_state && i > 0 && (!strict || is_one(next, AFTER_STATE) || next.chars().any(|c| c.is_ascii_digit()))
    })
}

/// Whether a finite verb of activity stands inside, with something that it is done to.
fn does(words: &[&str]) -> bool {
    words.iter().enumerate().any(|(i, word)| {
        let next = words.get(i + 1).copied().unwrap_or(",");
        i > 0 && is_one(word, DOES) && !is_one(next, AFTER_STATE)
    })
}

fn japanese(title: &Phrases) -> Wording {
    const DOING: &str = "送る|送付する|送信する|準備する|準備|作成する|作成|を送付|レビューする|検討する|検討|説明する|調整する|調整|連絡する|連絡|相談する|確認する|\
提出する|打ち合わせする|実施する|行う|開く|設定する|依頼する|依頼|提示する";
    const REACHED: &str = "完了|済|承認|締結|署名|合意|確定|決定|合格|開始|キックオフ|稼働|受領|了承|受諾|発注|成立|された|できた|終了|特定";
    const NOUNS: &str =
        "レビュー|打ち合わせ|打合せ|会議|ミーティング|デモ|説明|説明会|商談|提案|送付|審査|検証|ワークショップ|研修";
    if title.ends(DOING) {
        Wording::Activity
    } else if title.has(REACHED) {
        Wording::Result
    } else if title.ends(NOUNS) {
        Wording::BareNoun
    } else {
        Wording::Result
    }
}

/// What a seller hands over.
const DELIVERABLES: &str = "proposal|quote|quotation|offer|contract|order form|demo|demonstration|presentation|pitch|deck|pricing|msa|sow|nda|agreement|\
business case|roi analysis|case study|case studies|references|documentation|slides|redlines|draft|vendor packet|\
angebot|vertrag|vertragsentwurf|präsentation|unterlagen|referenzen|preise|offre|contrat|devis|démo|présentation|proposition|documentation|\
oferta|contrato|presupuesto|presentación|propuesta|referencias|proposta|apresentação|demonstração|orçamento|referências|\
提案書|見積|契約書|デモ|資料|プレゼン";

/// Handing over, as a state.
const HANDED: &str = "sent|delivered|presented|provided|shared|prepared|created|drafted|given|shown|issued|demoed|emailed|forwarded|written|dispatched|\
gesendet|versendet|verschickt|zugesandt|geliefert|präsentiert|vorgestellt|erstellt|bereitgestellt|vorbereitet|übermittelt|gezeigt|\
envoyé|envoyée|livré|livrée|présenté|présentée|préparé|préparée|fourni|fournie|rédigé|rédigée|remis|remise|partagé|transmis|\
enviado|enviada|entregado|entregada|presentado|presentada|preparado|preparada|redactado|redactada|mostrado|\
entregue|apresentado|apresentada|fornecido|fornecida|redigido|redigida|partilhado|mostrada|送付|提出|提示|説明|送る|作成|準備";

/// Handing over, as a verb that leads.
const HANDS: &str = "send|deliver|present|provide|share|prepare|submit|email|show|give|issue|write|draft|create|forward|envoyer|livrer|présenter|préparer|fournir|\
rédiger|remettre|partager|transmettre|montrer|enviar|entregar|presentar|preparar|proporcionar|redactar|compartir|mostrar|apresentar|fornecer|redigir|partilhar|\
compartilhar";

/// Handing over, as a German verb that ends a title.
const HANDS_LAST: &str = "senden|schicken|zusenden|versenden|zuschicken|verschicken|vorbereiten|präsentieren|vorstellen|erstellen|schreiben|liefern|\
bereitstellen|zeigen|übermitteln";

/// What the buyer does with it; then it is the buyer's event after all.
const BUYERS_PART: &str = "accepted|approved|signed|countersigned|confirmed|returned|reviewed|agreed|accepts|approves|signs|confirms|returns|received|passed|\
by buyer|by customer|by client|buyer|customer|client|angenommen|genehmigt|unterzeichnet|unterschrieben|bestätigt|freigegeben|kunde|accepté|acceptée|approuvé|\
approuvée|signé|signée|validé|validée|aceptado|aceptada|aprobado|aprobada|firmado|firmada|aceito|aceita|aprovado|aprovada|assinado|assinada|承認|締結|署名|合意|受領";

/// Whether a title names what the seller hands over rather than what happens at the buyer.
pub(super) fn is_sellers_deliverable(title: &Phrases) -> bool {
    if !title.has(DELIVERABLES) {
        return false;
    }
    let last = title.words().last().is_some_and(|word| is_one(word, HANDS_LAST));
    let leads = wording(title) == Wording::Activity && (title.begins(HANDS) || last);
    leads || (title.has(HANDED) && !title.has(BUYERS_PART))
}
