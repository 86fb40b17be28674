//! Forged, altered, borrowed and stale tokens: none is accepted.

use super::*;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::{Sha256, Sha384, Sha512};

const NOW: Timestamp = Timestamp::from_micros(1_774_000_000_000_000);

fn keys() -> Keys {
    Keys::from_secret(b"a secret of this installation only")
}

fn tokens() -> Tokens {
    Tokens::new(&keys())
}

fn user() -> UserClaims {
    UserClaims {
        sub: "user_01h455vb4pex5vsknk084sn02q".parse().unwrap(),
        org: "org_01h455vb4pex5vsknk084sn02q".parse().unwrap(),
        sid: "ses_01h455vb4pex5vsknk084sn02q".parse().unwrap(),
    }
}

fn guest() -> GuestClaims {
    GuestClaims {
        grant: "gr_01h455vb4pex5vsknk084sn02q".parse().unwrap(),
        plan: "plan_01h455vb4pex5vsknk084sn02q".parse().unwrap(),
        org: "org_01h455vb4pex5vsknk084sn02q".parse().unwrap(),
        sid: "ses_01h455vb4pex5vsknk084sn02q".parse().unwrap(),
    }
}

fn b64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The claims of a good user token.
fn good_claims() -> Value {
    let now = NOW.seconds();
    json!({ "iss": "tandem", "aud": "tandem-user", "typ": "user", "iat": now, "exp": now + ACCESS_SECONDS,
            "sub": user().sub, "org": user().org, "sid": user().sid })
}

/// A token of this header and these claims, signed with this key.
fn signed(header: &Value, claims: &Value, key: &[u8]) -> String {
    let text = format!("{}.{}", b64(header.to_string()), b64(claims.to_string()));
    let mac = Hmac::<Sha256>::new_from_slice(key).unwrap().chain_update(&text).finalize().into_bytes();
    format!("{text}.{}", b64(mac))
}

/// A token signed with the right key, the claims altered.
fn with(alter: impl FnOnce(&mut Value)) -> String {
    let mut claims = good_claims();
    alter(&mut claims);
    signed(&json!({"typ": "JWT", "alg": "HS256"}), &claims, keys().jwt_user())
}

/// A token signed with the right key, the header another.
fn headed(header: &Value) -> String {
    signed(header, &good_claims(), keys().jwt_user())
}

#[test]
fn a_token_speaks_for_whom_it_was_made() {
    let token = tokens().for_user(user(), NOW).unwrap();
    assert_eq!(tokens().read(&token, NOW), Ok(Bearer::User(user())));
    let token = tokens().for_guest(guest(), NOW).unwrap();
    assert_eq!(tokens().read(&token, NOW), Ok(Bearer::Guest(guest())));
    assert_eq!(
        tokens().read(&with(|_| ()), NOW),
        Ok(Bearer::User(user())),
        "the forger's tools make a good token when nothing is altered"
    );
}

#[test]
fn a_token_holds_fifteen_minutes_and_not_a_second_longer() {
    let token = tokens().for_user(user(), NOW).unwrap();
    assert!(tokens().read(&token, NOW.plus_seconds(ACCESS_SECONDS - 1)).is_ok());
    assert_eq!(tokens().read(&token, NOW.plus_seconds(ACCESS_SECONDS)), Err(BadToken));
    assert!(tokens().read(&token, NOW.plus_seconds(-30)).is_ok(), "another replica's clock may be slow");
    assert_eq!(tokens().read(&token, NOW.plus_seconds(-31)), Err(BadToken));
}

#[test]
fn no_token_with_forged_claims_is_accepted() {
    let now = NOW.seconds();
    let forged: Vec<(&str, String)> = vec![
        ("another issuer", with(|c| c["iss"] = json!("tandem2"))),
        ("issuers as a list", with(|c| c["iss"] = json!(["tandem"]))),
        ("no issuer", with(|c| drop(c.as_object_mut().unwrap().remove("iss")))),
        ("the guests' audience", with(|c| c["aud"] = json!("tandem-guest"))),
        ("audiences as a list", with(|c| c["aud"] = json!(["tandem-user", "tandem-guest"]))),
        ("no audience", with(|c| drop(c.as_object_mut().unwrap().remove("aud")))),
        ("the guests' type", with(|c| c["typ"] = json!("guest"))),
        ("no type", with(|c| drop(c.as_object_mut().unwrap().remove("typ")))),
        ("expired", with(|c| (c["iat"], c["exp"]) = (json!(now - ACCESS_SECONDS), json!(now)))),
        ("no end", with(|c| drop(c.as_object_mut().unwrap().remove("exp")))),
        ("a longer life", with(|c| c["exp"] = json!(now + 86_400))),
        ("the end as text", with(|c| c["exp"] = json!((now + ACCESS_SECONDS).to_string()))),
        ("the end as a fraction", with(|c| c["exp"] = json!(1e300))),
        ("from the future", with(|c| (c["iat"], c["exp"]) = (json!(now + 60), json!(now + 60 + ACCESS_SECONDS)))),
        ("no beginning", with(|c| drop(c.as_object_mut().unwrap().remove("iat")))),
        ("no subject", with(|c| drop(c.as_object_mut().unwrap().remove("sub")))),
        ("a subject of another kind", with(|c| c["sub"] = json!("plan_01h455vb4pex5vsknk084sn02q"))),
        ("a null subject", with(|c| c["sub"] = Value::Null)),
        ("no organization", with(|c| drop(c.as_object_mut().unwrap().remove("org")))),
        ("no session", with(|c| drop(c.as_object_mut().unwrap().remove("sid")))),
        ("claims that are a list", with(|c| *c = json!([1, 2]))),
        ("claims that are a text", with(|c| *c = json!("user"))),
    ];
    for (what, token) in forged {
        assert_eq!(tokens().read(&token, NOW), Err(BadToken), "{what}");
    }
}

#[test]
fn no_token_with_a_forged_header_is_accepted() {
    let unsigned = |alg: &str| {
        format!("{}.{}.", b64(json!({"typ": "JWT", "alg": alg}).to_string()), b64(good_claims().to_string()))
    };
    let text = |alg: &str| {
        format!("{}.{}", b64(json!({"typ": "JWT", "alg": alg}).to_string()), b64(good_claims().to_string()))
    };
    let hs384 =
        Hmac::<Sha384>::new_from_slice(keys().jwt_user()).unwrap().chain_update(text("HS384")).finalize().into_bytes();
    let hs512 =
        Hmac::<Sha512>::new_from_slice(keys().jwt_user()).unwrap().chain_update(text("HS512")).finalize().into_bytes();
    let mut forged: Vec<(String, String)> =
        ["none", "None", "NONE", "nOnE", "", "HS256", "HS384", "RS256", "ES256", "EdDSA", "PS512"]
            .into_iter()
            .map(|alg| (format!("unsigned {alg}"), unsigned(alg)))
            .collect();
    forged.extend([
        ("HS384".into(), format!("{}.{}", text("HS384"), b64(hs384))),
        ("HS512".into(), format!("{}.{}", text("HS512"), b64(hs512))),
        ("algorithm none over a good signature".into(), headed(&json!({"typ": "JWT", "alg": "none"}))),
        ("algorithm RS256 over a good signature".into(), headed(&json!({"typ": "JWT", "alg": "RS256"}))),
        ("algorithm in lower case".into(), headed(&json!({"typ": "JWT", "alg": "hs256"}))),
        ("no algorithm".into(), headed(&json!({"typ": "JWT"}))),
        ("no type".into(), headed(&json!({"alg": "HS256"}))),
        ("another type".into(), headed(&json!({"typ": "at+jwt", "alg": "HS256"}))),
        ("a key's name".into(), headed(&json!({"typ": "JWT", "alg": "HS256", "kid": "../../dev/null"}))),
        ("a key's address".into(), headed(&json!({"typ": "JWT", "alg": "HS256", "jku": "https://evil.example/keys"}))),
        (
            "a certificate's address".into(),
            headed(&json!({"typ": "JWT", "alg": "HS256", "x5u": "https://evil.example/cert"})),
        ),
        ("a key inside".into(), headed(&json!({"typ": "JWT", "alg": "HS256", "jwk": {"kty": "oct", "k": "AAAA"}}))),
        ("a critical extension".into(), headed(&json!({"typ": "JWT", "alg": "HS256", "crit": ["b64"], "b64": false}))),
    ]);
    for (what, token) in forged {
        assert_eq!(tokens().read(&token, NOW), Err(BadToken), "{what}");
    }
}

#[test]
fn no_token_under_another_key_is_accepted() {
    let header = json!({"typ": "JWT", "alg": "HS256"});
    let foreign = Keys::from_secret(b"another installation");
    let claims = good_claims();
    for (what, key) in [
        ("empty", &[][..]),
        ("zeros", &[0; 32]),
        ("guests'", keys().jwt_guest()),
        ("foreign", foreign.jwt_user()),
        ("public", &keys().log_public_key()),
        ("secret itself", b"a secret of this installation only"),
    ] {
        assert_eq!(tokens().read(&signed(&header, &claims, key), NOW), Err(BadToken), "{what}");
    }
    let mut as_guest = json!({ "iss": "tandem", "aud": "tandem-guest", "typ": "guest", "iat": NOW.seconds(), "exp": NOW.seconds() + ACCESS_SECONDS });
    for (name, value) in serde_json::to_value(guest()).unwrap().as_object().unwrap() {
        as_guest[name] = value.clone();
    }
    assert!(tokens().read(&signed(&header, &as_guest, keys().jwt_guest()), NOW).is_ok());
    assert_eq!(
        tokens().read(&signed(&header, &as_guest, keys().jwt_user()), NOW),
        Err(BadToken),
        "a guest's token signed with the users' key"
    );
}

#[test]
fn no_cut_stretched_or_altered_token_is_accepted() {
    let good = tokens().for_user(user(), NOW).unwrap();
    for end in 0..good.len() {
        assert_eq!(tokens().read(&good[..end], NOW), Err(BadToken), "cut at {end}");
    }
    for i in 0..good.len() {
        let mut bytes = good.clone().into_bytes();
        bytes[i] = if bytes[i] == b'A' { b'B' } else { b'A' };
        let altered = String::from_utf8(bytes).unwrap();
        assert_eq!(tokens().read(&altered, NOW), Err(BadToken), "altered at {i}");
    }
    let parts: Vec<&str> = good.split('.').collect();
    let other = tokens()
        .for_user(UserClaims { sub: "user_01h455vb4pex5vsknk084sn02r".parse().unwrap(), ..user() }, NOW)
        .unwrap();
    let foreign_signature = other.rsplit('.').next().unwrap();
    for (what, token) in [
        ("stretched", format!("{good}A")),
        ("padded", format!("{good}=")),
        ("a fourth part", format!("{good}.{}", parts[2])),
        ("parts swapped", format!("{}.{}.{}", parts[1], parts[0], parts[2])),
        ("signature of another token", format!("{}.{}.{foreign_signature}", parts[0], parts[1])),
        ("payload of another token", format!("{}.{}.{}", parts[0], other.split('.').nth(1).unwrap(), parts[2])),
        ("blanks", format!(" {good}")),
        ("a line feed", format!("{good}\n")),
        ("only dots", "..".into()),
        ("very long", format!("{good}{}", "A".repeat(100_000))),
    ] {
        assert_eq!(tokens().read(&token, NOW), Err(BadToken), "{what}");
    }
}
