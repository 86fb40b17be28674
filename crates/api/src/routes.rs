//! Every route: the API, its documentation, the app.

use crate::{
    app::App,
    handlers as h,
    middleware::{headers::with_headers, metrics::Metrics, request_id::with_request_id},
    openapi, spa,
};
use actix_web::{
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    middleware::{Compress, from_fn},
    web,
};
use std::sync::LazyLock;
use utoipa_actix_web::{scope::scope, service_config::ServiceConfig};
use utoipa_swagger_ui::SwaggerUi;

/// The API's operations, collected into the contract as they are registered.
pub fn api(config: &mut ServiceConfig<'_>) {
    config.service(scope(tandem_shared::paths::BASE).configure(people).configure(work).configure(room));
    config.service(h::service::get_health).service(h::service::get_readiness).service(h::service::get_version);
}

/// Accounts, guests, the organization.
fn people(config: &mut ServiceConfig<'_>) {
    config
        .service(h::auth::sign_up)
        .service(h::auth::sign_in)
        .service(h::auth::refresh_session)
        .service(h::auth::sign_out)
        .service(h::auth::forgot_password)
        .service(h::auth::reset_password)
        .service(h::me::get_me)
        .service(h::me::update_me)
        .service(h::organization::get_organization)
        .service(h::organization::update_organization)
        .service(h::members::list_members)
        .service(h::members::invite_member)
        .service(h::members::update_member)
        .service(h::members::resend_invitation)
        .service(h::stages::list_stages)
        .service(h::stages::create_stage)
        .service(h::stages::reorder_stages)
        .service(h::stages::update_stage)
        .service(h::stages::delete_stage)
        .service(h::guests::read_invitation)
        .service(h::guests::join_plan)
        .service(h::guests::refresh_guest_session)
        .service(h::guests::end_guest_session)
        .service(h::guests::request_link);
}

/// Deals, plans and what stands in them.
fn work(config: &mut ServiceConfig<'_>) {
    config
        .service(h::deals::list_deals)
        .service(h::deals::create_deal)
        .service(h::deals::get_deal)
        .service(h::deals::update_deal)
        .service(h::deals::delete_deal)
        .service(h::plans::create_plan)
        .service(h::plans::get_deal_plan)
        .service(h::plans::get_plan)
        .service(h::plans::update_plan)
        .service(h::plans::delete_plan)
        .service(h::milestones::create_milestone)
        .service(h::milestones::order_milestones)
        .service(h::milestones::get_milestone)
        .service(h::milestones::update_milestone)
        .service(h::milestones::delete_milestone)
        .service(h::milestones::complete_milestone)
        .service(h::milestones::reopen_milestone)
        .service(h::milestones::restore_milestone)
        .service(h::actions::create_action)
        .service(h::actions::order_actions)
        .service(h::actions::get_action)
        .service(h::actions::update_action)
        .service(h::actions::delete_action)
        .service(h::actions::complete_action)
        .service(h::actions::reopen_action)
        .service(h::actions::restore_action)
        .service(h::actions::list_my_actions);
}

/// People of a plan, sharing, history.
fn room(config: &mut ServiceConfig<'_>) {
    config
        .service(h::stakeholders::list_stakeholders)
        .service(h::stakeholders::create_stakeholder)
        .service(h::stakeholders::put_stakeholder)
        .service(h::stakeholders::update_stakeholder)
        .service(h::stakeholders::delete_stakeholder)
        .service(h::grants::list_grants)
        .service(h::grants::create_grants)
        .service(h::grants::update_grant)
        .service(h::grants::revoke_grant)
        .service(h::grants::resend_grant)
        .service(h::events::list_events)
        .service(h::events::export_events)
        .service(h::events::get_log_key)
        .service(h::events::stream_events);
}

static DOCUMENT: LazyLock<utoipa::openapi::OpenApi> = LazyLock::new(openapi::document);

/// The whole service for one worker thread.
pub fn service(
    app: &App,
    metrics: &Metrics,
) -> actix_web::App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<>>,
        Error = actix_web::Error,
        InitError = (),
    > + use<>,
> {
    use utoipa_actix_web::AppExt;
    let document = DOCUMENT.clone();
    let (inner, _) = actix_web::App::new()
        .app_data(web::Data::new(app.clone()))
        .app_data(web::PayloadConfig::new(crate::body::BODY_MAX))
        .into_utoipa_app()
        .configure(api)
        .split_for_parts();
    inner
        .service(SwaggerUi::new("/api/docs/{_:.*}").url("/api/openapi.json", document))
        .service(web::redirect("/api/docs", "/api/docs/"))
        .default_service(web::to(spa::serve))
        .wrap(metrics.0.clone())
        .wrap(Compress::default())
        .wrap(from_fn(with_headers))
        .wrap(from_fn(with_request_id))
}
