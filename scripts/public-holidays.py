#!/usr/bin/env python3
"""Writes crates/api/holidays/holidays.json: the public holidays that the server knows, by country, with English names.

Run it once a year, or when a country was forgotten:

    python3 -m venv .venv && .venv/bin/pip install holidays==0.109
    .venv/bin/python scripts/public-holidays.py

Only holidays that the whole country keeps are in it; those of single states or cantons are left to a plan's constraints. Days that follow the moon are
the package's best estimate and say so in their names. The same version of the package gives the same file, byte for byte; the file names the version.
"""

import json
import pathlib
import warnings

import holidays

FIRST_YEAR, LAST_YEAR = 2024, 2036
TARGET = pathlib.Path(__file__).resolve().parent.parent / "crates/api/holidays/holidays.json"

COUNTRIES = {
    "AE": "United Arab Emirates", "AR": "Argentina", "AT": "Austria", "AU": "Australia", "BE": "Belgium", "BG": "Bulgaria",
    "BR": "Brazil", "CA": "Canada", "CH": "Switzerland", "CL": "Chile", "CO": "Colombia", "CZ": "Czechia",
    "DE": "Germany", "DK": "Denmark", "EE": "Estonia", "ES": "Spain", "FI": "Finland", "FR": "France",
    "GB": "United Kingdom", "GR": "Greece", "HK": "Hong Kong", "HR": "Croatia", "HU": "Hungary", "IE": "Ireland",
    "IL": "Israel", "IN": "India", "IS": "Iceland", "IT": "Italy", "JP": "Japan", "KR": "South Korea",
    "LT": "Lithuania", "LU": "Luxembourg", "LV": "Latvia", "MX": "Mexico", "MY": "Malaysia", "NL": "Netherlands",
    "NO": "Norway", "NZ": "New Zealand", "PH": "Philippines", "PL": "Poland", "PT": "Portugal", "RO": "Romania",
    "SE": "Sweden", "SG": "Singapore", "SI": "Slovenia", "SK": "Slovakia", "TH": "Thailand", "TR": "Türkiye",
    "TW": "Taiwan", "US": "United States", "VN": "Vietnam", "ZA": "South Africa",
}


def of_country(code: str) -> dict[str, list[str]]:
    """The holidays of a country: name → dates, in order of their first date."""
    language = "en_US" if "en_US" in getattr(holidays, code).supported_languages else None
    days = holidays.country_holidays(code, years=range(FIRST_YEAR, LAST_YEAR + 1), language=language)
    by_name: dict[str, list[str]] = {}
    for date, name in sorted(days.items()):
        by_name.setdefault(name, []).append(date.isoformat())
    return by_name


def main() -> None:
    warnings.simplefilter("ignore")  # Years for which a country has not announced its days.
    lines = []
    for code, name in sorted(COUNTRIES.items()):
        entries = [f"    {json.dumps(n, ensure_ascii=False)}: {json.dumps(d)}" for n, d in of_country(code).items()]
        head = f'  {{"code": "{code}", "name": {json.dumps(name, ensure_ascii=False)}, "holidays": {{'
        lines.append(head + "\n" + ",\n".join(entries) + "\n  }}")
    head = f'"source": "holidays {holidays.__version__}", "first_year": {FIRST_YEAR}, "last_year": {LAST_YEAR}'
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("{" + head + ', "countries": [\n' + ",\n".join(lines) + "\n]}\n", encoding="utf-8")
    print(f"{len(lines)} countries, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
