//! Every route: the API, its documentation, the app.

use crate::{
    app::App,
    handlers as h,
    middleware::{headers::with_headers, metrics::Metrics, request_id::with_request_id},
    openapi, spa,
};
use actix_web::{
    HttpResponse,
    body::MessageBody,
    dev::{HttpServiceFactory, ServiceFactory, ServiceRequest, ServiceResponse},
    middleware::{Compress, from_fn},
    web,
};
use std::sync::LazyLock;
use tandem_shared::paths::BASE;
use utoipa_actix_web::{OpenApiFactory, scope::scope, service_config::ServiceConfig};
use utoipa_swagger_ui::{Config, SwaggerUi};

/// Where operations are registered. Collecting the contract costs time and memory, so a service does without.
trait Register {
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, operation: F) -> &mut Self;
}

impl Register for ServiceConfig<'_> {
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, operation: F) -> &mut Self {
        ServiceConfig::service(self, operation)
    }
}

impl Register for web::ServiceConfig {
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, operation: F) -> &mut Self {
        web::ServiceConfig::service(self, operation)
    }
}

/// The API's operations, collected into the contract.
pub fn contract(config: &mut ServiceConfig<'_>) {
    config.service(
        scope(BASE).configure(|c| people(c)).configure(|c| work(c)).configure(|c| room(c)).configure(|c| agreement(c)),
    );
    of_the_service(config);
}

/// The API's operations, served.
fn api(config: &mut web::ServiceConfig) {
    config.service(web::scope(BASE).configure(people).configure(work).configure(room).configure(agreement));
    of_the_service(config);
}

/// The service itself.
fn of_the_service(config: &mut impl Register) {
    config
        .service(h::service::get_health)
        .service(h::service::get_readiness)
        .service(h::service::get_version)
        .service(h::documents::read_calendar_feed);
}

/// Accounts, guests, the organization.
fn people(config: &mut impl Register) {
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
        .service(h::calendars::get_organization_calendar)
        .service(h::calendars::put_organization_calendar)
        .service(h::calendars::list_countries)
        .service(h::calendars::list_holidays)
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
fn work(config: &mut impl Register) {
    config
        .service(h::deals::list_deals)
        .service(h::deals::create_deal)
        .service(h::deals::get_deal)
        .service(h::deals::update_deal)
        .service(h::deals::delete_deal)
        .service(h::plans::create_plan)
        .service(h::plans::get_deal_plan)
        .service(h::guided::start_guided)
        .service(h::modes::take_steps)
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

/// What both sides sign.
fn agreement(config: &mut impl Register) {
    config
        .service(h::sign_offs::list_sign_offs)
        .service(h::sign_offs::request_sign_off)
        .service(h::sign_offs::sign_version)
        .service(h::sign_offs::decline_sign_off)
        .service(h::sign_offs::void_sign_off)
        .service(h::sign_offs::get_certificate)
        .service(h::sign_offs::export_certificate)
        .service(h::proposals::list_proposals)
        .service(h::proposals::create_proposal)
        .service(h::proposals::accept_proposal)
        .service(h::proposals::decline_proposal)
        .service(h::proposals::counter_proposal)
        .service(h::proposals::withdraw_proposal)
        .service(h::versions::list_versions)
        .service(h::versions::get_plan_version)
        .service(h::versions::compare_versions);
}

/// People of a plan, sharing, history.
fn room(config: &mut impl Register) {
    config
        .service(h::constraints::create_constraint)
        .service(h::constraints::update_constraint)
        .service(h::constraints::delete_constraint)
        .service(h::calendars::put_plan_calendar)
        .service(h::risks::create_risk)
        .service(h::risks::update_risk)
        .service(h::risks::delete_risk)
        .service(h::plan_health::get_plan_health)
        .service(h::plan_health::get_health_history)
        .service(h::plan_health::apply_fixes)
        .service(h::plan_health::waive_finding)
        .service(h::plan_health::unwaive_finding)
        .service(h::schedules::get_schedule)
        .service(h::schedules::schedule_backward)
        .service(h::schedules::preview_schedule)
        .service(h::schedules::apply_schedule)
        .service(h::schedules::get_forecast)
        .service(h::status_updates::list_status_updates)
        .service(h::status_updates::draft_status_update)
        .service(h::status_updates::get_status_update)
        .service(h::status_updates::update_status_update)
        .service(h::status_updates::delete_status_update)
        .service(h::status_updates::send_status_update)
        .service(h::documents::export_plan)
        .service(h::documents::list_calendar_feeds)
        .service(h::documents::create_calendar_feed)
        .service(h::documents::revoke_calendar_feed)
        .service(h::stakeholders::list_stakeholders)
        .service(h::stakeholders::create_stakeholder)
        .service(h::stakeholders::put_stakeholder)
        .service(h::stakeholders::update_stakeholder)
        .service(h::stakeholders::delete_stakeholder)
        .service(h::stakeholders::list_buy_in)
        .service(h::grants::list_grants)
        .service(h::grants::create_grants)
        .service(h::grants::preview_grants)
        .service(h::grants::update_grant)
        .service(h::grants::revoke_grant)
        .service(h::grants::resend_grant)
        .service(h::events::list_events)
        .service(h::events::export_events)
        .service(h::events::get_log_key)
        .service(h::events::stream_events);
}

/// Where the contract is served.
const CONTRACT: &str = "/api/openapi.json";

async fn get_contract() -> HttpResponse {
    static TEXT: LazyLock<String> = LazyLock::new(|| openapi::document().to_json().unwrap_or_default());
    HttpResponse::Ok().content_type("application/json").body(TEXT.as_str())
}

/// The whole service for one worker thread.
pub fn service(
    app: &App,
    metrics: &Metrics,
    files: spa::Files,
) -> actix_web::App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<>>,
        Error = actix_web::Error,
        InitError = (),
    > + use<>,
> {
    actix_web::App::new()
        .app_data(web::Data::new(app.clone()))
        .app_data(web::Data::new(files))
        .app_data(web::PayloadConfig::new(crate::body::BODY_MAX))
        .configure(api)
        .service(web::resource(CONTRACT).route(web::get().to(get_contract)))
        .service(SwaggerUi::new("/api/docs/{_:.*}").config(Config::from(CONTRACT)))
        .service(web::redirect("/api/docs", "/api/docs/"))
        .default_service(web::to(spa::serve))
        .wrap(metrics.0.clone())
        .wrap(Compress::default())
        .wrap(from_fn(with_headers))
        .wrap(from_fn(with_request_id))
}
