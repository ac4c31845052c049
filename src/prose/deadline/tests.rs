//! Times in sentences, against a fixed today.

use super::{Sense, find};
use crate::prose::token::Text;
use chrono::NaiveDate;

#[test]
fn times_resolve_against_today() {
    for (source, today, want) in [
        ("by June 2027", "2026-11-22", "2027-06-30"),
        ("in june 2027", "2026-11-22", "2027-06-30"),
        ("by 2028", "2026-11-22", "2028-12-31"),
        ("Q3 2027", "2026-11-22", "2027-09-30"),
        ("by the third quarter of 2027", "2026-11-22", "2027-09-30"),
        ("by H1 2027", "2026-11-22", "2027-06-30"),
        ("by mid-2027", "2026-11-22", "2027-06-30"),
        ("in early 2027", "2026-11-22", "2027-03-31"),
        ("by late 2027", "2026-11-22", "2027-12-31"),
        ("before June 2027", "2026-11-22", "2027-05-31"),
        ("before 15 June 2027", "2026-11-22", "2027-06-14"),
        ("before the end of June 2027", "2026-11-22", "2027-06-30"),
        ("by the start of June 2027", "2026-11-22", "2027-06-01"),
        ("until March", "2026-11-22", "2027-03-31"),
        ("by March", "2027-03-31", "2027-03-31"),
        ("by 3 May", "2027-05-04", "2028-05-03"),
        ("by May 3rd, 2027", "2026-11-22", "2027-05-03"),
        ("by the 3rd of May", "2026-11-22", "2027-05-03"),
        ("by H2", "2026-11-22", "2026-12-31"),
        ("this week", "2026-11-18", "2026-11-22"),
        ("next week", "2026-11-18", "2026-11-29"),
        ("this month", "2026-11-18", "2026-11-30"),
        ("next quarter", "2026-11-18", "2027-03-31"),
        ("next year", "2026-11-18", "2027-12-31"),
        ("by the end of the year", "2026-11-18", "2026-12-31"),
        ("by EOY", "2026-11-18", "2026-12-31"),
        ("by year end", "2026-11-18", "2026-12-31"),
        ("within a month", "2027-01-31", "2027-02-28"),
        ("in two weeks", "2027-01-31", "2027-02-14"),
        ("over the next 90 days", "2027-01-01", "2027-04-01"),
        ("in a couple of years", "2027-01-01", "2029-01-01"),
        ("within half a year", "2027-08-31", "2028-02-29"),
        ("in a decade", "2027-01-01", "2037-01-01"),
        ("within 3-6 months", "2027-01-01", "2027-07-01"),
        ("in 18 months", "2027-01-01", "2028-07-01"),
        ("in a year and a half", "2027-01-01", "2028-07-01"),
        ("by Friday", "2026-10-05", "2026-10-09"),
        ("by Friday", "2026-10-09", "2026-10-09"),
        ("next Friday", "2026-10-05", "2026-10-16"),
        ("by next June", "2027-03-01", "2028-06-30"),
        ("by next June", "2026-11-22", "2027-06-30"),
        ("over the next year", "2027-01-01", "2028-01-01"),
        ("within a year", "2027-01-01", "2028-01-01"),
        ("this time next year", "2027-01-01", "2028-01-01"),
        ("in a fortnight", "2027-01-01", "2027-01-15"),
        ("within the year", "2027-01-01", "2027-12-31"),
        ("for six months", "2027-01-01", "2027-07-01"),
        ("by mid-March", "2027-01-01", "2027-03-15"),
        ("in early March", "2027-01-01", "2027-03-10"),
        ("in late February 2028", "2027-01-01", "2028-02-29"),
        ("before Christmas", "2027-01-01", "2027-12-24"),
        ("by New Year", "2027-01-02", "2028-01-01"),
        ("by 2027-06-15", "2027-01-02", "2027-06-15"),
        ("by 10/31/2026", "2026-01-02", "2026-10-31"),
        ("by 30.6.2027", "2026-01-02", "2027-06-30"),
        ("by 12/2027", "2026-01-02", "2027-12-31"),
        (
            "from 1 April to 30 September 2027",
            "2026-01-02",
            "2027-09-30",
        ),
        ("between March and May 2027", "2026-01-02", "2027-05-31"),
        ("no later than 1 May 2027", "2026-01-02", "2027-05-01"),
        ("six months from now", "2027-01-01", "2027-07-01"),
        ("in six months' time", "2027-01-01", "2027-07-01"),
        ("by the end of next month", "2027-01-15", "2027-02-28"),
        ("before 2029", "2027-01-15", "2028-12-31"),
    ] {
        let today: NaiveDate = today.parse().unwrap();
        let text = Text::new(source);
        let found = find(&text, today);
        assert_eq!(
            found.iter().map(|time| time.sense).collect::<Vec<_>>(),
            [Sense::Due(want.parse().unwrap())],
            "{source} on {today}"
        );
    }
}

#[test]
fn what_the_calendar_does_not_decide_is_an_event() {
    for source in [
        "by the end of sophomore year",
        "this fiscal quarter",
        "by FY27",
        "by age 30",
        "before my next review",
        "by spring",
        "this summer",
        "in a few months",
        "over the next several years",
        "before I retire",
        "before graduation",
        "during my first placement",
        "in my final year",
        "this semester",
        "by the next election",
        "by the time I turn 40",
    ] {
        let today: NaiveDate = "2026-11-22".parse().unwrap();
        let found = find(&Text::new(source), today);
        assert_eq!(
            found.iter().map(|time| time.sense).collect::<Vec<_>>(),
            [Sense::Event],
            "{source}"
        );
    }
}

#[test]
fn what_only_sounds_like_a_time_is_none() {
    for source in [
        "someday",
        "one day",
        "in the future",
        "after graduation",
        "over the past two years",
        "since 2019",
        "as soon as possible",
        "march to my own beat",
        "we may win",
        "in April Jones's studio",
        "by 20%",
        "within 30 minutes",
        "by giving talks",
        "a 12-week course",
    ] {
        let today: NaiveDate = "2026-11-22".parse().unwrap();
        let found = find(&Text::new(source), today);
        assert!(
            found.iter().all(|time| time.sense == Sense::None),
            "{source}: {found:?}"
        );
    }
}
