//! Finds functions and their lengths, by braces.

use crate::Source;

/// A function in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Its first line, from 1.
    pub line: usize,
    /// Its lines, from `fn` to the closing brace.
    pub length: usize,
    /// Whether it is a component, or a part of one: its body is mostly a view.
    pub is_component: bool,
}

/// Every function with a body.
#[must_use]
pub fn functions(source: &Source) -> Vec<Function> {
    let lines: Vec<&str> = source.code.lines().collect();
    let mut found = vec![];
    for (i, line) in lines.iter().enumerate() {
        let Some(name) = name_of(line) else { continue };
        let Some(length) = length_of(lines.get(i..).unwrap_or_default()) else { continue };
        let body = lines.get(i..i + length).unwrap_or_default();
        let before = lines.get(i.saturating_sub(4)..i).unwrap_or_default();
        let is_component = before
            .iter()
            .rev()
            .take_while(|l| !l.trim().is_empty() && !l.contains('}'))
            .any(|l| l.contains("#[component]"));
        let is_component = is_component || body.iter().any(|l| l.contains("view! {"));
        found.push(Function { name, line: i + 1, length, is_component });
    }
    found
}

fn name_of(line: &str) -> Option<String> {
    let trimmed = line.trim_start();
    let start = if trimmed.starts_with("fn ") { 3 } else { trimmed.find(" fn ")? + 4 };
    let is_item = trimmed
        .get(..start.saturating_sub(3))?
        .split_whitespace()
        .all(|w| ["pub", "pub(crate)", "pub(super)", "const", "async"].contains(&w));
    let name: String = trimmed.get(start..)?.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (is_item && !name.is_empty()).then_some(name)
}

fn length_of(lines: &[&str]) -> Option<usize> {
    let (mut braces, mut brackets, mut opened) = (0i32, 0i32, false);
    for (i, line) in lines.iter().enumerate() {
        for c in line.chars() {
            match c {
                '{' => (braces, opened) = (braces + 1, true),
                '}' => braces -= 1,
                '(' | '[' => brackets += 1,
                ')' | ']' => brackets -= 1,
                ';' if !opened && brackets == 0 => return None,
                _ => {}
            }
        }
        if opened && braces <= 0 {
            return Some(i + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_measured_and_declarations_are_none() {
        let text = "trait T {\n    fn none(&self, a: [u8; 3]);\n}\n#[component]\npub fn Card() -> X {\n    y\n}\npub(crate) async fn go(\n    a: u8,\n) {\n    if a {\n    }\n}\n";
        let found = functions(&Source::new("a.rs", text));
        let shape: Vec<(&str, usize, bool)> =
            found.iter().map(|f| (f.name.as_str(), f.length, f.is_component)).collect();
        assert_eq!(shape, [("Card", 3, true), ("go", 6, false)]);
    }
}
