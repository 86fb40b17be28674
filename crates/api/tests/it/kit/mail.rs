//! Mails that the service sent: the kit delivers what waits into its folder and reads it as a person would.

use super::Kit;
use base64::{Engine, engine::general_purpose::STANDARD};
use std::time::{Duration, Instant};
use tandem_api::services::post::Postman;

/// A mail as its reader sees it.
#[derive(Clone, Debug)]
pub(crate) struct Mail {
    /// The address it went to.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text version.
    pub text: String,
    /// Its HTML version.
    pub html: String,
    /// The name and the text of the file that goes with it.
    pub attachment: Option<(String, String)>,
}

impl Mail {
    /// The link in it.
    pub(crate) fn link(&self) -> &str {
        self.text.lines().find(|l| l.starts_with("http")).unwrap_or_else(|| panic!("no link in {}", self.text))
    }

    /// The secret of the link in it.
    pub(crate) fn secret(&self) -> &str {
        self.link().split_once('#').unwrap().1
    }

    fn read(source: &str) -> Self {
        let source = source.replace("\r\n", "\n");
        let (head, body) = source.split_once("\n\n").unwrap();
        let head = head.replace("\n ", " ");
        let header = |name: &str| {
            head.lines().find_map(|l| l.strip_prefix(name)).unwrap_or_else(|| panic!("no {name} in {head}")).to_owned()
        };
        let to = header("To: ");
        let to = to.rsplit_once('<').map_or(to.as_str(), |(_, a)| a.trim_end_matches('>')).to_owned();
        Self {
            to,
            subject: encoded_words(&header("Subject: ")),
            text: part(body, "text/plain"),
            html: part(body, "text/html"),
            attachment: attachment(body),
        }
    }
}

impl Kit {
    /// Delivers what waits; answers every mail that was ever sent, oldest first.
    pub(crate) async fn mails(&self) -> Vec<Mail> {
        let postman = Postman::new(&self.app).unwrap();
        while postman.deliver().await.unwrap() > 0 {}
        let Ok(folder) = std::fs::read_dir(&self.app.config.mail_url) else { return Vec::new() };
        let mut paths: Vec<_> = folder.map(|f| f.unwrap().path()).collect();
        paths.sort();
        paths.iter().map(|path| Mail::read(&std::fs::read_to_string(path).unwrap())).collect()
    }

    /// The newest mail to an address, once there are `count`: some are written after the answer that promises them.
    pub(crate) async fn mail_to(&self, address: &str, count: usize) -> Mail {
        let patience = Instant::now() + Duration::from_secs(10);
        loop {
            let mut mails: Vec<Mail> = self.mails().await.into_iter().filter(|m| m.to == address).collect();
            if mails.len() >= count {
                return mails.pop().unwrap();
            }
            assert!(Instant::now() < patience, "{} mails to {address}, not {count}", mails.len());
            tokio::task::yield_now().await;
        }
    }
}

/// The file that goes with a mail.
fn attachment(body: &str) -> Option<(String, String)> {
    let part = body.split("\n--").find(|part| part.contains("Content-Disposition: attachment"))?;
    let name = part.split_once("filename=\"")?.1.split_once('"')?.0;
    Some((name.to_owned(), decoded(part)))
}

/// The part of this type, decoded.
fn part(body: &str, kind: &str) -> String {
    let part = body.split(&format!("Content-Type: {kind}")).nth(1).unwrap().split("\n--").next().unwrap();
    decoded(part)
}

fn decoded(part: &str) -> String {
    let (head, text) = part.split_once("\n\n").unwrap();
    match head {
        h if h.contains("quoted-printable") => quoted_printable(text),
        h if h.contains("base64") => base64(text),
        _ => text.to_owned(),
    }
}

fn base64(text: &str) -> String {
    String::from_utf8(STANDARD.decode(text.replace('\n', "")).unwrap()).unwrap()
}

fn quoted_printable(text: &str) -> String {
    let text = text.replace("=\n", "");
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        match (first, tail) {
            (b'=', [a, b, tail @ ..]) => {
                let hex = [*a, *b];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap());
                rest = tail;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// `=?utf-8?b?…?=` as text.
fn encoded_words(text: &str) -> String {
    let text = text.replace("?= =?", "?==?");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((before, word)) = rest.split_once("=?utf-8?b?") {
        let (word, after) = word.split_once("?=").unwrap();
        out += before;
        out += &base64(word);
        rest = after;
    }
    out + rest
}
