//! The two engines have the same tables and columns, and so has `db/schema.rs`.

use std::collections::BTreeMap;

type Tables = BTreeMap<String, Vec<String>>;

/// Tables and columns (name and type) of a migration, with what differs by design taken out.
fn tables(sql: &str) -> Tables {
    let mut found = Tables::new();
    for part in sql.split("CREATE TABLE ").skip(1) {
        let (name, rest) = part.split_once(" (").unwrap();
        let body = rest.split("\n)").next().unwrap();
        let lines = body
            .lines()
            .map(|l| l.trim().trim_end_matches(',').replace(" COLLATE \"C\"", ""))
            .filter(|l| !l.is_empty());
        found.insert(name.to_owned(), lines.collect());
    }
    found
}

/// Columns that a later migration adds or drops.
fn altered(mut found: Tables, sql: &str) -> Tables {
    for statement in sql.lines().filter_map(|l| l.strip_prefix("ALTER TABLE ")) {
        let (name, rest) = statement.trim_end_matches(';').split_once(' ').unwrap();
        let columns = found.get_mut(name).unwrap();
        match rest.split_once(" COLUMN ").unwrap() {
            ("ADD", column) => columns.push(column.replace(" COLLATE \"C\"", "")),
            ("DROP", column) => columns.retain(|c| !c.starts_with(&format!("{column} "))),
            _ => panic!("{statement}"),
        }
    }
    found
}

fn all(engine: &str) -> Tables {
    let folder = format!("{}/migrations/{engine}", env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    names.sort();
    let texts = names.iter().map(|path| std::fs::read_to_string(path.join("up.sql")).unwrap());
    texts.fold(Tables::new(), |mut all, sql| {
        all.extend(tables(&sql));
        altered(all, &sql)
    })
}

#[test]
fn both_engines_have_the_same_tables() {
    assert_eq!(all("sqlite"), all("postgres"));
}

#[test]
fn every_table_of_a_tenant_begins_with_the_organization() {
    for (name, lines) in all("sqlite") {
        let of_the_service = name == "jobs" || name == "organizations";
        let begins = lines.iter().any(|l| l.starts_with("PRIMARY KEY (organization_id"));
        assert!(of_the_service || begins, "{name}: its primary key must begin with organization_id");
    }
}

#[test]
fn diesel_sees_the_tables_that_are_there() {
    let rust = include_str!("../../src/db/schema.rs");
    for (name, lines) in all("sqlite") {
        let block = rust.split(&format!("    {name} (")).nth(1).unwrap_or_else(|| panic!("schema.rs lacks {name}"));
        let block = block.split("\n    }").next().unwrap();
        for line in lines.iter().filter(|l| !l.starts_with("PRIMARY") && !l.starts_with("FOREIGN")) {
            let column = line.split_whitespace().next().unwrap();
            let sql_type = line.split_whitespace().nth(1).unwrap();
            let plain = match sql_type {
                "TEXT" => "Text",
                "BIGINT" => "BigInt",
                "INTEGER" => "Integer",
                "BOOLEAN" => "Bool",
                other => panic!("{other}"),
            };
            let expected = if line.contains("NOT NULL") { plain.to_owned() } else { format!("Nullable<{plain}>") };
            let column = if column == "type" { "kind" } else { column };
            assert!(
                block.contains(&format!("{column} -> {expected},")),
                "schema.rs: {name}.{column} must be {expected}"
            );
        }
    }
}
