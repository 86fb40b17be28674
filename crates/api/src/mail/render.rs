//! How a mail reads: subject, text and HTML from the templates in `templates/mail/`. Each message's folder has `words.txt` (the sentences both versions
//! share) and a body for each version; the layout puts them in order. Values are escaped; a value that is missing is an error, never a gap.

use super::message::{AssignedAction, Letter, Message, OwnedMilestone};
use minijinja::{
    AutoEscape, Environment, Error, Output, State, UndefinedBehavior, Value, context, syntax::SyntaxConfig,
    value::merge_maps,
};
use std::fmt::Write;
use tandem_shared::{
    day::Day,
    grant::Access,
    organization::Role,
    update::{SectionKind, Sections},
};

macro_rules! templates {
    ($($folder:literal),*) => {[$(
        (concat!($folder, "/words.txt"), include_str!(concat!("../../templates/mail/", $folder, "/words.txt"))),
        (concat!($folder, "/body.mjml"), include_str!(concat!("../../templates/mail/", $folder, "/body.mjml"))),
        (concat!($folder, "/body.txt"), include_str!(concat!("../../templates/mail/", $folder, "/body.txt"))),
    )*
        ("layout.mjml", include_str!("../../templates/mail/layout/layout.mjml")),
        ("layout.txt", include_str!("../../templates/mail/layout/layout.txt")),
    ]};
}

const TEMPLATES: &[(&str, &str)] = &templates![
    "invitation",
    "new-link",
    "access-code",
    "access-changed",
    "signature-wanted",
    "signed-by-all",
    "signature-declined",
    "request-voided",
    "proposal-offered",
    "proposal-countered",
    "proposal-accepted",
    "proposal-declined",
    "proposal-withdrawn",
    "password-reset",
    "member-invitation",
    "status-update",
    "review-due"
];

/// A mail could not be rendered: a template does not fit its message.
#[derive(Debug, thiserror::Error)]
#[error("the mail template does not render: {0}")]
pub struct RenderFailure(String);

impl From<Error> for RenderFailure {
    fn from(error: Error) -> Self {
        Self(format!("{error:#}"))
    }
}

/// A mail as a person reads it.
#[derive(Clone, PartialEq, Eq)]
pub struct Rendered {
    /// One line.
    pub subject: String,
    /// For readers that show text.
    pub text: String,
    /// For readers that show HTML.
    pub html: String,
}

/// The templates, compiled.
pub struct Templates(Environment<'static>);

impl std::fmt::Debug for Templates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Templates")
    }
}

impl Templates {
    /// Compiles the templates.
    ///
    /// # Errors
    /// When one has a mistake; tests see to it that none has.
    pub fn compile() -> Result<Self, RenderFailure> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment
            .set_auto_escape_callback(|name| if name.ends_with(".mjml") { AutoEscape::Html } else { AutoEscape::None });
        environment.set_formatter(write_escaped);
        environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
        for (name, source) in TEMPLATES {
            environment.add_template(name, source)?;
        }
        Ok(Self(environment))
    }

    /// Renders a letter.
    ///
    /// # Errors
    /// When a template does not fit its message; tests see to it that all fit.
    pub fn render(&self, letter: &Letter) -> Result<Rendered, RenderFailure> {
        let folder = letter.message.template();
        let values = merge_maps([values_of(&letter.message), context! { to => letter.to_email.as_str() }]);
        let words = self.0.get_template(&format!("{folder}/words.txt"))?;
        let mut words = words.render_captured(values.clone())?;
        let mut said =
            |block: &str| words.with_state_mut(|state| state.render_block(block)).map(|text| one_line(&text));
        let subject = said("subject")?;
        let common = context! {
            subject => subject.as_str(), lead => said("lead")?, button => said("button")?, after => said("after")?, footer => said("footer")?,
        };
        let body = |kind: &str| self.0.get_template(&format!("{folder}/body.{kind}"))?.render(values.clone());
        let page = |kind: &str, body: Value| {
            let values = merge_maps([optional(), values.clone(), common.clone(), context! { body => body }]);
            self.0.get_template(&format!("layout.{kind}"))?.render(values)
        };
        let text = page("txt", Value::from(body("txt")?.trim_end()))?;
        let mjml = page("mjml", Value::from_safe_string(body("mjml")?))?;
        Ok(Rendered { subject, text, html: to_html(&mjml)? })
    }
}

fn to_html(mjml: &str) -> Result<String, RenderFailure> {
    let parsed = mrml::parse(mjml).map_err(|e| RenderFailure(e.to_string()))?;
    // No fonts from elsewhere: opening a mail must tell nobody.
    let options = mrml::prelude::render::RenderOptions {
        disable_comments: false,
        social_icon_origin: None,
        fonts: Default::default(),
    };
    parsed.element.render(&options).map_err(|e| RenderFailure(e.to_string()))
}

/// What the layout may show and a message may lack.
fn optional() -> Value {
    context! { link => "", big_code => "", short_code => "", page => "" }
}

fn values_of(message: &Message) -> Value {
    match message {
        Message::Invitation {
            inviter,
            inviter_email,
            company,
            deal_name,
            access,
            note,
            actions,
            milestones,
            link,
            code,
            expires_on,
        } => context! {
            inviter => inviter.as_str(), inviter_email => inviter_email.as_str(), company => company.as_str(), deal_name => deal_name.as_str(),
            access => access_in_words(*access), note => lines(note.as_deref()), actions => actions.iter().map(action_value).collect::<Vec<_>>(),
            milestones => milestones.iter().map(milestone_value).collect::<Vec<_>>(),
            link => link.as_str(), short_code => code.as_str(), page => page_of(link), expires_on => long_day(*expires_on),
        },
        Message::NewLink { inviter, company, deal_name, link, code, expires_on } => context! {
            inviter => inviter.as_str(), company => company.as_str(), deal_name => deal_name.as_str(), link => link.as_str(),
            short_code => code.as_str(), page => page_of(link), expires_on => long_day(*expires_on),
        },
        Message::AccessCode { company, deal_name, code, minutes } => {
            context! { company => company.as_str(), deal_name => deal_name.as_str(), big_code => code.as_str(), minutes => *minutes }
        }
        Message::AccessChanged { changed_by, changed_by_email: _, company, deal_name, access, link } => context! {
            changed_by => changed_by.as_str(), company => company.as_str(), deal_name => deal_name.as_str(), link => link.as_str(),
            access => access_in_words(*access), verb => if *access == Access::Edit { "edit" } else { "view" },
        },
        Message::Agreement { .. } => agreement_value(message),
        Message::PasswordReset { organization, link, minutes } => {
            context! { organization => organization.as_str(), link => link.as_str(), minutes => *minutes }
        }
        Message::MemberInvitation { inviter, inviter_email, organization, role, link, expires_on } => context! {
            inviter => inviter.as_str(), inviter_email => inviter_email.as_str(), organization => organization.as_str(),
            role => role_in_words(*role), link => link.as_str(), expires_on => long_day(*expires_on),
        },
        Message::StatusUpdate { .. } | Message::ReviewDue { .. } => values_of_update(message),
    }
}

/// Those of the messages about updates.
fn values_of_update(message: &Message) -> Value {
    match message {
        Message::StatusUpdate { sender, sender_email: _, company, deal_name, period, sections, for_guest, link } => {
            context! {
                sender => sender.as_str(), company => company.as_str(), deal_name => deal_name.as_str(), period => period.as_str(),
                summary => lines(Some(&sections.summary)), sections => sections_of(sections), said => sections.to_text(), for_guest => *for_guest,
                link => link.as_str(),
            }
        }
        Message::ReviewDue { company, deal_name, due, link } => {
            context! { company => company.as_str(), deal_name => deal_name.as_str(), due => due.as_str(), link => link.as_str() }
        }
        _ => optional(),
    }
}

/// The sections that have lines.
fn sections_of(sections: &Sections) -> Vec<Value> {
    let filled = SectionKind::ALL.iter().filter(|kind| !sections.lines(**kind).is_empty());
    let shown = filled.map(|kind| {
        let line = |line: &tandem_shared::update::UpdateLine| {
            context! { text => format!("{} {}", kind.sign(), line.spoken(*kind)), next => line.next.as_str() }
        };
        let lines: Vec<Value> = sections.lines(*kind).iter().map(line).collect();
        context! { heading => kind.heading(), lines => lines }
    });
    shown.collect()
}

/// What a mail about a step of the agreement says.
fn agreement_value(message: &Message) -> Value {
    let Message::Agreement { actor, company, deal_name, version, note, lines: about, link, certificate, .. } = message
    else {
        return Value::UNDEFINED;
    };
    context! {
        actor => actor.as_str(), company => company.as_str(), deal_name => deal_name.as_str(), version => *version,
        note => lines(note.as_deref()), about => about, link => link.as_str(),
        enclosed => certificate.is_some(),
    }
}

const fn access_in_words(access: Access) -> &'static str {
    match access {
        Access::Edit => "You can read everything in it, update milestones, add actions and tick what is done.",
        Access::View => "You can read everything in it; changing it is left to others.",
    }
}

const fn role_in_words(role: Role) -> &'static str {
    match role {
        Role::Admin => "an admin",
        Role::Manager => "a manager",
        Role::Rep => "a sales representative",
    }
}

/// *Legal review complete, by Friday 19 March 2027*.
fn milestone_value(milestone: &OwnedMilestone) -> Value {
    let when = milestone.target_date.map_or_else(|| "no date yet".to_owned(), |day| format!("by {}", long_day(day)));
    context! { title => milestone.title.as_str(), when => when }
}

fn action_value(action: &AssignedAction) -> Value {
    let when = action.target_date.map_or_else(|| "no date yet".to_owned(), |day| format!("by {}", long_day(day)));
    context! { title => action.title.as_str(), when => format!("{when} (for “{}”)", action.milestone) }
}

fn lines(note: Option<&str>) -> Vec<String> {
    note.map(|n| n.trim().lines().map(str::to_owned).collect()).unwrap_or_default()
}

/// The page a short code is typed into: the link without its secret.
fn page_of(link: &str) -> &str {
    link.split('#').next().unwrap_or(link)
}

/// A date as people write it, such as *Thursday 19 March 2026*.
fn long_day(day: Day) -> String {
    let (year, month, number) = day.parts();
    let month = time::Month::try_from(month).map_or_else(|_| String::new(), |m| m.to_string());
    format!("{} {number} {month} {year}", day.weekday())
}

/// Line breaks and control characters out: what stands in a subject must not begin another header.
fn one_line(text: &str) -> String {
    text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Escapes what HTML takes for markup. The engine's own escapes `/` too, which mail gateways that rewrite links do not understand.
fn write_escaped(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.is_safe() || !matches!(state.auto_escape(), AutoEscape::Html) {
        return minijinja::escape_formatter(out, state, value);
    }
    for c in value.to_string().chars() {
        match c {
            '&' => out.write_str("&amp;"),
            '<' => out.write_str("&lt;"),
            '>' => out.write_str("&gt;"),
            '"' => out.write_str("&quot;"),
            '\'' => out.write_str("&#39;"),
            c => out.write_char(c),
        }?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "render_tests.rs"]
mod tests;
