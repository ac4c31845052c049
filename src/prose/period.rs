//! Calendar periods: `3 months`, `P3M`, `a week`, `quarterly`.

use super::number;
use chrono::{Days, Months, NaiveDate};
use std::fmt;

/// The unit of a [`Period`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodUnit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
}

/// A calendar period: so many days, weeks, months or years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// How many, at least 1.
    pub count: u32,
    /// Of what.
    pub unit: PeriodUnit,
}

impl Period {
    /// So many calendar months.
    pub fn months(count: u32) -> Self {
        Self {
            count,
            unit: PeriodUnit::Month,
        }
    }

    /// Reads `3 months`, `a week`, `every two weeks`, `monthly`, `per year`, ISO 8601 `P3M`.
    ///
    /// ```
    /// use goalpost::prose::Period;
    /// assert_eq!(Period::read("every 3 months").unwrap().to_string(), "P3M");
    /// assert_eq!(Period::read("P1Y").unwrap().to_string(), "P1Y");
    /// assert!(Period::read("often").is_none());
    /// ```
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        if let Some(iso) = text.strip_prefix('p')
            && let Some(period) = Self::iso(iso)
        {
            return Some(period);
        }
        let text = ["every ", "each ", "per ", "once ", "/"]
            .iter()
            .find_map(|lead| text.strip_prefix(lead))
            .unwrap_or(&text)
            .trim();
        let text = text
            .strip_prefix("a ")
            .or_else(|| text.strip_prefix("per "))
            .unwrap_or(text);
        if let Some(period) = Self::adverb(text) {
            return Some(period);
        }
        let (count, word) = match text.rsplit_once(' ') {
            Some(("other", word)) => (2, word),
            Some((count, word)) => (whole(count)?, word),
            None => {
                let digits =
                    text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                match text.split_at_checked(digits) {
                    Some((count, word)) if !count.is_empty() => (count.parse().ok()?, word),
                    _ => (1, text),
                }
            }
        };
        Self::times(count, word)
    }

    fn iso(text: &str) -> Option<Self> {
        let unit = text.chars().last()?;
        let count = text.get(..text.len() - unit.len_utf8())?.parse().ok()?;
        let unit = match unit {
            'd' => PeriodUnit::Day,
            'w' => PeriodUnit::Week,
            'm' => PeriodUnit::Month,
            'y' => PeriodUnit::Year,
            _ => return None,
        };
        (count > 0).then_some(Self { count, unit })
    }

    fn adverb(word: &str) -> Option<Self> {
        let (count, unit) = match word {
            "daily" => (1, PeriodUnit::Day),
            "weekly" => (1, PeriodUnit::Week),
            "fortnightly" | "biweekly" | "fortnight" => (2, PeriodUnit::Week),
            "monthly" => (1, PeriodUnit::Month),
            "quarterly" | "quarter" => (3, PeriodUnit::Month),
            "semester" | "half-year" | "half a year" => (6, PeriodUnit::Month),
            "yearly" | "annually" | "annual" => (1, PeriodUnit::Year),
            _ => return None,
        };
        Some(Self { count, unit })
    }

    fn times(count: u32, word: &str) -> Option<Self> {
        let (each, unit) = match word {
            "day" | "days" | "d" => (1, PeriodUnit::Day),
            "week" | "weeks" | "wk" | "wks" | "w" => (1, PeriodUnit::Week),
            "fortnight" | "fortnights" => (2, PeriodUnit::Week),
            "month" | "months" | "mo" | "m" => (1, PeriodUnit::Month),
            "quarter" | "quarters" => (3, PeriodUnit::Month),
            "semester" | "semesters" => (6, PeriodUnit::Month),
            "year" | "years" | "yr" | "yrs" | "y" => (1, PeriodUnit::Year),
            _ => return None,
        };
        let count = count
            .checked_mul(each)
            .filter(|&count| (1..=10_000).contains(&count))?;
        Some(Self { count, unit })
    }

    /// The day one period after `day`; a month that is too short gives its last day.
    pub fn after(self, day: NaiveDate) -> Option<NaiveDate> {
        match self.unit {
            PeriodUnit::Day => day.checked_add_days(Days::new(self.count.into())),
            PeriodUnit::Week => day.checked_add_days(Days::new(u64::from(self.count) * 7)),
            PeriodUnit::Month => day.checked_add_months(Months::new(self.count)),
            PeriodUnit::Year => day.checked_add_months(Months::new(self.count.checked_mul(12)?)),
        }
    }

    /// The period in words: "every 3 months", "every week".
    pub fn in_words(self) -> String {
        let word = match self.unit {
            PeriodUnit::Day => "day",
            PeriodUnit::Week => "week",
            PeriodUnit::Month => "month",
            PeriodUnit::Year => "year",
        };
        if self.count == 1 {
            format!("every {word}")
        } else {
            format!("every {} {word}s", self.count)
        }
    }
}

fn whole(text: &str) -> Option<u32> {
    let number = number::read(text).ok()?.value;
    (number.fract() == 0.0 && (1.0..=10_000.0).contains(&number)).then_some(number as u32)
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            PeriodUnit::Day => 'D',
            PeriodUnit::Week => 'W',
            PeriodUnit::Month => 'M',
            PeriodUnit::Year => 'Y',
        };
        write!(f, "P{}{unit}", self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_people_write_them() {
        for (text, iso) in [
            ("3 months", "P3M"),
            ("P3M", "P3M"),
            ("a week", "P1W"),
            ("week", "P1W"),
            ("weekly", "P1W"),
            ("every two weeks", "P2W"),
            ("every other month", "P2M"),
            ("quarterly", "P3M"),
            ("6 weeks", "P6W"),
            ("per year", "P1Y"),
            ("3m", "P3M"),
            ("each semester", "P6M"),
        ] {
            assert_eq!(
                Period::read(text)
                    .map(|period| period.to_string())
                    .as_deref(),
                Some(iso),
                "{text}"
            );
        }
        for text in [
            "",
            "soon",
            "0 months",
            "P0D",
            "-1 week",
            "99999999999 weeks",
            "1.5 months",
            "p",
        ] {
            assert_eq!(Period::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_after_the_last_of_january_is_the_last_of_february() {
        let day = NaiveDate::from_ymd_opt(2027, 1, 31).unwrap();
        assert_eq!(
            Period::months(1).after(day),
            NaiveDate::from_ymd_opt(2027, 2, 28)
        );
        assert_eq!(
            Period {
                count: 9_000,
                unit: PeriodUnit::Year
            }
            .after(NaiveDate::MAX),
            None
        );
    }
}
