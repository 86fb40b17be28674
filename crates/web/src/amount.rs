//! Amounts of money as people type them, and as minor units. Pure.

/// How many digits a currency has after the point.
#[must_use]
pub fn minor_digits(currency: &str) -> u32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND" | "VUV"
        | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

/// An amount as a person types it: `48000` or `48000.50`.
#[must_use]
pub fn amount_text(minor: i64, currency: &str) -> String {
    let digits = minor_digits(currency);
    let unit = 10i64.pow(digits);
    let (whole, rest) = (minor / unit, (minor % unit).abs());
    if rest == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{rest:0width$}", width = usize::try_from(digits).unwrap_or(2))
    }
}

/// What a person typed as an amount, in minor units: `48,000.50`, `48.000,50`, `48 000`. `None` when it is no amount.
#[must_use]
pub fn parse_amount(text: &str, currency: &str) -> Option<i64> {
    let digits = usize::try_from(minor_digits(currency)).ok()?;
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\'' && *c != '’').collect();
    // The last separator is the decimal one when at most as many digits follow as the currency has.
    let point = text.rfind(['.', ',']).filter(|at| (1..=digits).contains(&(text.len() - at - 1)));
    let (whole, fraction) =
        point.map_or((text.as_str(), ""), |at| (text.get(..at).unwrap_or(""), text.get(at + 1..).unwrap_or("")));
    let whole: String = whole.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    let all_digits = !whole.is_empty() && whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit());
    if !all_digits {
        return None;
    }
    format!("{whole}{fraction:0<digits$}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_as_people_type_it() {
        for (text, minor) in [
            ("48,000.50", 4_800_050),
            ("48.000,5", 4_800_050),
            ("48 000", 4_800_000),
            ("48.000", 4_800_000),
            ("0.99", 99),
            ("1'200", 120_000),
        ] {
            assert_eq!(parse_amount(text, "EUR"), Some(minor), "{text}");
        }
        assert_eq!(parse_amount("48.000", "JPY"), Some(48_000));
        for text in ["", "-5", "12a", "."] {
            assert_eq!(parse_amount(text, "EUR"), None, "{text}");
        }
        assert_eq!(amount_text(4_800_050, "EUR"), "48000.50");
        assert_eq!(amount_text(4_800_000, "EUR"), "48000");
        assert_eq!(parse_amount(&amount_text(1_234_505, "KWD"), "KWD"), Some(1_234_505));
    }
}
