//! Mail: what is said (`message`), how it reads (`render`), how it leaves (`transport`). Messages are sealed into the outbox in the transaction that gives
//! rise to them, and rendered when they are sent.

pub mod message;
pub mod render;
pub mod transport;

pub use message::{AgreementStep, AssignedAction, CertificateOf, Letter, Message, OwnedMilestone};
pub use render::{Rendered, Templates};
pub use transport::{Mailer, Outgoing, SendFailure};
