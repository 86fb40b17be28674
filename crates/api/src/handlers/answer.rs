//! The shapes of successful answers: status, ETag, `Idempotent-Replayed`, files.

use crate::{documents::Document, error::ApiError, services::once::Once};
use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue},
};
use serde::Serialize;

/// What every handler answers with.
pub type Answer = Result<HttpResponse, ApiError>;

/// 200 with a body.
pub fn ok<T: Serialize>(value: &T) -> HttpResponse {
    HttpResponse::Ok().json(value)
}

/// 200 with a body and the version as ETag.
pub fn versioned<T: Serialize>(value: &T, version: i32) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, format!("\"{version}\""))).json(value)
}

/// Like [`versioned`], or 304 when the caller has this version.
pub fn fresh<T: Serialize>(request: &HttpRequest, value: &T, version: i32) -> HttpResponse {
    let tag = format!("\"{version}\"");
    if has(request, &tag) { not_modified(&tag) } else { versioned(value, version) }
}

/// Whether the caller has what this tag names.
#[must_use]
pub fn has(request: &HttpRequest, tag: &str) -> bool {
    let sent = request.headers().get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok());
    sent.is_some_and(|sent| {
        sent.split(',').any(|one| one.trim().trim_start_matches("W/") == tag.trim_start_matches("W/"))
    })
}

/// 304.
#[must_use]
pub fn not_modified(tag: &str) -> HttpResponse {
    HttpResponse::NotModified().insert_header((header::ETAG, tag)).finish()
}

/// 201 with a body.
pub fn created<T: Serialize>(once: &Once<T>) -> HttpResponse {
    with_replay(HttpResponse::Created(), once)
}

/// 200 with a body, for a POST that makes nothing.
pub fn done<T: Serialize>(once: &Once<T>) -> HttpResponse {
    with_replay(HttpResponse::Ok(), once)
}

/// 204.
#[must_use]
pub fn nothing() -> HttpResponse {
    HttpResponse::NoContent().finish()
}

/// 200 with a file to download.
#[must_use]
pub fn file(document: Document) -> HttpResponse {
    HttpResponse::Ok().content_type(document.media_type).insert_header(attachment(&document.name)).body(document.bytes)
}

/// A file's name for browsers old and new.
fn attachment(name: &str) -> ContentDisposition {
    let ascii: String = name.chars().map(|c| if c.is_ascii() { c } else { '-' }).collect();
    let extended = ExtendedValue {
        charset: Charset::Ext("UTF-8".to_owned()),
        language_tag: None,
        value: name.as_bytes().to_vec(),
    };
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(ascii), DispositionParam::FilenameExt(extended)],
    }
}

fn with_replay<T: Serialize>(mut answer: actix_web::HttpResponseBuilder, once: &Once<T>) -> HttpResponse {
    if once.replayed {
        answer.insert_header(("Idempotent-Replayed", "true"));
    }
    answer.json(&once.value)
}
