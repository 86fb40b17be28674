//! Accounts: signing up, in and out, passwords, one's own profile.

use super::{Answer, Identity, client, client::Whatever, tokens};
use tandem_shared::{
    account::{ForgotPassword, Me, MePatch, ResetPassword, SignIn, SignOut, SignUp, SignedIn, User},
    paths,
};

/// Makes an organization with its first admin and signs in.
///
/// # Errors
/// See [`super::ApiError`]; the same holds for every call of this module.
pub async fn sign_up(new: &SignUp) -> Answer<Me> {
    client::post_open::<_, SignedIn>(&paths::sign_up(), new).await.map(tokens::keep_user)
}

/// Signs in.
///
/// # Errors
/// See [`sign_up`].
pub async fn sign_in(given: &SignIn) -> Answer<Me> {
    client::post_open::<_, SignedIn>(&paths::sign_in(), given).await.map(tokens::keep_user)
}

/// Signs in again by the refresh cookie, if this browser has one.
///
/// # Errors
/// See [`sign_up`].
pub async fn resume() -> Answer<Option<Me>> {
    tokens::renew(&Identity::User).await?;
    Ok(tokens::me())
}

/// Ends this session.
///
/// # Errors
/// See [`sign_up`].
pub async fn sign_out() -> Answer<()> {
    let answer = client::post::<_, Whatever>(&Identity::User, &paths::sign_out(), &SignOut { everywhere: false }).await;
    tokens::forget(&Identity::User);
    answer.map(|_| ())
}

/// Asks for a mail to choose a new password; answers the same whether or not the address is known.
///
/// # Errors
/// See [`sign_up`].
pub async fn forgot_password(email: &str) -> Answer<()> {
    client::post_open::<_, Whatever>(&paths::password_forgot(), &ForgotPassword { email: email.to_owned() })
        .await
        .map(|_| ())
}

/// Chooses a password with the secret from a mail and signs in.
///
/// # Errors
/// See [`sign_up`].
pub async fn reset_password(secret: &str, password: &str) -> Answer<Me> {
    let body = ResetPassword { secret: secret.to_owned(), password: password.to_owned() };
    client::post_open::<_, SignedIn>(&paths::password_reset(), &body).await.map(tokens::keep_user)
}

/// One's own profile.
///
/// # Errors
/// See [`sign_up`].
pub async fn me() -> Answer<Me> {
    client::get(&Identity::User, &paths::me()).await
}

/// Changes one's own profile.
///
/// # Errors
/// See [`sign_up`].
pub async fn update_me(version: Option<i32>, patch: &MePatch) -> Answer<User> {
    client::patch(&Identity::User, &paths::me(), version, patch).await
}
