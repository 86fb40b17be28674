//! The agreement: requests for signatures, versions, proposals.

use super::{Answer, Identity, client};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use tandem_shared::{
    agreement::{Decision, Decline, NewProposal, NewSignOff, NewSignature, Proposal, SignOff, Version, Withdrawal},
    id::{PlanId, ProposalId, SignOffId},
    paging::Page,
    paths,
};

async fn all<T: DeserializeOwned>(plan: &PlanId, path: String) -> Answer<Vec<T>> {
    let page: Page<T> = client::get(&Identity::of_plan(plan), &path).await?;
    Ok(page.data)
}

async fn tell<B: Serialize, T: DeserializeOwned>(plan: &PlanId, path: &str, body: &B) -> Answer<T> {
    client::post(&Identity::of_plan(plan), path, body).await
}

/// Requests for signatures, the newest first.
///
/// # Errors
/// See [`super::ApiError`]; the same holds for every call of this module.
pub async fn sign_offs(plan: &PlanId) -> Answer<Vec<SignOff>> {
    all(plan, paths::sign_offs(plan.as_str())).await
}

/// Versions, the newest first.
///
/// # Errors
/// See [`sign_offs`].
pub async fn versions(plan: &PlanId) -> Answer<Vec<Version>> {
    all(plan, paths::versions(plan.as_str())).await
}

/// Proposals, the newest first.
///
/// # Errors
/// See [`sign_offs`].
pub async fn proposals(plan: &PlanId) -> Answer<Vec<Proposal>> {
    all(plan, paths::proposals(plan.as_str())).await
}

/// Asks for signatures.
///
/// # Errors
/// See [`sign_offs`].
pub async fn request(plan: &PlanId, new: &NewSignOff) -> Answer<SignOff> {
    tell(plan, &paths::sign_offs(plan.as_str()), new).await
}

/// Signs; answers where a code was mailed that has to come with the signature, if one was.
///
/// # Errors
/// See [`sign_offs`].
pub async fn sign(plan: &PlanId, id: &SignOffId, new: &NewSignature) -> Answer<Option<String>> {
    /// Of either answer what matters here.
    #[derive(Deserialize)]
    struct Signed {
        #[serde(default)]
        address_hint: Option<String>,
    }
    let signed: Signed = tell(plan, &paths::signatures(plan.as_str(), id.as_str()), new).await?;
    Ok(signed.address_hint)
}

/// Declines to sign.
///
/// # Errors
/// See [`sign_offs`].
pub async fn decline(plan: &PlanId, id: &SignOffId, why: &Decline) -> Answer<SignOff> {
    tell(plan, &paths::sign_off_decline(plan.as_str(), id.as_str()), why).await
}

/// Takes a request back.
///
/// # Errors
/// See [`sign_offs`].
pub async fn withdraw(plan: &PlanId, id: &SignOffId, why: &Withdrawal) -> Answer<SignOff> {
    tell(plan, &paths::sign_off_void(plan.as_str(), id.as_str()), why).await
}

/// The certificate as a PDF: its name and its bytes.
///
/// # Errors
/// See [`sign_offs`].
pub async fn certificate(plan: &PlanId, id: &SignOffId) -> Answer<(String, Vec<u8>)> {
    client::get_file(&Identity::of_plan(plan), &paths::certificate_pdf(plan.as_str(), id.as_str())).await
}

/// Offers changes to the other side.
///
/// # Errors
/// See [`sign_offs`].
pub async fn propose(plan: &PlanId, new: &NewProposal) -> Answer<Proposal> {
    tell(plan, &paths::proposals(plan.as_str()), new).await
}

/// Accepts what the other side offers.
///
/// # Errors
/// See [`sign_offs`].
pub async fn accept(plan: &PlanId, id: &ProposalId, said: &Decision) -> Answer<Proposal> {
    tell(plan, &paths::proposal_accept(plan.as_str(), id.as_str()), said).await
}

/// Declines what the other side offers.
///
/// # Errors
/// See [`sign_offs`].
pub async fn refuse(plan: &PlanId, id: &ProposalId, said: &Decision) -> Answer<Proposal> {
    tell(plan, &paths::proposal_decline(plan.as_str(), id.as_str()), said).await
}

/// Offers something else instead.
///
/// # Errors
/// See [`sign_offs`].
pub async fn counter(plan: &PlanId, id: &ProposalId, new: &NewProposal) -> Answer<Proposal> {
    tell(plan, &paths::proposal_counter(plan.as_str(), id.as_str()), new).await
}

/// Takes one's own side's offer back.
///
/// # Errors
/// See [`sign_offs`].
pub async fn take_back(plan: &PlanId, id: &ProposalId, said: &Decision) -> Answer<Proposal> {
    tell(plan, &paths::proposal_withdraw(plan.as_str(), id.as_str()), said).await
}
