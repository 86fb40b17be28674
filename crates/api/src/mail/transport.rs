//! How a mail leaves: by SMTP, or as a file into a folder. The id of the outbox row makes the Message-ID, so a mail that is sent twice is one mail to its
//! reader.

use super::{Letter, Rendered};
use crate::documents::Document;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message as Mime, Tokio1Executor,
    address::Envelope,
    message::{
        Attachment, Mailbox, MultiPart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use std::{
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};
use tandem_shared::day::Timestamp;

/// Longest wait for an answer of the mail server.
const PATIENCE: Duration = Duration::from_secs(20);

/// The configured mail server or sender cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadMailSettings {
    /// Not an address of the form `Tandem <tandem@company.example>`.
    #[error("the mail sender must look like `Tandem <tandem@company.example>`")]
    Sender,
    /// Not a server or folder.
    #[error(
        "the mail server must be an address such as smtp://user:password@host:587?tls=required, smtps://host, or a folder: {0}"
    )]
    Server(String),
}

/// A mail did not leave.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct SendFailure {
    /// Whether trying again is useless.
    pub permanent: bool,
    /// What the mail server said, for people.
    pub reason: String,
}

impl SendFailure {
    fn permanent(reason: impl std::fmt::Display) -> Self {
        Self { permanent: true, reason: reason.to_string() }
    }

    fn passing(reason: impl std::fmt::Display) -> Self {
        Self { permanent: false, reason: reason.to_string() }
    }
}

/// A mail on its way out.
#[derive(Debug)]
pub struct Outgoing<'a> {
    /// Id of the outbox row.
    pub id: &'a str,
    /// When it was written.
    pub at: Timestamp,
    /// Whom it is for.
    pub letter: &'a Letter,
    /// A file that goes with it.
    pub enclosed: Option<Document>,
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

/// Sends mails.
#[derive(Clone)]
pub struct Mailer {
    sender: Mailbox,
    way: Way,
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.way {
            Way::Smtp(_) => "Mailer by SMTP",
            Way::Folder(_) => "Mailer into a folder",
        })
    }
}

impl Mailer {
    /// A mailer for a server (`smtp://user:password@host:port?tls=required`, `smtps://…`) or a folder of `.eml` files (`file:///path`, or a plain path).
    ///
    /// # Errors
    /// When the sender is no address or the server cannot be understood.
    pub fn new(server: &str, sender: &str) -> Result<Self, BadMailSettings> {
        let sender = sender.parse().map_err(|_| BadMailSettings::Sender)?;
        let way = if server.starts_with("smtp://") || server.starts_with("smtps://") {
            check_secrecy(server)?;
            let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(server)
                .map_err(|e| BadMailSettings::Server(e.to_string()))?;
            Way::Smtp(builder.timeout(Some(PATIENCE)).build())
        } else if let Some(path) = server.strip_prefix("file://") {
            Way::Folder(path.into())
        } else if server.contains("://") || server.trim().is_empty() {
            return Err(BadMailSettings::Server("it is neither".into()));
        } else {
            Way::Folder(server.into())
        };
        Ok(Self { sender, way })
    }

    /// Sends one mail.
    ///
    /// # Errors
    /// Whether to try again, and why it did not leave.
    pub async fn send(&self, outgoing: &Outgoing<'_>, rendered: &Rendered) -> Result<(), SendFailure> {
        let mime = self.compose(outgoing, rendered)?;
        match &self.way {
            Way::Smtp(smtp) => {
                let envelope: &Envelope = mime.envelope();
                match smtp.send_raw(envelope, &mime.formatted()).await {
                    Ok(_) => Ok(()),
                    Err(error) if is_final(&error) => Err(SendFailure::permanent(error)),
                    Err(error) => Err(SendFailure::passing(error)),
                }
            }
            Way::Folder(folder) => {
                let (folder, name, bytes) = (folder.clone(), format!("{}.eml", outgoing.id), mime.formatted());
                let written = tokio::task::spawn_blocking(move || write_whole(&folder, &name, &bytes)).await;
                written.map_err(SendFailure::passing)?.map_err(SendFailure::passing)
            }
        }
    }

    fn compose(&self, outgoing: &Outgoing<'_>, rendered: &Rendered) -> Result<Mime, SendFailure> {
        let letter = outgoing.letter;
        let seconds = u64::try_from(outgoing.at.seconds()).unwrap_or(0);
        let id = format!("<{}@{}>", outgoing.id, self.sender.email.domain());
        let mut builder = Mime::builder()
            .from(self.sender.clone())
            .to(mailbox(&letter.to_name, &letter.to_email)?)
            .subject(rendered.subject.as_str())
            .date(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
            .message_id(Some(id))
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ));
        if let Some((name, email)) = letter.message.reply_to() {
            builder = builder.reply_to(mailbox(name, email)?);
        }
        let mut parts = MultiPart::alternative_plain_html(rendered.text.clone(), rendered.html.clone());
        if let Some(document) = &outgoing.enclosed {
            let kind = ContentType::parse(document.media_type).map_err(SendFailure::permanent)?;
            let file = Attachment::new(document.name.clone()).body(document.bytes.clone(), kind);
            parts = MultiPart::mixed().multipart(parts).singlepart(file);
        }
        builder.multipart(parts).map_err(SendFailure::permanent)
    }
}

fn mailbox(name: &str, email: &str) -> Result<Mailbox, SendFailure> {
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    let address = email.parse().map_err(|_| SendFailure::permanent("the address cannot be written to"))?;
    Ok(Mailbox::new((!name.trim().is_empty()).then_some(name), address))
}

/// Writes beside and renames, so that whoever watches the folder never reads half a mail.
fn write_whole(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let unfinished = folder.join(format!(".{name}.part"));
    std::fs::write(&unfinished, bytes)?;
    std::fs::rename(unfinished, folder.join(name))
}

/// Whether trying again is of no use. A server that does not know us, or wants another password, is put right by its operator.
fn is_final(error: &lettre::transport::smtp::Error) -> bool {
    let code = error.status().map(u16::from);
    error.is_permanent() && !matches!(code, Some(503 | 530 | 534 | 535 | 538))
}

/// A password, and links that open plans, cross the network only encrypted; to a server on the same machine they may go as they are.
fn check_secrecy(server: &str) -> Result<(), BadMailSettings> {
    let Some(rest) = server.strip_prefix("smtp://").filter(|rest| rest.contains('@') && !rest.contains("tls=")) else {
        return Ok(());
    };
    let host = rest.rsplit('@').next().unwrap_or_default();
    if ["localhost", "127.0.0.1", "[::1]"].iter().any(|own| host.starts_with(own)) {
        return Ok(());
    }
    Err(BadMailSettings::Server(
        "it would send the password unencrypted; add ?tls=required, or begin with smtps://".into(),
    ))
}

#[cfg(test)]
#[path = "transport_tests.rs"]
mod tests;
