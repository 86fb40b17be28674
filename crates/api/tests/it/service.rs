//! The service itself: what every answer carries, what no answer gives away.

use crate::kit::Kit;

#[actix_web::test]
async fn every_answer_has_a_request_id_and_the_security_headers() {
    let nobody = Kit::start().await.nobody();
    for path in ["/healthz", "/readyz", "/version", "/api/v1/log-key", "/api/v1/nothing", "/", "/api/docs/"] {
        let reply = nobody.get(path).await;
        assert!(reply.header("x-request-id").unwrap().len() >= 8, "{path}");
        for name in
            ["content-security-policy", "x-content-type-options", "referrer-policy", "cross-origin-opener-policy"]
        {
            assert!(reply.header(name).is_some(), "{path} lacks {name}");
        }
    }
}

#[actix_web::test]
async fn a_request_id_that_is_sent_comes_back_unless_it_is_odd() {
    let nobody = Kit::start().await.nobody();
    let reply = nobody.with("X-Request-Id", "abc-DEF_12345").get("/api/v1/nothing").await;
    assert_eq!(reply.header("x-request-id"), Some("abc-DEF_12345"));
    let odd = nobody.with("X-Request-Id", "<script>alert(1)").get("/api/v1/nothing").await;
    assert!(odd.header("x-request-id").unwrap().starts_with("req_"));
}

#[actix_web::test]
async fn an_unknown_path_of_the_api_is_a_problem_document() {
    let reply = Kit::start().await.nobody().get("/api/v1/nothing").await;
    assert_eq!(reply.header("content-type"), Some("application/problem+json"));
    assert_eq!(reply.expect(404)["code"], "not_found");
}

#[actix_web::test]
async fn every_path_that_names_no_file_is_the_apps_page() {
    let nobody = Kit::start().await.nobody();
    for path in ["/", "/plans/plan_1/timeline", "/join/gr_1"] {
        let reply = nobody.get(path).await;
        assert_eq!((reply.status, reply.header("content-type")), (200, Some("text/html; charset=utf-8")), "{path}");
        assert_eq!(reply.header("cache-control"), Some("no-cache"), "{path}");
    }
    for path in ["/app-ffffffff.js", "/nothing.png", "/api", "/api/nothing"] {
        assert_eq!(nobody.get(path).await.status, 404, "{path}");
    }
}

#[actix_web::test]
async fn a_file_of_the_app_is_sent_compressed_once_and_kept_for_ever() {
    let nobody = Kit::start().await.nobody();
    let plain = nobody.get("/app-0123abcd.js").await;
    assert_eq!((plain.text.as_str(), plain.header("content-encoding")), ("start()", Some("identity")));
    assert_eq!(plain.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(plain.header("vary"), Some("Accept-Encoding"));
    let packed = nobody.with("Accept-Encoding", "gzip, br").get("/app-0123abcd.js").await;
    assert_eq!((packed.text.as_str(), packed.header("content-encoding")), ("start() by brotli", Some("br")));
    let refused = nobody.with("Accept-Encoding", "br;q=0").get("/app-0123abcd.js").await;
    assert_eq!(refused.text, "start()");
    let known = nobody.with("If-None-Match", plain.header("etag").unwrap()).get("/app-0123abcd.js").await;
    assert_eq!((known.status, known.text.as_str()), (304, ""));
}
