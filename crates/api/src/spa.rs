//! The app's files, with their compressed forms (`scripts/build-web.sh` makes them): those with a hash in their name are cached for ever, and every path that
//! names no file is the app's page. Where they come from is the program's to say, so that a new app makes no new library.

use crate::error::ApiError;
use actix_web::{
    HttpRequest, HttpResponse, ResponseError,
    http::header,
    web::{Bytes, Data},
};

/// One of the app's files.
#[derive(Clone, Debug)]
pub struct File {
    /// What is in it.
    pub data: Bytes,
    /// A hash of that.
    pub hash: String,
}

/// Finds a file by its name, if there is one.
#[derive(Clone, Copy, Debug)]
pub struct Files(pub fn(&str) -> Option<File>);

const PAGE: &str = "index.html";

/// Answers with the file, or with the app's page; 404 for an API path and for a file that is not there.
pub async fn serve(request: HttpRequest, files: Data<Files>) -> HttpResponse {
    let find = files.0;
    let path = request.path().trim_start_matches('/');
    let names_file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    if path == "api" || path.starts_with("api/") {
        return ApiError::NotFound.error_response();
    }
    let name = if names_file { path } else { PAGE };
    let Some(file) = find(name) else {
        if names_file {
            return ApiError::NotFound.error_response();
        }
        return HttpResponse::ServiceUnavailable()
            .content_type("text/plain; charset=utf-8")
            .body("The app was not built. Run make run, or scripts/build-web.sh before building the server.");
    };
    let tag = format!("\"{}\"", file.hash);
    let cache = if is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" };
    if super::handlers::answer::has(&request, &tag) {
        return HttpResponse::NotModified()
            .insert_header((header::ETAG, tag))
            .insert_header((header::CACHE_CONTROL, cache))
            .finish();
    }
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, cache))
        .insert_header((header::VARY, "Accept-Encoding"));
    answer.content_type(content_type(name));
    for (encoding, ending) in [("br", ".br"), ("gzip", ".gz")] {
        if accepts(&request, encoding)
            && let Some(compressed) = find(&format!("{name}{ending}"))
        {
            return answer.insert_header((header::CONTENT_ENCODING, encoding)).body(compressed.data);
        }
    }
    // Already chosen: the compressing middleware must leave it alone.
    answer.insert_header((header::CONTENT_ENCODING, "identity")).body(file.data)
}

fn accepts(request: &HttpRequest, encoding: &str) -> bool {
    let sent = request.headers().get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    sent.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        parts.next() == Some(encoding) && parts.all(|p| p != "q=0")
    })
}

/// `name-0123abcd.ending`: what is in it never changes under this name.
fn is_hashed(name: &str) -> bool {
    let stem = name.rsplit('/').next().unwrap_or(name).split('.').next().unwrap_or_default();
    stem.rsplit_once('-').is_some_and(|(_, hash)| hash.len() >= 8 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        "webmanifest" | "json" => "application/json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_names_with_a_hash_are_cached_for_ever() {
        assert!(super::is_hashed("app_bg-0123abcd.wasm"));
        assert!(!super::is_hashed("index.html"));
        assert!(!super::is_hashed("inter-latin.woff2"));
    }
}
