//! What a page waits for: a value, or a failure in words.

/// Why something could not be shown or done, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What happened, in a few words.
    pub title: String,
    /// What to do next.
    pub detail: String,
    /// To quote when asking for help; empty when the service was not reached.
    pub request_id: String,
    /// What can help.
    pub remedy: Remedy,
}

/// What can help where something could not be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Trying again.
    Retry,
    /// Signing in, or for a guest their link.
    SignIn,
    /// Nothing on this page.
    Nothing,
}
