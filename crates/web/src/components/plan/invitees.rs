//! The rows of the *Share plan* form: a pasted list of addresses becomes a row each.

/// One address, with a name where the paste had one: `Mara Kern <mara@nimbus.example>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Addressed {
    /// The address as typed.
    pub(crate) email: String,
    /// The name; empty when none was given.
    pub(crate) name: String,
}

/// Splits a text at commas, semicolons and line breaks; white space alone separates bare addresses too.
pub(crate) fn addresses(text: &str) -> Vec<Addressed> {
    text.split([',', ';', '\n', '\t']).flat_map(of_part).collect()
}

fn of_part(part: &str) -> Vec<Addressed> {
    let part = part.trim();
    if let Some((name, rest)) = part.split_once('<') {
        let email = rest.trim_end_matches('>').trim().to_owned();
        return vec![Addressed { email, name: name.trim().trim_matches('"').to_owned() }];
    }
    part.split_whitespace().map(|email| Addressed { email: email.to_owned(), name: String::new() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_list_makes_a_row_for_each_address() {
        let rows = addresses(
            "mara@nimbus.example, \"Claus Braun\" <claus@nimbus.example>;\n lena@nimbus.example tom@nimbus.example\n",
        );
        let rows: Vec<_> = rows.iter().map(|a| (a.email.as_str(), a.name.as_str())).collect();
        assert_eq!(
            rows,
            [
                ("mara@nimbus.example", ""),
                ("claus@nimbus.example", "Claus Braun"),
                ("lena@nimbus.example", ""),
                ("tom@nimbus.example", ""),
            ]
        );
        assert!(addresses(" , \n").is_empty());
    }
}
