//! Recurrences: `each month`, `twice a week`, `every other Friday`, `weekly sessions`.
//!
//! In: tokens. Out: every stretch of words that tells a rhythm, with its period where the calendar
//! knows one. A measured rate (`$80k a year`, `60 words per minute`) and the name of a thing
//! (`monthly newsletter`) are none.

use super::lexicon::{CONJ, DOING, EVENT, FUNCTION, PREP, TIME_UNIT, VERB, WEEKDAY};
use super::period::{Period, PeriodUnit};
use super::quantity::{self, Amount};
use super::sign;
use super::token::{Kind, Text};
use std::ops::Range;

/// A stretch of words that tells a rhythm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rhythm {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// How often, where the calendar knows it.
    pub(super) period: Option<Period>,
    /// Whether words of time are what recurs: `two hours a week`, `an evening a week`.
    pub(super) hours: bool,
    /// Where what recurs begins: the count before it, or its own first token.
    pub(super) from: usize,
}

fn period(count: u32, unit: PeriodUnit) -> Option<Period> {
    Some(Period { count, unit })
}

/// The period of `count` units; `None` inside where the word is a rhythm the calendar does not know.
#[expect(
    clippy::option_option,
    reason = "no rhythm, a rhythm, a rhythm with a period"
)]
fn unit(count: u32, word: &str) -> Option<Option<Period>> {
    use PeriodUnit::{Day, Month, Week, Year};
    Some(match word {
        "day" | "days" | "night" | "morning" | "evening" | "afternoon" | "weekday"
        | "lunchtime" | "workday" | "mornings" | "evenings" | "nights" => period(count, Day),
        "week" | "weeks" | "wk" | "weekend" | "wkend" | "weekends" => period(count, Week),
        "fortnight" | "fortnights" => period(count.saturating_mul(2), Week),
        "month" | "months" | "mo" | "mth" => period(count, Month),
        "quarter" | "quarters" | "qtr" => period(count.saturating_mul(3), Month),
        "semester" | "semesters" | "half-year" => period(count.saturating_mul(6), Month),
        "year" | "years" | "yr" | "annum" | "yrs" => period(count, Year),
        "decade" => period(count.saturating_mul(10), Year),
        "sprint" | "shift" | "term" | "trimester" | "season" | "session" | "cycle" | "lesson"
        | "rotation" | "release" | "game" | "match" | "class" | "meeting" | "visit" | "summer"
        | "spring" | "autumn" | "winter" | "fall" | "sprints" | "shifts" | "terms" | "seasons"
        | "time" | "placement" | "round" | "term-time" | "run" | "trip" | "flight"
        | "school-year" => None,
        _ => return None,
    })
}

fn is_day(text: &Text, at: usize) -> bool {
    text.has(at, WEEKDAY)
}

/// Finds all of them, in order.
pub(super) fn find(text: &Text) -> Vec<Rhythm> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match stretch(text, at) {
            Some(rhythm) if rhythm.tokens.end > at => {
                at = rhythm.tokens.end;
                found.push(rhythm);
            }
            _ => at += 1,
        }
    }
    found
}

/// What recurs before `a week`: a number with up to four words behind it, and where it begins.
fn counted(text: &Text, at: usize) -> Option<(usize, Amount)> {
    for back in 1..=6 {
        let start = at.checked_sub(back)?;
        if text.at(start).kind == Kind::Stop || text.one_of(start, &[",", ";"]) {
            return None;
        }
        if let Some(amount) = quantity::read(text, start)
            && amount.end <= at
        {
            // `twenty` of `one hundred and twenty` begins further left.
            let start = (0..start)
                .rev()
                .take(3)
                .rfind(|&earlier| {
                    quantity::read(text, earlier).is_some_and(|longer| longer.end == amount.end)
                })
                .unwrap_or(start);
            return quantity::read(text, start).map(|amount| (start, amount));
        }
    }
    None
}

/// Where the hours before an `each week` begin.
fn hours_before(text: &Text, at: usize) -> usize {
    counted(text, at).map_or(at, |(start, _)| start)
}

fn is_hours(text: &Text, at: usize) -> bool {
    text.shows(at, sign::HOURS)
}

fn stretch(text: &Text, at: usize) -> Option<Rhythm> {
    let word = text.word(at);
    let made = |end: usize, period: Option<Period>| {
        Some(Rhythm {
            tokens: at..end,
            period,
            hours: false,
            from: hours_before(text, at),
        })
    };
    match word {
        "each" | "every" | "per" | "p" => {
            if word == "p" && !text.is(at + 1, "/") {
                return None;
            }
            let mut next = at + 1;
            let single = text.one_of(
                next,
                &[
                    "single", "working", "calendar", "week", "school", "academic", "and",
                ],
            ) && (text.has(next + 1, TIME_UNIT) || text.one_of(next + 1, &["day"]));
            next += usize::from(single);
            if text.one_of(next, &["other", "second", "alternate"]) {
                let unit = unit(2, text.word(next + 1));
                if is_day(text, next + 1) {
                    return made(next + 2, period(2, PeriodUnit::Week));
                }
                return unit.and_then(|unit| made(next + 2, unit));
            }
            if text.one_of(next, &["third", "fourth"]) && text.has(next + 1, TIME_UNIT) {
                let count = if text.is(next, "third") { 3 } else { 4 };
                return unit(count, text.word(next + 1)).and_then(|unit| made(next + 2, unit));
            }
            if text.is(next, "few") && text.has(next + 1, TIME_UNIT) {
                return made(next + 2, None);
            }
            if is_day(text, next) {
                let mut end = next + 1;
                end += usize::from(text.one_of(
                    end,
                    &["morning", "afternoon", "evening", "night", "lunchtime"],
                ));
                if text.is(end, "and") && is_day(text, end + 1) {
                    end += 2;
                }
                return made(end, period(1, PeriodUnit::Week));
            }
            if text.is(next, "half") && text.one_of(next + 1, &["year", "a"]) {
                return made(
                    next + 2 + usize::from(text.is(next + 1, "a")),
                    period(6, PeriodUnit::Month),
                );
            }
            if let Some(amount) = quantity::read(text, next)
                && let Some(unit) = unit(
                    amount.upper.unwrap_or(amount.value) as u32,
                    text.word(amount.end),
                )
                && text.has(amount.end, TIME_UNIT)
            {
                // Twelve months are a year.
                let unit = match unit {
                    Some(Period {
                        count: 12,
                        unit: PeriodUnit::Month,
                    }) => period(1, PeriodUnit::Year),
                    unit => unit,
                };
                return made(amount.end + 1, unit);
            }
            if text.has(next, super::lexicon::MONTH)
                && text.at(next).shape != super::token::Shape::Small
            {
                return made(next + 1, period(1, PeriodUnit::Year));
            }
            let known = unit(1, text.word(next))?;
            // `per session`, `each class`: of the thing, not of time; `each time` binds nothing.
            if text.shows(next, sign::PER_THING) && word != "every" && word != "each" {
                return None;
            }
            if text.is(next, "time") {
                return None;
            }
            // `each week-long course`; `every day life`.
            rate(text, at, next + 1, known)
        }
        "a" | "an" | "/" | "x" => {
            let next = at + 1;
            if word == "/" && text.at(next).kind != Kind::Word {
                return None;
            }
            // `in a fortnight`, `within a week`: a period to do it in.
            if at > 0 && text.shows(at - 1, sign::PERIOD_LEAD) {
                return None;
            }
            let known = unit(1, text.word(next)).filter(|known| {
                known.is_some() || text.one_of(next, &["sprint", "shift", "term", "season"])
            })?;
            // `a week` is a rhythm only behind a count: `twice a week`, `ten loaves a week`, `an hour a day`.
            let counts = counted(text, at).is_some_and(|(start, amount)| {
                let binds = (amount.end..at).any(|at| {
                    text.has(at, PREP)
                        && !text.one_of(at, &["of", "per", "in", "to", "with", "at", "for"])
                });
                let unit = text.has(amount.end, TIME_UNIT) && !is_hours(text, amount.end);
                start < at && !binds && !unit
            });
            let article = at >= 2
                && is_hours(text, at - 1)
                && text.one_of(at - 2, &["a", "an", "one", "half", "few", "some"]);
            let item = at >= 2
                && text.is_word(at - 1)
                && !text.has(at - 1, FUNCTION.and(VERB))
                && text.one_of(at.saturating_sub(2), &["a", "an", "one"])
                || at >= 3
                    && text.is_word(at - 1)
                    && text.is_word(at - 2)
                    && text.one_of(at - 3, &["a", "an", "one"])
                    && !text.has(at - 1, FUNCTION);
            if !(counts
                || article
                || item
                || word == "/"
                || at >= 1
                    && text.one_of(
                        at - 1,
                        &[
                            "times", "once", "twice", "thrice", "evenings", "nights", "mornings",
                        ],
                    ))
            {
                return None;
            }
            // `a week off`, `a day trip`, `a year abroad` are things.
            if text.is_word(next + 1) && !text.has(next + 1, PREP.and(CONJ)) && !counts && !article
            {
                return None;
            }
            if text.one_of(next + 1, &["off", "abroad", "early", "late", "ago", "long"]) && !counts
            {
                return None;
            }
            rate(text, at, next + 1, known)
        }
        "daily" | "nightly" | "weekly" | "fortnightly" | "biweekly" | "bi-weekly" | "monthly"
        | "bimonthly" | "bi-monthly" | "quarterly" | "yearly" | "annual" | "annually"
        | "biannual" | "biannually" | "bi-annually" | "semi-annually" | "semiannual"
        | "semiannually" | "half-yearly" | "twice-weekly" | "twice-yearly" | "thrice-weekly"
        | "once-weekly" | "twice-monthly" | "biennial" | "biennially" | "termly"
        | "semi-annual" | "half-termly" | "bi-annual" | "twice-daily" | "everyday" => {
            let period = match word {
                "daily" | "nightly" | "twice-daily" | "everyday" => period(1, PeriodUnit::Day),
                "weekly" | "twice-weekly" | "thrice-weekly" | "once-weekly" => {
                    period(1, PeriodUnit::Week)
                }
                "fortnightly" | "biweekly" | "bi-weekly" => period(2, PeriodUnit::Week),
                "monthly" | "twice-monthly" => period(1, PeriodUnit::Month),
                "bimonthly" | "bi-monthly" => period(2, PeriodUnit::Month),
                "quarterly" => period(3, PeriodUnit::Month),
                "termly" | "half-termly" => None,
                "biennial" | "biennially" => period(2, PeriodUnit::Year),
                "yearly" | "annual" | "annually" | "twice-yearly" => period(1, PeriodUnit::Year),
                _ => period(6, PeriodUnit::Month),
            };
            adjective(text, at)?;
            made(at + 1, period)
        }
        "fridays" | "mondays" | "tuesdays" | "wednesdays" | "thursdays" | "saturdays"
        | "sundays"
            if at > 0
                && (text.one_of(
                    at - 1,
                    &["about", "of", "for", "than", "hate", "like", "love"],
                )) =>
        {
            None
        }
        "fridays" | "mondays" | "tuesdays" | "wednesdays" | "thursdays" | "saturdays"
        | "sundays" | "weekends" | "weekdays" | "weeknights" => {
            // `four open-studio weekends` are counted things.
            let on = at == 0
                || !text.is_word(at - 1)
                || text.has(at - 1, PREP.and(CONJ))
                || text.one_of(at - 1, &["most", "alternate"]);
            if !on {
                return None;
            }
            let mut end = at + 1;
            while text.one_of(end, &["and", ",", "&"])
                && text.is_word(end + 1)
                && (text.word(end + 1).ends_with("days"))
            {
                end += 2;
            }
            let period = if word == "weekdays" || word == "weeknights" {
                period(1, PeriodUnit::Day)
            } else {
                period(1, PeriodUnit::Week)
            };
            made(end, period)
        }
        _ if text.has(at, WEEKDAY)
            && text.one_of(
                at + 1,
                &["mornings", "evenings", "afternoons", "nights", "lunchtimes"],
            ) =>
        {
            made(at + 2, period(1, PeriodUnit::Week))
        }
        "weekend" | "weekday" if text.one_of(at + 1, &["mornings", "evenings", "afternoons"]) => {
            made(at + 2, period(1, PeriodUnit::Week))
        }
        "week" | "month" | "year" | "day"
            if text.one_of(at + 1, &["after", "in", "by"]) && text.is(at + 2, word) =>
        {
            // `day by day` binds nothing.
            if text.is(at + 1, "by") {
                return None;
            }
            made(at + 3, unit(1, word)?)
        }
        _ => None,
    }
}

/// `daily` as the adjective of a thing is no rhythm: `monthly newsletter`, `annual revenue`.
fn adjective(text: &Text, at: usize) -> Option<()> {
    let annual = text.one_of(
        at,
        &[
            "annual",
            "biannual",
            "semiannual",
            "everyday",
            "biennial",
            "semi-annual",
            "bi-annual",
        ],
    );
    let mut end = at + 1;
    while end < at + 5
        && (text.is_word(end) || text.is_number(end))
        && !text.has(end, PREP.and(CONJ))
    {
        end += 1;
    }
    if end == at + 1 {
        // Behind its noun it is an adverb; `annual` never is.
        return (!annual).then_some(());
    }
    // `practise daily until …` was cut by the preposition; what stands here is a noun phrase.
    let head = end - 1;
    let thing = text.shows(head, sign::PERIODICAL);
    let unknown_doing = !annual
        && !thing
        && text.at(head).form == super::lexicon::Form::S
        && !text.has(head, super::lexicon::ROLE.and(super::lexicon::PERSON));
    let plural_doing = unknown_doing
        || text.has(head, DOING)
        || text.has(head, EVENT)
            && text.at(head).form == super::lexicon::Form::S
            && text.has(head, DOING);
    if plural_doing {
        // `the weekly meeting` of others is a thing; `hold weekly meetings`, `a weekly call` are doings.
        return Some(());
    }
    // `daily learn 15 words`: an adverb before its verb.
    if !annual
        && text.has(at + 1, VERB)
        && end > at + 2
        && !text.has(head, DOING)
        && (text.at(at).first)
    {
        return Some(());
    }
    None
}

/// A rhythm of doing, unless it is a measured rate.
fn rate(text: &Text, at: usize, end: usize, period: Option<Period>) -> Option<Rhythm> {
    let Some((start, amount)) = counted(text, at) else {
        let hours = at >= 1 && is_hours(text, at - 1);
        return Some(Rhythm {
            tokens: at..end,
            period,
            hours,
            from: at.saturating_sub(2),
        });
    };
    let near = at.saturating_sub(amount.end) <= 2;
    let sets_aside = (start.saturating_sub(4)..start).any(|at| text.shows(at, sign::SETS_ASIDE));
    // `$80k a year`, `revenue of £2m a year`: what something is worth, not what one does.
    if amount.money && near && !sets_aside {
        return None;
    }
    // `from 30 to 10 a month`: the measure of a change.
    let bound = start >= 2
        && text.one_of(
            start - 1,
            &["under", "below", "over", "above", "about", "least", "only"],
        )
        && (text.is(start - 2, "to")
            || text.is(start - 2, "at") && text.is(start.saturating_sub(3), "to"));
    let brought = (start.saturating_sub(12)..start).any(|at| {
        text.has(at, super::lexicon::CHANGE) && !text.has(at, super::lexicon::GO)
            || text.one_of(at, &["down"])
    });
    if bound && brought && text.one_of(at, &["per", "/", "a", "an"]) && !is_hours(text, at - 1) {
        return None;
    }
    let change = start >= 1
        && (text.is(start - 1, "from") || text.is(start - 1, "to"))
        && (start.saturating_sub(8)..start).any(|at| text.one_of(at, &["from"]))
        || (amount.end..at).any(|at| text.is(at, "per"));
    let spelled = text.one_of(at, &["per", "/", "a", "an"]);
    if change && spelled && !is_hours(text, at - 1) && !text.has(at.saturating_sub(1), DOING) {
        return None;
    }
    // `salary`, `income`, `revenue` are earned by the year.
    let pay = (start.saturating_sub(6)..at).any(|at| text.shows(at, sign::WORTH));
    if pay && spelled && near {
        return None;
    }
    let hours =
        text.has(amount.end, TIME_UNIT) || is_hours(text, amount.end) || is_hours(text, at - 1);
    Some(Rhythm {
        tokens: at..end,
        period,
        hours: hours
            || text.has(at - 1, DOING)
                && text.one_of(at - 1, &["sessions", "session", "lessons", "lesson"]),
        from: start,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::today::Today;

    #[test]
    fn rhythms_have_periods() {
        for (source, iso) in [
            ("daily", "P1D"),
            ("every morning", "P1D"),
            ("weekly", "P1W"),
            ("every Friday", "P1W"),
            ("on Saturday mornings", "P1W"),
            ("three times a week", "P1W"),
            ("two hours a week", "P1W"),
            ("an hour a day", "P1D"),
            ("fortnightly", "P2W"),
            ("every two weeks", "P2W"),
            ("monthly meetings", "P1M"),
            ("each month", "P1M"),
            ("every other month", "P2M"),
            ("quarterly", "P3M"),
            ("eight homes per quarter", "P3M"),
            ("each semester", "P6M"),
            ("every six months", "P6M"),
            ("annually", "P1Y"),
            ("each year", "P1Y"),
            ("every two years", "P2Y"),
            ("bake 400 loaves a week", "P1W"),
            ("weekly study sessions", "P1W"),
        ] {
            let found = find(&Text::new(source));
            let periods: Vec<_> = found
                .iter()
                .map(|rhythm| rhythm.period.map(|period| period.to_string()))
                .collect();
            assert_eq!(periods, [Some(iso.to_owned())], "{source}");
        }
        for source in ["each sprint", "every shift"] {
            let found = find(&Text::new(source));
            assert_eq!(
                found.iter().map(|rhythm| rhythm.period).collect::<Vec<_>>(),
                [None],
                "{source}"
            );
        }
    }

    #[test]
    fn a_rhythm_of_more_years_than_there_are_does_not_end_the_program() {
        for unit in ["fortnights", "quarters", "semesters", "decades", "years"] {
            find(&Text::new(&format!("every 4000000000 {unit}")));
            crate::prose::assess::assess(
                &format!("Give a talk every 4000000000 {unit}"),
                Today("2026-11-22".parse().unwrap()),
            );
        }
    }

    #[test]
    fn rates_and_names_are_no_rhythm() {
        for source in [
            "earn $80k a year",
            "type 60 words per minute",
            "the monthly newsletter",
            "annual revenue",
            "Sunday school",
            "one step at a time",
            "a week off",
        ] {
            assert_eq!(find(&Text::new(source)), [], "{source}");
        }
    }
}
