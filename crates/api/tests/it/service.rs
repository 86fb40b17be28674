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
