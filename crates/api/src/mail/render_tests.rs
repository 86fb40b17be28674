//! Every mail as a person reads it, and what no mail may do.

use super::*;
use insta::assert_snapshot;
use tandem_shared::{stakeholder::Side, update::UpdateLine};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn letter(message: Message) -> Letter {
    Letter { to_name: "Mara Lind".into(), to_email: "mara@nimbus.example".into(), message }
}

fn invitation(note: Option<&str>, access: Access, actions: Vec<AssignedAction>) -> Message {
    Message::Invitation {
        inviter: "Ada Reyes".into(),
        inviter_email: "ada@orbit.example".into(),
        company: "Orbit".into(),
        deal_name: "Analytics rollout".into(),
        access,
        note: note.map(str::to_owned),
        actions,
        milestones: vec![OwnedMilestone { title: "Pilot accepted".into(), target_date: Some(day("2026-04-02")) }],
        link: "https://plans.orbit.example/join#x7Kq".into(),
        code: "ABCD-EFGH-JKMN".into(),
        expires_on: day("2026-06-17"),
    }
}

fn every_message() -> Vec<Message> {
    let actions = vec![
        AssignedAction {
            title: "Send the security questionnaire".into(),
            milestone: "Security review passed".into(),
            target_date: Some(day("2026-03-26")),
        },
        AssignedAction { title: "Name a data owner".into(), milestone: "Pilot accepted".into(), target_date: None },
    ];
    let (company, deal_name) = (String::from("Orbit"), String::from("Analytics rollout"));
    vec![
        invitation(Some("Hello Mara,\nas agreed on the phone."), Access::Edit, actions),
        Message::NewLink {
            inviter: "Ada Reyes".into(),
            company: company.clone(),
            deal_name: deal_name.clone(),
            link: "https://plans.orbit.example/join#x7Kq".into(),
            code: "ABCD-EFGH-JKMN".into(),
            expires_on: day("2026-06-17"),
        },
        Message::AccessCode {
            company: company.clone(),
            deal_name: deal_name.clone(),
            code: "042137".into(),
            minutes: 10,
        },
        Message::AccessChanged {
            changed_by: "Ada Reyes".into(),
            changed_by_email: "ada@orbit.example".into(),
            company,
            deal_name,
            access: Access::View,
            link: "https://plans.orbit.example/plans/plan_1".into(),
        },
        Message::PasswordReset {
            organization: "Orbit".into(),
            link: "https://plans.orbit.example/reset-password#x7Kq".into(),
            minutes: 60,
        },
        Message::MemberInvitation {
            inviter: "Ada Reyes".into(),
            inviter_email: "ada@orbit.example".into(),
            organization: "Orbit".into(),
            role: Role::Rep,
            link: "https://plans.orbit.example/reset-password#x7Kq".into(),
            expires_on: day("2026-06-17"),
        },
        status_update(),
        Message::ReviewDue {
            company: "Orbit".into(),
            deal_name: "Analytics rollout".into(),
            due: "16 March".into(),
            link: "https://plans.orbit.example/plans/plan_1/updates".into(),
        },
    ]
}

/// The week of the method's example.
fn status_update() -> Message {
    let line = |side, text: &str, next: &str| UpdateLine { side, text: text.into(), next: next.into() };
    let late = "Procurement review delayed by the vendor evaluation (target was 25 March, now 1 April)";
    let sections = Sections {
        summary: "3 of 8 milestones are done.\nProcurement takes longer.".into(),
        completed: vec![line(Side::Buyer, "Budget allocation confirmed (ahead of schedule)", "")],
        at_risk: vec![line(Side::Buyer, late, "Interim feedback by 28 March")],
        upcoming_actions: vec![line(Side::Seller, "Answer the questions by 24 March", "")],
        revised_timeline: vec![line(Side::Joint, "Original signature target: 15 April", "")],
        ..Sections::default()
    };
    Message::StatusUpdate {
        sender: "Ada Reyes".into(),
        sender_email: "ada@orbit.example".into(),
        company: "Orbit".into(),
        deal_name: "Analytics rollout".into(),
        period: "10–16 March 2026".into(),
        sections: Box::new(sections),
        for_guest: true,
        link: "https://plans.orbit.example/plans/plan_1/updates".into(),
    }
}

fn render(message: Message) -> Rendered {
    Templates::compile().unwrap().render(&letter(message)).unwrap()
}

#[test]
fn the_text_of_every_mail() {
    let all: Vec<String> =
        every_message().into_iter().map(render).map(|r| format!("Subject: {}\n\n{}", r.subject, r.text)).collect();
    assert_snapshot!(all.join("\n\n==========\n\n"));
}

#[test]
fn a_short_invitation_has_no_gaps() {
    let text = render(invitation(None, Access::View, vec![])).text;
    assert!(!text.contains("\n\n\n") && !text.contains("Yours in this plan") && !text.contains("> "), "{text}");
}

#[test]
fn every_mail_has_one_button_says_the_link_in_clear_and_loads_nothing() {
    for message in every_message() {
        let name = message.template();
        let links = usize::from(name != "access-code");
        let Rendered { html, text, .. } = render(message);
        assert_eq!(html.matches("<a ").count(), links, "{name}");
        assert_eq!(html.matches("href=\"https://plans.orbit.example/").count(), links, "{name}");
        assert_eq!(html.matches(">https://plans.orbit.example/").count(), links, "{name}: the plain link below");
        assert_eq!(text.matches("\nhttps://plans.orbit.example/").count(), links, "{name}");
        for foreign in ["<img", "<script", "@import", "fonts.googleapis", "url(", "<link"] {
            assert!(!html.contains(foreign), "{name}: {foreign}");
        }
    }
}

#[test]
fn no_placeholder_is_left_in_any_mail() {
    for message in every_message() {
        let name = message.template();
        let Rendered { subject, html, text } = render(message);
        for part in [&subject, &html, &text] {
            for sign in ["{{", "}}", "{%", "%}", "undefined", "none", "None"] {
                let styled = part
                    .replace("display:none", "")
                    .replace("text-decoration:none", "")
                    .replace("text-transform:none", "")
                    .replace("none;", "");
                assert!(!styled.contains(sign), "{name}: {sign} in {styled}");
            }
        }
        assert!(!subject.is_empty() && subject.len() < 120 && text.contains("mara@nimbus.example"), "{name}");
    }
}

#[test]
fn markup_in_names_and_notes_is_shown_not_obeyed() {
    let evil =
        "<script>alert(1)</script></mj-text><mj-button href=\"https://evil.example\">x</mj-button>\"'&amp;{{ link }}";
    let mut message = invitation(
        Some(evil),
        Access::Edit,
        vec![AssignedAction { title: evil.into(), milestone: evil.into(), target_date: None }],
    );
    if let Message::Invitation { inviter, deal_name, company, .. } = &mut message {
        (*inviter, *deal_name, *company) = (evil.into(), evil.into(), evil.into());
    }
    let Rendered { html, text, .. } = render(message);
    assert!(!html.contains("<script") && !html.contains("href=\"https://evil.example"), "{html}");
    assert_eq!(html.matches("<a ").count(), 1);
    assert!(html.contains("&lt;script&gt;") && html.contains("&amp;amp;") && html.contains("{{ link }}"), "{html}");
    assert!(text.contains(evil), "text is text");
}

#[test]
fn a_line_break_in_a_name_begins_no_header() {
    let mut message = invitation(None, Access::Edit, vec![]);
    if let Message::Invitation { deal_name, .. } = &mut message {
        *deal_name = "Rollout\r\nBcc: all@nimbus.example".into();
    }
    let subject = render(message).subject;
    assert!(!subject.contains(['\r', '\n']), "{subject:?}");
}

#[test]
fn a_message_is_sealed_and_opened_as_it_was() {
    for message in every_message() {
        let text = serde_json::to_string(&letter(message.clone())).unwrap();
        assert_eq!(serde_json::from_str::<Letter>(&text).unwrap(), letter(message));
    }
    let shown = format!("{:?}", letter(invitation(None, Access::View, vec![])));
    assert_eq!(shown, "Letter(invitation)", "no link in a log");
}
