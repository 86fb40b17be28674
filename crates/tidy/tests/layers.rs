//! Who may import whom (ARCHITECTURE.md): each rule says who must not name what.

use tandem_tidy::{Findings, Source, nothing_found, sources};

/// A folder, what the files in it must not name, and why.
struct Rule {
    within: &'static str,
    except: &'static [&'static str],
    names: &'static [&'static str],
    reason: &'static str,
}

const RULES: &[Rule] = &[
    Rule {
        within: "crates/",
        except: &["crates/api/src/db/"],
        names: &["diesel", "diesel_migrations", "libsqlite3_sys"],
        reason: "only db knows SQL",
    },
    Rule {
        within: "crates/shared/src/",
        except: &[],
        names: &["tandem_api", "tandem_cli", "actix_web", "leptos", "std::fs", "std::net", "std::env", "std::time"],
        reason: "shared is pure: no input, no output, no clock",
    },
    Rule {
        within: "crates/api/src/handlers/",
        except: &[],
        names: &["crate::db", "crate::mail", "crate::live", "crate::jobs"],
        reason: "handlers unpack, call a service and wrap",
    },
    Rule {
        within: "crates/api/src/services/",
        except: &[],
        names: &["actix_web", "actix_web_lab", "crate::handlers", "crate::middleware", "crate::routes", "crate::jobs"],
        reason: "services know no HTTP",
    },
    Rule {
        within: "crates/api/src/db/",
        except: &[],
        names: &[
            "actix_web",
            "crate::services",
            "crate::handlers",
            "crate::mail",
            "crate::live",
            "crate::jobs",
            "crate::auth",
        ],
        reason: "db knows tables and shared types",
    },
    Rule {
        within: "crates/api/src/mail/",
        except: &[],
        names: &["crate::db", "crate::services", "crate::handlers", "actix_web"],
        reason: "mail renders and sends what it is given",
    },
    Rule {
        within: "crates/api/src/documents/",
        except: &[],
        names: &["crate::db", "crate::services", "crate::handlers", "crate::auth", "actix_web"],
        reason: "documents render what they are given",
    },
    Rule {
        within: "crates/api/src/live/",
        except: &[],
        names: &["crate::services", "crate::handlers", "actix_web"],
        reason: "live passes events on",
    },
    Rule {
        within: "crates/api/src/auth/",
        except: &[],
        names: &["crate::services", "crate::handlers", "crate::mail", "crate::live", "crate::jobs"],
        reason: "auth tells who is calling and what they may",
    },
    Rule {
        within: "crates/api/src/jobs/",
        except: &[],
        names: &["crate::handlers", "actix_web"],
        reason: "jobs work behind the service, not behind a request",
    },
    Rule {
        within: "crates/web/src/",
        except: &["crates/web/src/api/", "crates/web/src/api.rs"],
        names: &["gloo_net", "wasm_streams"],
        reason: "only web/src/api does network",
    },
    Rule {
        within: "crates/web/src/components/",
        except: &[],
        names: &["crate::api", "crate::state", "crate::pages"],
        reason: "components show, pages fetch",
    },
    Rule {
        within: "crates/web/src/components/ui/",
        except: &[],
        names: &["crate::components::plan", "crate::components::layout"],
        reason: "ui is the design language and knows no plan",
    },
    Rule {
        within: "crates/web/src/state/",
        except: &[],
        names: &["crate::pages", "crate::components"],
        reason: "state knows no screen",
    },
    Rule {
        within: "crates/web/src/api/",
        except: &[],
        names: &["crate::pages", "crate::components", "crate::state"],
        reason: "api only fetches",
    },
    Rule {
        within: "crates/web/src/",
        except: &[],
        names: &["tandem_api"],
        reason: "the browser and the server share crates/shared and nothing else",
    },
];

#[test]
fn nothing_reaches_around_a_layer() {
    let mut findings = Findings::new();
    for source in sources().iter().filter(|s| !s.is_test() && !s.path.ends_with("build.rs")) {
        for rule in RULES
            .iter()
            .filter(|r| source.path.starts_with(r.within) && !r.except.iter().any(|e| source.path.starts_with(e)))
        {
            findings.extend(breaches(source, rule));
        }
    }
    nothing_found(&findings);
}

fn breaches(source: &Source, rule: &Rule) -> Findings {
    let mut found = Findings::new();
    for (line, path) in source.paths_used() {
        let is = |name: &&&str| path == **name || path.strip_prefix(**name).is_some_and(|rest| rest.starts_with("::"));
        if let Some(name) = rule.names.iter().find(is) {
            found.push(format!("{}:{line}: names {name}; {}", source.path, rule.reason));
        }
    }
    found.dedup();
    found
}

#[test]
fn pages_never_import_pages() {
    let mut findings = Findings::new();
    for source in sources() {
        let Some(own) = source.path.strip_prefix("crates/web/src/pages/") else { continue };
        let own = own.split(['/', '.']).next().unwrap_or_default();
        if own == "mod" {
            continue;
        }
        for (line, path) in source.paths_used() {
            let other = path.strip_prefix("crate::pages::").map(|rest| rest.split("::").next().unwrap_or_default());
            if other.is_some_and(|other| other != own && !other.chars().any(char::is_uppercase)) {
                findings.push(format!(
                    "{}:{line}: imports the page {path}; move what both need to components",
                    source.path
                ));
            }
        }
    }
    nothing_found(&findings);
}

#[test]
fn urls_of_the_api_are_spelled_in_shared_paths_only() {
    let mut findings = Findings::new();
    for source in sources().iter().filter(|s| s.path.starts_with("crates/web/src/")) {
        let at = source.text.lines().position(|l| l.contains("\"/api/v1") || l.contains("(\"/api/v1"));
        if let Some(at) = at {
            findings.push(format!("{}:{}: spells a URL of the API; use tandem_shared::paths", source.path, at + 1));
        }
    }
    nothing_found(&findings);
}

#[test]
fn the_rules_find_what_they_are_for() {
    let bad =
        Source::new("crates/api/src/handlers/plans.rs", "//! x\nuse crate::{\n    db::plans,\n    services,\n};\n");
    let rule = RULES.iter().find(|r| r.within.ends_with("handlers/")).unwrap();
    assert_eq!(breaches(&bad, rule).len(), 1);
    let good = Source::new("crates/api/src/handlers/plans.rs", "//! crate::db\nuse crate::{database, services};\n");
    assert!(breaches(&good, rule).is_empty());
}
