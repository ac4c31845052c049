//! Values for the tests: a small case a chart, and the cases that strain it.

use super::{
    Alignment, Bar, BurnUp, Calibration, Fan, Habit, Hours, Kept, Letter, Level, Milestone, Moved,
    Node, Outcome, Shape, Share, SkillLevel, Skills, Slip, Slot, Smart, SmartRow, Timeline, Tone,
    Unit,
};
use crate::prose::{Period, PeriodUnit};
use chrono::{Duration, NaiveDate};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A title of 120 characters and a bit.
pub(super) const LONG: &str = "Answer every one of the ward's turnaround questions with SQL of my own, from the first join to the last percentile & <more>";

pub(super) fn burn_up() -> BurnUp {
    BurnUp {
        title: "Answer the ward's questions with SQL".into(),
        finding:
            "68 % of 90 %, from 20 %; 2 days behind; likely done between February and July 2027."
                .into(),
        unit: Unit {
            before: String::new(),
            after: "%".into(),
        },
        shape: Shape::Line,
        start: (day("2026-03-01"), 20.0),
        target: 90.0,
        due: Some(day("2027-03-31")),
        today: day("2026-11-22"),
        today_word: "today",
        actual: vec![
            (day("2026-04-30"), 28.0),
            (day("2026-06-30"), 41.0),
            (day("2026-07-31"), 47.0),
            (day("2026-09-30"), 60.0),
            (day("2026-10-30"), 68.0),
            (day("2026-12-24"), 89.0),
        ],
        expected: vec![(day("2026-03-01"), 20.0), (day("2027-03-31"), 90.0)],
        milestones: vec![
            Milestone {
                day: day("2026-03-20"),
                label: "Read access to the reporting copy".into(),
                done: true,
            },
            Milestone {
                day: day("2027-02-12"),
                label: "Window functions without looking them up".into(),
                done: false,
            },
        ],
        fan: Some(Fan {
            p60: (day("2027-01-25"), day("2027-06-12")),
            p80: (day("2026-12-28"), day("2027-08-04")),
        }),
        confidence: vec![(day("2026-04-30"), 5), (day("2026-09-30"), 7)],
    }
}

/// Ten years of weekly entries, to a count.
pub(super) fn ten_years() -> BurnUp {
    let start = day("2016-11-06");
    let mut sum = 0.0;
    let actual = (0..520).map(|week| {
        sum += f64::from(week % 7) / 4.0;
        (start + Duration::days(i64::from(week) * 7), sum)
    });
    BurnUp {
        title: LONG.into(),
        unit: Unit {
            before: String::new(),
            after: "pages".into(),
        },
        shape: Shape::Stairs,
        start: (start, 0.0),
        target: 400.0,
        due: Some(day("2026-12-31")),
        actual: actual.collect(),
        expected: vec![(start, 0.0), (day("2026-12-31"), 400.0)],
        milestones: Vec::new(),
        fan: Some(Fan {
            p60: (day("2026-11-25"), day("2027-02-12")),
            p80: (day("2026-11-23"), day("2027-04-04")),
        }),
        confidence: (0..520)
            .map(|week| (start + Duration::days(week * 7), (week % 9) as u8))
            .collect(),
        ..burn_up()
    }
}

pub(super) fn falling() -> BurnUp {
    BurnUp {
        title: "Bring the median result under 50 minutes".into(),
        unit: Unit {
            before: String::new(),
            after: "minutes".into(),
        },
        start: (day("2026-03-01"), 71.0),
        target: 50.0,
        due: Some(day("2026-10-31")),
        actual: vec![
            (day("2026-04-10"), 70.0),
            (day("2026-06-12"), 66.0),
            (day("2026-08-20"), 63.5),
            (day("2026-11-21"), 58.0),
        ],
        expected: vec![(day("2026-03-01"), 71.0), (day("2026-10-31"), 50.0)],
        fan: Some(Fan {
            p60: (day("2027-02-25"), day("2028-06-12")),
            p80: (day("2026-12-28"), day("2029-08-04")),
        }),
        milestones: Vec::new(),
        confidence: Vec::new(),
        ..burn_up()
    }
}

pub(super) fn steps() -> BurnUp {
    BurnUp {
        title: "Give the talk".into(),
        unit: Unit {
            before: String::new(),
            after: "steps".into(),
        },
        shape: Shape::Stairs,
        start: (day("2026-09-01"), 0.0),
        target: 4.0,
        due: Some(day("2027-06-30")),
        actual: vec![(day("2026-10-02"), 1.0)],
        expected: vec![
            (day("2026-09-01"), 0.0),
            (day("2026-10-02"), 1.0),
            (day("2027-01-15"), 2.0),
            (day("2027-06-11"), 3.0),
            (day("2027-06-30"), 4.0),
        ],
        fan: None,
        confidence: Vec::new(),
        ..burn_up()
    }
}

pub(super) fn bar(title: &str, start: Option<&str>, due: Option<&str>) -> Bar {
    Bar {
        title: title.into(),
        start: start.map(day),
        due: due.map(day),
        closed: None,
        moved_from: Vec::new(),
        tone: Tone::Fine,
        word: "On track".into(),
    }
}

pub(super) fn timeline() -> Timeline {
    Timeline {
        today: day("2026-11-22"),
        bars: vec![
            bar(
                "Take the SQL course",
                Some("2026-03-01"),
                Some("2027-03-31"),
            ),
            Bar {
                closed: Some(day("2026-06-18")),
                tone: Tone::Good,
                word: "Done early".into(),
                ..bar("Show the poster", Some("2026-01-10"), Some("2026-07-31"))
            },
            Bar {
                moved_from: vec![day("2026-12-31"), day("2027-02-15")],
                tone: Tone::Look,
                word: "Behind".into(),
                ..bar(
                    "Release the ward interface",
                    Some("2026-02-01"),
                    Some("2027-05-31"),
                )
            },
            Bar {
                tone: Tone::Act,
                word: "Overdue".into(),
                ..bar(LONG, Some("2026-02-01"), Some("2026-09-30"))
            },
            Bar {
                tone: Tone::Calm,
                word: "Not begun".into(),
                ..bar(
                    "Lead laboratory informatics",
                    Some("2024-01-01"),
                    Some("2034-12-31"),
                )
            },
            bar("Keep the week under 44 hours", Some("2026-01-01"), None),
        ],
    }
}

pub(super) fn many(count: usize) -> Timeline {
    let bars = (0..count).map(|at| {
        let start = day("2025-06-01") + Duration::days(at as i64 * 23);
        Bar {
            due: Some(start + Duration::days(120 + (at as i64 * 37) % 400)),
            tone: [Tone::Good, Tone::Fine, Tone::Look, Tone::Act, Tone::Calm][at % 5],
            ..bar(
                if at % 9 == 4 {
                    LONG
                } else {
                    "Pass the next part of the diploma"
                },
                Some(&start.to_string()),
                None,
            )
        }
    });
    Timeline {
        today: day("2026-11-22"),
        bars: bars.collect(),
    }
}

pub(super) fn habit(unit: PeriodUnit, count: i64) -> Habit {
    let length = match unit {
        PeriodUnit::Day => 1,
        PeriodUnit::Week => 7,
        PeriodUnit::Month => 31,
        PeriodUnit::Year => 366,
    };
    let slots = (0..count).map(|at| Slot {
        from: day("2026-11-16") - Duration::days((count - 1 - at) * length),
        kept: match at {
            at if at == count - 1 => Kept::Open,
            at if at % 11 == 4 => Kept::Missed,
            at if at % 29 == 7 => Kept::Paused,
            at if at % 31 == 9 => Kept::Unknown,
            _ => Kept::Met,
        },
        value: "2 evenings".into(),
    });
    Habit {
        title: "Two evenings with the lab cluster".into(),
        aim: "2 evenings every week".into(),
        period: Period { count: 1, unit },
        slots: slots.collect(),
    }
}

pub(super) fn hours() -> Hours {
    let share = |title: &str, hours| Share {
        title: title.into(),
        hours,
    };
    Hours {
        capacity: Some(16.0),
        shares: vec![
            share("Finish the degree in health informatics", 10.0),
            share("Release the ward interface", 5.0),
            share("Answer the ward's questions with SQL", 2.0),
            share(LONG, 1.5),
        ],
    }
}

pub(super) fn moved() -> Moved {
    Moved {
        today: day("2026-11-22"),
        slips: vec![
            Slip {
                title: "Release the ward interface".into(),
                dues: vec![day("2026-12-31"), day("2027-02-15"), day("2027-05-31")],
                why: vec![
                    "the supplier was late".into(),
                    "the test week found eleven faults".into(),
                ],
            },
            Slip {
                title: LONG.into(),
                dues: vec![day("2026-09-30"), day("2026-10-31")],
                why: Vec::new(),
            },
        ],
    }
}

pub(super) fn calibration() -> Calibration {
    let outcome = |title: &str, forecast, plan| Outcome {
        title: title.into(),
        against_forecast: forecast,
        against_plan: plan,
    };
    Calibration {
        outcomes: vec![
            outcome("Show the poster", Some(0.8), Some(0.9)),
            outcome("Bring the median under 50 minutes", Some(1.4), Some(1.0)),
            outcome(LONG, None, Some(3.2)),
        ],
        band60: (0.5, 2.4),
        band80: (0.25, 2.9),
    }
}

pub(super) fn skills() -> Skills {
    let skill = |name: &str, have, asked, through: &str| SkillLevel {
        name: name.into(),
        have,
        asked,
        through: through.into(),
    };
    Skills {
        skills: vec![
            skill("SQL", Some(2), 4, "Answer the ward's questions with SQL"),
            skill("HL7 interfaces", None, 3, ""),
            skill("Leading a small team", Some(3), 3, ""),
            skill("Quality management", Some(4), 3, ""),
        ],
    }
}

pub(super) fn smart() -> Smart {
    use Letter::{Met, NotAsked, Open};
    let row = |title: &str, letters| SmartRow {
        title: title.into(),
        href: String::new(),
        letters,
    };
    Smart {
        rows: vec![
            row("Take the SQL course", [Met; 5]),
            row(LONG, [Met, Open, Met, Open, Met]),
            row(
                "Lead laboratory informatics",
                [Met, NotAsked, Met, Met, NotAsked],
            ),
        ],
    }
}

pub(super) fn alignment() -> Alignment {
    let node = |title: &str, level, serves: &[usize]| Node {
        title: title.into(),
        level,
        serves: serves.to_vec(),
    };
    let goal = Level::Goal(Tone::Fine);
    Alignment {
        nodes: vec![
            node("Take the SQL course", goal, &[1]),
            node(
                "Answer the ward's questions with SQL of my own",
                Level::Goal(Tone::Look),
                &[2, 4],
            ),
            node("Release the ward interface", Level::Goal(Tone::Act), &[3]),
            node(
                "Lead laboratory informatics at the regional hospital",
                Level::Goal(Tone::Calm),
                &[],
            ),
            node("Laboratory informatics lead", Level::Role, &[]),
            node("Speak Spanish", goal, &[6]),
            node("Time for people", Level::Value, &[]),
            node(LONG, goal, &[3, 6]),
            node("Stand alone", goal, &[]),
        ],
    }
}

/// Forty goals under five larger ones, three roles and two values.
pub(super) fn forty() -> Alignment {
    let mut nodes: Vec<Node> = (0..40)
        .map(|at| Node {
            title: if at % 9 == 4 {
                LONG.into()
            } else {
                format!("Pass part {at} of the diploma in health informatics")
            },
            level: Level::Goal([Tone::Good, Tone::Fine, Tone::Look, Tone::Act, Tone::Calm][at % 5]),
            serves: if at < 30 {
                vec![30 + (at * 7) % 10]
            } else {
                vec![40 + at % 5]
            },
        })
        .collect();
    nodes.extend((0..5).map(|at| Node {
        title: format!("A role or value of some length, number {at}"),
        level: if at < 3 { Level::Role } else { Level::Value },
        serves: Vec::new(),
    }));
    Alignment { nodes }
}
