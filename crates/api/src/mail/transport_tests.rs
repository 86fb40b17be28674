//! What leaves, byte for byte where it matters.

use super::*;
use crate::mail::{Message, Templates};

const AT: Timestamp = Timestamp::from_micros(1_774_000_000_000_000);

fn letter(name: &str) -> Letter {
    Letter {
        to_name: name.into(),
        to_email: "mara@nimbus.example".into(),
        message: Message::MemberInvitation {
            inviter: "Ada Reyes".into(),
            inviter_email: "ada@orbit.example".into(),
            organization: "Orbit".into(),
            role: tandem_shared::organization::Role::Rep,
            link: "https://plans.orbit.example/reset-password#x7Kq".into(),
            expires_on: "2026-06-17".parse().unwrap(),
        },
    }
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn send(server: &str, letter: &Letter) -> Result<(), SendFailure> {
    let mailer = Mailer::new(server, "Tandem <tandem@orbit.example>").unwrap();
    let rendered = Templates::compile().unwrap().render(letter).unwrap();
    run(mailer.send(&Outgoing { id: "out_1", at: AT, letter, enclosed: None }, &rendered))
}

#[test]
fn a_mail_sent_twice_is_one_file_with_one_message_id() {
    let folder = tempfile::tempdir().unwrap();
    let server = format!("file://{}", folder.path().join("out").display());
    for _ in 0..2 {
        send(&server, &letter("Mara Lind")).unwrap();
    }
    let files: Vec<_> = std::fs::read_dir(folder.path().join("out")).unwrap().map(|f| f.unwrap().path()).collect();
    assert_eq!(files.len(), 1);
    let mail = std::fs::read_to_string(&files[0]).unwrap();
    let head = mail.split("\r\n\r\n").next().unwrap();
    for line in [
        "Message-ID: <out_1@orbit.example>",
        "From: Tandem <tandem@orbit.example>",
        "To: \"Mara Lind\" <mara@nimbus.example>",
        "Reply-To: \"Ada Reyes\" <ada@orbit.example>",
        "Auto-Submitted: auto-generated",
        "Date: Fri, 20 Mar 2026 09:46:40 +0000",
    ] {
        assert!(head.contains(line), "{line} is missing in\n{head}");
    }
    assert!(mail.contains("text/plain") && mail.contains("text/html") && mail.contains("multipart/alternative"));
}

#[test]
fn no_name_smuggles_a_header_or_a_second_reader() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "Mara\r\nBcc: all@nimbus.example",
        "Mara\" <evil@evil.example>, \"x",
        "Mara <evil@evil.example>",
        "=?utf-8?q?x?=",
        "",
    ] {
        send(folder.path().to_str().unwrap(), &letter(name)).unwrap();
        let mail = std::fs::read_to_string(folder.path().join("out_1.eml")).unwrap();
        let head = mail.split("\r\n\r\n").next().unwrap();
        assert!(!head.contains("\nBcc:"), "{head}");
        let to = head.lines().find(|l| l.starts_with("To: ")).unwrap();
        let parsed: lettre::message::Mailboxes =
            head.replace("\r\n ", " ").lines().find_map(|l| l.strip_prefix("To: ")).unwrap().parse().unwrap();
        assert_eq!(parsed.iter().map(|m| m.email.to_string()).collect::<Vec<_>>(), ["mara@nimbus.example"], "{to}");
    }
}

#[test]
fn settings_that_cannot_work_are_refused_at_the_start() {
    for server in ["", "  ", "http://mail.example", "imap://x", "smtp://user:pass@mail.example:587"] {
        assert!(matches!(Mailer::new(server, "t@orbit.example"), Err(BadMailSettings::Server(_))), "{server}");
    }
    assert!(matches!(Mailer::new("./mails", "nobody"), Err(BadMailSettings::Sender)));
    for server in [
        "smtp://127.0.0.1:2525",
        "smtps://user:pass@mail.example",
        "smtp://mail.example:587?tls=required",
        "smtp://user:pass@mail.example:587?tls=required",
        "smtp://user:pass@localhost:2525",
        "./mails",
        "file:///tmp/mails",
    ] {
        assert!(Mailer::new(server, "Tandem <t@orbit.example>").is_ok(), "{server}");
    }
}

#[test]
fn a_server_that_is_away_is_tried_again_and_a_bad_address_is_not() {
    let away = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert!(!send(&format!("smtp://{away}"), &letter("Mara")).unwrap_err().permanent);
    let nowhere = Letter { to_email: "nowhere".into(), ..letter("Mara") };
    assert!(send("./never-written", &nowhere).unwrap_err().permanent);
}

/// What a sending comes to at a server that answers `command` with `refusal`.
fn refused(command: &'static str, refusal: &'static str) -> SendFailure {
    use std::io::{BufRead, BufReader, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(b"220 ready\r\n").unwrap();
        let lines = BufReader::new(stream.try_clone().unwrap()).lines();
        for line in lines.map_while(Result::ok) {
            let answer = if line.starts_with(command) { refusal } else { "250 ok" };
            if stream.write_all([answer, "\r\n"].concat().as_bytes()).is_err() {
                break;
            }
        }
    });
    let failure = send(&format!("smtp://{address}"), &letter("Mara")).unwrap_err();
    drop(server);
    failure
}

#[test]
fn a_server_that_refuses_for_good_is_not_asked_again() {
    let failure = refused("RCPT", "550 no such person");
    assert!(failure.permanent && failure.reason.contains("no such person"), "{failure:?}");
}

#[test]
fn a_server_that_refuses_us_is_asked_again_once_its_operator_has_mended_that() {
    let failure = refused("MAIL", "530 authentication required");
    assert!(!failure.permanent, "{failure:?}");
}
