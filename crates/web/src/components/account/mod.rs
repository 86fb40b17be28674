//! Parts of the account pages.

use crate::components::ui::Field;
use leptos::prelude::*;
use tandem_shared::text::PASSWORD_MIN;

/// What a password's length says about it: how full the meter is (0–4), and in words.
fn judge(length: usize) -> (u8, String) {
    match length {
        0 => (
            0,
            format!(
                "At least {PASSWORD_MIN} characters. Three or four unrelated words are easy to remember and hard to guess."
            ),
        ),
        n if n < PASSWORD_MIN => {
            (1, format!("{} more to go.", crate::format::count(PASSWORD_MIN - n, "character", "characters")))
        }
        n if n < PASSWORD_MIN + 4 => (2, "Long enough. A word more makes it much harder to guess.".to_owned()),
        n if n < PASSWORD_MIN + 10 => (3, "Good length.".to_owned()),
        _ => (4, "Very good length.".to_owned()),
    }
}

/// A new password with what its length says about it; whether it is easily guessed is judged by the service.
#[component]
pub fn NewPassword(
    /// What it asks for.
    #[prop(into)]
    label: Signal<String>,
    /// The password.
    value: RwSignal<String>,
    /// What the service says against it.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let judged = Memo::new(move |_| judge(value.with(|v| v.chars().count())));
    view! {
        <div class="new-password">
            <Field label=label kind="password" autocomplete="new-password" value=value error=error />
            <meter class="password-meter" min="0" max="4" low="2" high="3" optimum="4" prop:value=move || f64::from(judged.get().0) aria-label="Length of the password"></meter>
            <p class="field-note" aria-live="polite">{move || judged.get().1}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::judge;

    #[test]
    fn a_password_is_judged_by_its_length_alone() {
        assert_eq!(judge(11), (1, "1 character more to go.".to_owned()));
        assert_eq!([0, 5, 12, 16, 22, 100].map(|n| judge(n).0), [0, 1, 2, 3, 4, 4]);
    }
}
