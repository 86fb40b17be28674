//! A source file, with its comments and texts blanked out, so that a search finds code only.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A Rust file of the workspace.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path from the root of the tree, with `/`.
    pub path: String,
    /// As it is on disk.
    pub text: String,
    /// The same with comments, texts and the module of tests at its end blanked out; as many lines.
    pub code: String,
}

impl Source {
    /// Takes a file's text.
    #[must_use]
    pub fn new(path: &str, text: &str) -> Self {
        let blanked = blank(text);
        Self { path: path.to_owned(), text: text.to_owned(), code: without_tests(&blanked) }
    }

    /// Whether the whole file is a test.
    #[must_use]
    pub fn is_test(&self) -> bool {
        self.path.contains("/tests/")
            || self.path.contains("/benches/")
            || self.path.ends_with("_tests.rs")
            || self.path.ends_with("/tests.rs")
    }

    /// Lines of the product, without the module of tests at the end.
    #[must_use]
    pub fn product_lines(&self) -> usize {
        self.code.trim_end().lines().count()
    }

    /// Numbers of the lines of code, from 1, that hold the text.
    #[must_use]
    pub fn lines_with(&self, text: &str) -> Vec<usize> {
        self.code.lines().enumerate().filter(|(_, line)| line.contains(text)).map(|(i, _)| i + 1).collect()
    }

    /// Names of paths used in the code (`crate::db::deals`, `diesel::prelude`), with their line; `use` trees are spread out.
    #[must_use]
    pub fn paths_used(&self) -> Vec<(usize, String)> {
        let mut used = vec![];
        for (start, statement) in use_statements(&self.code) {
            used.extend(spread(&statement).into_iter().map(|path| (start, path)));
        }
        for (i, line) in self.code.lines().enumerate() {
            let words = line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
            used.extend(words.filter(|w| w.contains("::")).map(|w| (i + 1, w.trim_matches(':').to_owned())));
        }
        used
    }
}

/// Every file below the root of the tree, without what was built or installed.
#[must_use]
pub fn files() -> Vec<PathBuf> {
    let root = root();
    let mut found = vec![];
    let mut open = vec![root];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            let skipped = [
                "target",
                "node_modules",
                ".git",
                "data",
                "test-results",
                "playwright-report",
                "dist",
                ".venv",
                "__pycache__",
            ];
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !skipped.contains(&name.as_str()) => open.push(path),
                Ok(kind) if kind.is_file() => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

/// A file's path from the root of the tree.
#[must_use]
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Every Rust file below `crates/`.
#[must_use]
pub fn sources() -> Vec<Source> {
    files()
        .iter()
        .map(|path| (path, shown(path)))
        .filter(|(_, name)| name.starts_with("crates/") && name.ends_with(".rs"))
        .filter_map(|(path, name)| fs::read_to_string(path).ok().map(|text| Source::new(&name, &text)))
        .collect()
}

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Blanks comments and the insides of texts and characters; keeps line feeds.
fn blank(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let mut out = String::with_capacity(text.len());
    let keep = |out: &mut String, c: char| out.push(if c == '\n' { '\n' } else { ' ' });
    let mut i = 0;
    while i < chars.len() {
        let end = match (at(i), at(i + 1)) {
            ('/', '/') => (i..chars.len()).find(|&j| at(j) == '\n').unwrap_or(chars.len()),
            ('/', '*') => {
                (i + 2..chars.len()).find(|&j| at(j) == '*' && at(j + 1) == '/').map_or(chars.len(), |j| j + 2)
            }
            ('r', '"' | '#') if !is_word(at(i.wrapping_sub(1))) => raw_end(&chars, i).unwrap_or(i + 1),
            ('"', _) => text_end(&chars, i),
            ('\'', '\\') => (i + 3..chars.len()).find(|&j| at(j) == '\'').map_or(chars.len(), |j| j + 1),
            ('\'', _) if at(i + 2) == '\'' => i + 3,
            _ => {
                out.push(at(i));
                i += 1;
                continue;
            }
        };
        (i..end).for_each(|j| keep(&mut out, at(j)));
        i = end;
    }
    out
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn text_end(chars: &[char], start: usize) -> usize {
    let mut i = start + 1;
    while let Some(c) = chars.get(i) {
        match c {
            '\\' => i += 2,
            '"' => return i + 1,
            _ => i += 1,
        }
    }
    chars.len()
}

fn raw_end(chars: &[char], start: usize) -> Option<usize> {
    let hashes = chars.iter().skip(start + 1).take_while(|c| **c == '#').count();
    let open = start + 1 + hashes;
    if chars.get(open) != Some(&'"') {
        return None;
    }
    let close = |j: &usize| chars.get(*j) == Some(&'"') && (1..=hashes).all(|k| chars.get(*j + k) == Some(&'#'));
    Some((open + 1..chars.len()).find(close).map_or(chars.len(), |j| j + 1 + hashes))
}

/// Cuts `#[cfg(test)] mod … { … }` off the end of a file.
fn without_tests(code: &str) -> String {
    let mut begin = 0;
    while let Some(found) = code.get(begin..).and_then(|rest| rest.find("#[cfg(test)]")) {
        let start = begin + found;
        let after = code.get(start + "#[cfg(test)]".len()..).unwrap_or_default();
        if after.trim_start().starts_with("mod ") && after.lines().take(3).any(|l| l.contains('{')) {
            return code.get(..start).unwrap_or_default().to_owned();
        }
        begin = start + 1;
    }
    code.to_owned()
}

/// `use …;` statements with the line each begins on.
fn use_statements(code: &str) -> Vec<(usize, String)> {
    let mut found = vec![];
    let mut open: Option<(usize, String)> = None;
    for (i, line) in code.lines().enumerate() {
        let trimmed = line.trim_start();
        let begins =
            ["use ", "pub use ", "pub(crate) use ", "pub(super) use "].iter().find_map(|p| trimmed.strip_prefix(p));
        if open.is_none()
            && let Some(rest) = begins
        {
            open = Some((i + 1, rest.to_owned()));
        } else if let Some((_, text)) = open.as_mut() {
            text.push(' ');
            text.push_str(trimmed);
        }
        if open.as_ref().is_some_and(|(_, text)| text.contains(';'))
            && let Some((start, text)) = open.take()
        {
            found.push((start, text.split(';').next().unwrap_or_default().to_owned()));
        }
    }
    found
}

/// `a::{b, c::{d, e}}` as `a::b`, `a::c::d`, `a::c::e`.
fn spread(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        return vec![tree.split(" as ").next().unwrap_or(tree).trim().to_owned()];
    };
    let head = tree.get(..open).unwrap_or_default();
    let inner = tree.get(open + 1..tree.rfind('}').unwrap_or(tree.len())).unwrap_or_default();
    let mut parts = vec![String::new()];
    let mut depth = 0;
    for c in inner.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if c == ',' && depth == 0 {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts.iter().filter(|p| !p.trim().is_empty()).flat_map(|p| spread(p)).map(|p| format!("{head}{p}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_texts_and_tests_are_no_code() {
        let source = Source::new(
            "crates/x/src/a.rs",
            "//! diesel\nfn a() { let s = \"diesel \\\" x\"; let r = r#\"diesel\"#; let c = '\"'; b() }\n#[cfg(test)]\nmod tests {\n diesel }\n",
        );
        assert!(source.lines_with("diesel").is_empty(), "{}", source.code);
        assert_eq!(source.lines_with("b()"), [2]);
        assert_eq!(source.product_lines(), 2);
    }

    #[test]
    fn a_lifetime_is_no_character() {
        let source = Source::new("crates/x/src/a.rs", "fn a<'a>(x: &'a str) -> &'a str { diesel::x(x) }\n");
        assert_eq!(source.lines_with("diesel"), [1]);
    }

    #[test]
    fn use_trees_are_spread_out() {
        let source = Source::new(
            "a.rs",
            "use crate::{\n    db::{self, plans},\n    error::ApiError as E,\n};\nfn a() { super::db::x() }\n",
        );
        let paths: Vec<String> = source.paths_used().into_iter().map(|(_, p)| p).collect();
        for wanted in ["crate::db::self", "crate::db::plans", "crate::error::ApiError", "super::db::x"] {
            assert!(paths.iter().any(|p| p == wanted), "{wanted} in {paths:?}");
        }
    }
}
