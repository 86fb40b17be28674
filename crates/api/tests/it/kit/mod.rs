//! The kit. Its manual:
//!
//! - `let app = Kit::start().await;` gives a service with a store of its own (a file, or a fresh database of the server in `TANDEM_TEST_DATABASE_URL`) and a
//!   clock that tests move: `app.clock().advance(seconds)`.
//! - The caller is the object you call through: `let ada = app.organization("Orbit").await;` is an admin; `ada.colleague("Jun", Role::Rep).await` another
//!   user; `app.nobody()` is not signed in. `ada.get(path)`, `.post(path, json)`, … answer a [`Reply`].
//! - Builders write rows (organizations, users, sessions); verbs use the API: `ada.create_deal()`, `ada.create_plan()`.
//! - `app.mail_to(address, 1).await` delivers what waits and answers the newest mail to an address.
//! - `ada.guest(&plan, "mara@nimbus.example", "edit").await` shares a plan and joins; `guest.open(path).await` is a live stream, read piece by piece;
//!   `guest.watch(&plan, None).await` is one that is read frame by frame, after the event that is named.
//! - `reply.expect(201)` gives the JSON body or panics with the whole answer.

mod builders;
mod caller;
mod corpus;
mod guests;
mod mail;
mod store;
mod stream;

pub(crate) use builders::id;
pub(crate) use caller::{Caller, Reply};
pub(crate) use stream::{Frame, Stream};

use actix_web::{
    body::{BoxBody, MessageBody},
    dev::ServiceResponse,
    test,
};
use futures_util::future::LocalBoxFuture;
use std::{path::PathBuf, rc::Rc};
use tandem_api::{
    app::App,
    clock::Clock,
    config::Config,
    middleware::metrics::Metrics,
    routes,
    spa::{File, Files},
};

/// An app of one page, and of one file that never changes.
fn file(name: &str) -> Option<File> {
    let data = match name {
        "index.html" => "<!doctype html><title>Tandem</title>",
        "app-0123abcd.js" => "start()",
        "app-0123abcd.js.br" => "start() by brotli",
        _ => return None,
    };
    Some(File { data: data.into(), hash: format!("hash-of-{name}") })
}

type Serve = dyn Fn(actix_http::Request) -> LocalBoxFuture<'static, ServiceResponse<BoxBody>>;

/// A running service.
#[derive(Clone)]
pub(crate) struct Kit {
    /// Its state, for what the API does not show.
    pub app: App,
    serve: Rc<Serve>,
    metrics: Metrics,
    _folder: Rc<tempfile::TempDir>,
}

/// Stands for the program that sets PDFs: it answers with what it was given. The real one is tested in its crate and by `scripts/readers.py`.
fn report_program() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/kit/press.sh"))
}

impl Kit {
    /// A service with an empty store.
    pub(crate) async fn start() -> Self {
        Self::start_on(None, 32).await
    }

    /// Another replica of this service on the same store.
    pub(crate) async fn replica(&self) -> Self {
        Self::start_on(Some(self), 32).await
    }

    /// Another replica that keeps no answers in memory.
    pub(crate) async fn forgetful_replica(&self) -> Self {
        Self::start_on(Some(self), 0).await
    }

    async fn start_on(other: Option<&Self>, cache_mb: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database_url = match other {
            Some(other) => other.app.config.database_url.clone(),
            None => store::fresh(folder.path()),
        };
        let config = Config {
            bind: "127.0.0.1:0".parse().unwrap(),
            public_url: "http://localhost:8080".into(),
            data_dir: folder.path().to_owned(),
            database_url,
            mail_url: folder.path().join("mail").to_string_lossy().into_owned(),
            mail_from: "Tandem <tandem@localhost>".into(),
            secret: b"a secret of tests, not of anyone's".to_vec(),
            metrics_bind: None,
            cache_mb,
            report_program: report_program(),
            demo: false,
            cheap_passwords: true,
        };
        let app = App::start(config, other.map_or_else(Clock::default, |o| o.app.clock.clone())).unwrap();
        let metrics = Metrics::new().unwrap();
        let service = Rc::new(test::init_service(routes::service(&app, &metrics, Files(file))).await);
        let serve = move |request| -> LocalBoxFuture<'static, ServiceResponse<BoxBody>> {
            let service = service.clone();
            Box::pin(async move { test::call_service(&*service, request).await.map_body(|_, body| body.boxed()) })
        };
        Self { app, serve: Rc::new(serve), metrics, _folder: Rc::new(folder) }
    }

    /// The clock.
    pub(crate) fn clock(&self) -> &Clock {
        &self.app.clock
    }

    /// What is counted, as `/metrics` shows it.
    pub(crate) fn metrics(&self) -> String {
        prometheus::TextEncoder::new().encode_to_string(&self.metrics.0.registry.gather()).unwrap()
    }

    /// A caller who is not signed in.
    pub(crate) fn nobody(&self) -> Caller {
        Caller::new(self.clone(), None)
    }

    /// A caller with this bearer token.
    pub(crate) fn bearer(&self, token: &str) -> Caller {
        Caller::new(self.clone(), Some(token.to_owned()))
    }
}
