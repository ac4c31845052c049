//! Every chart: its bytes for a small case, and laws over any values.

use super::samples::{self, day};
use super::text::width;
use super::{
    Alignment, Bar, BurnUp, Calibration, Chart, Drawings, Fan, Habit, Hours, Kept, Level,
    Milestone, Moved, Node, Outcome, Shape, Share, SkillLevel, Skills, Slip, Slot, Timeline, Tone,
    Unit,
};
use crate::prose::{Period, PeriodUnit};
use chrono::NaiveDate;
use proptest::prelude::*;
use snapbox::assert_data_eq;

#[test]
fn a_small_case_of_each_chart_has_these_bytes() {
    let figure = |chart: Chart| format!("{}\n", chart.figure(Drawings::Both));
    assert_data_eq!(
        figure(samples::burn_up().chart()),
        snapbox::file!["snapshots/burn_up.txt"]
    );
    assert_data_eq!(
        figure(samples::timeline().chart().unwrap()),
        snapbox::file!["snapshots/timeline.txt"]
    );
    assert_data_eq!(
        figure(samples::alignment().chart().unwrap()),
        snapbox::file!["snapshots/alignment.txt"]
    );
    assert_data_eq!(
        figure(samples::habit(PeriodUnit::Week, 40).chart().unwrap()),
        snapbox::file!["snapshots/habit.txt"]
    );
    assert_data_eq!(
        figure(samples::hours().chart().unwrap()),
        snapbox::file!["snapshots/hours.txt"]
    );
    assert_data_eq!(
        figure(samples::moved().chart().unwrap()),
        snapbox::file!["snapshots/moved.txt"]
    );
    assert_data_eq!(
        figure(samples::calibration().chart().unwrap()),
        snapbox::file!["snapshots/calibration.txt"]
    );
    assert_data_eq!(
        figure(samples::skills().chart().unwrap()),
        snapbox::file!["snapshots/skills.txt"]
    );
    assert_data_eq!(
        format!("{}\n", samples::smart().figure()),
        snapbox::file!["snapshots/smart.txt"]
    );
}

#[test]
fn findings_are_sentences() {
    let findings = [
        samples::timeline().chart().unwrap().finding().to_owned(),
        samples::alignment().chart().unwrap().finding().to_owned(),
        samples::habit(PeriodUnit::Week, 40)
            .chart()
            .unwrap()
            .finding()
            .to_owned(),
        samples::hours().chart().unwrap().finding().to_owned(),
        samples::moved().chart().unwrap().finding().to_owned(),
        samples::calibration().chart().unwrap().finding().to_owned(),
        samples::skills().chart().unwrap().finding().to_owned(),
        samples::smart().finding(),
    ];
    assert_data_eq!(
        findings.join("\n"),
        snapbox::str![[r"
No goal is due in the rest of this quarter; next is “Take the SQL course”, by 31 March 2027; one is past its day.
5 of 7 goals lead to something larger, 2 of them to “Lead laboratory informatics at the regional hospital”; “Stand alone” stands alone.
2 evenings every week: kept in 32 of 36 weeks, in 7 of the last 8; 2 paused.
The active goals ask for 18.5 h a week; there are 16 h, so 2.5 h too few.
The deadlines of 2 goals were moved 3 times; the furthest is “Release the ward interface”, 5 months later.
The middle one of 3 finished goals took just the time that it was to take; 2 of 2 forecasts held the finish in their wide band.
2 of 4 skills are at the level that is asked for; no goal leads to HL7 interfaces yet.
2 of 3 goals answer all five questions; the other leaves “how much” and “why” open.
"]]
    );
}

#[test]
fn nothing_that_was_noted_after_today_is_drawn_or_told() {
    let mut with = samples::burn_up();
    let mut without = with.clone();
    let today = with.today;
    without.actual.retain(|(day, _)| *day <= today);
    assert_eq!(with.chart(), without.chart());
    with.confidence.push((day("2026-12-24"), 9));
    assert_eq!(with.chart(), without.chart());
}

#[test]
fn the_order_of_entries_does_not_matter() {
    let mut turned = samples::burn_up();
    turned.actual.reverse();
    turned.confidence.reverse();
    assert_eq!(turned.chart(), samples::burn_up().chart());
}

#[test]
fn the_words_of_a_value_stand_on_a_level_line_and_not_in_it() {
    // It ended on its due day, so that the words stand to the left, where the line runs.
    let end = day("2026-12-31");
    let ended = BurnUp {
        due: Some(end),
        today: end,
        today_word: "ended",
        ..samples::steps()
    };
    for svg in [&ended.chart().wide, &ended.chart().narrow] {
        let elements = elements(svg);
        let here = |class: &str| {
            let found = elements
                .iter()
                .find(|element| element.get("class") == Some(class));
            found.unwrap_or_else(|| panic!("no {class} in {svg}"))
        };
        let (words, dot) = (here("strong halo"), here("now"));
        assert_eq!(words.get("text-anchor"), Some("end"));
        assert!(words.number("y") < dot.number("cy") - 5.0);
    }
}

#[test]
fn ten_years_of_entries_are_no_larger_than_a_screen_of_them() {
    let chart = samples::ten_years().chart();
    let small = chart.figure(Drawings::Small);
    assert!(small.len() < 9_000, "{} bytes", small.len());
    let both = chart.figure(Drawings::Both);
    assert!(both.len() < 30_000, "{} bytes", both.len());
}

#[test]
fn what_has_nothing_to_show_is_no_chart() {
    let today = day("2026-11-22");
    assert!(
        Timeline {
            today,
            bars: vec![samples::bar("A", None, None)]
        }
        .chart()
        .is_none()
    );
    assert!(Alignment { nodes: Vec::new() }.chart().is_none());
    assert!(samples::habit(PeriodUnit::Week, 0).chart().is_none());
    assert!(
        Hours {
            capacity: Some(16.0),
            shares: Vec::new()
        }
        .chart()
        .is_none()
    );
    assert!(
        Moved {
            today,
            slips: Vec::new()
        }
        .chart()
        .is_none()
    );
    assert!(Skills { skills: Vec::new() }.chart().is_none());
    let nothing = Outcome {
        title: "A".into(),
        against_forecast: Some(f64::NAN),
        against_plan: None,
    };
    let calibration = Calibration {
        outcomes: vec![nothing],
        ..samples::calibration()
    };
    assert!(calibration.chart().is_none());
}

#[test]
fn strained_cases_are_sound() {
    for chart in [
        samples::ten_years().chart(),
        samples::falling().chart(),
        samples::steps().chart(),
        samples::forty().chart().unwrap(),
        samples::many(40).chart().unwrap(),
        samples::many(1).chart().unwrap(),
        samples::habit(PeriodUnit::Week, 520).chart().unwrap(),
        samples::habit(PeriodUnit::Day, 3650).chart().unwrap(),
    ] {
        sound(&chart);
    }
}

/// An element of a drawing: its name and attributes.
struct Element<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    text: &'a str,
}

impl Element<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| *value)
    }

    fn number(&self, name: &str) -> f64 {
        self.get(name).unwrap_or("0").parse().unwrap()
    }
}

/// Reads a document strictly: every element closed in order, every attribute quoted, no bare `<` or
/// `&`.
fn elements(text: &str) -> Vec<Element<'_>> {
    let mut open: Vec<&str> = Vec::new();
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        for after in before.split('&').skip(1) {
            assert!(
                ["amp;", "lt;", "gt;", "quot;"]
                    .iter()
                    .any(|entity| after.starts_with(entity)),
                "a bare & in {before}"
            );
        }
        let (inside, after) = tag.split_once('>').expect("a tag that ends");
        let inside = inside.trim_start_matches('<');
        rest = after;
        if let Some(name) = inside.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closed out of order");
            continue;
        }
        let closed = inside.ends_with('/');
        let inside = inside.trim_end_matches('/');
        let (name, mut attributes) = inside.split_once(' ').unwrap_or((inside, ""));
        let mut list = Vec::new();
        while !attributes.is_empty() {
            let (key, after) = attributes.split_once("=\"").expect("a quoted attribute");
            let (value, after) = after.split_once('"').expect("a quote that ends");
            list.push((key.trim(), value));
            attributes = after.trim_start();
        }
        if !closed {
            open.push(name);
        }
        let text = rest.split('<').next().unwrap_or("");
        out.push(Element {
            name,
            attributes: list,
            text,
        });
    }
    assert!(open.is_empty(), "left open: {open:?}");
    out
}

/// Both drawings are well formed, hold finite numbers only, and everything lies inside the view box.
fn sound(chart: &Chart) {
    for svg in [&chart.wide, &chart.narrow] {
        let elements = elements(svg);
        // Words may say anything; places and sizes are numbers.
        let words = ["id", "class", "aria-label", "aria-labelledby", "href"];
        for (key, value) in elements.iter().flat_map(|element| &element.attributes) {
            let is_finite = !value.contains("NaN") && !value.contains("inf");
            assert!(words.contains(key) || is_finite, "{key}: {value}");
        }
        let view = elements[0].get("viewBox").unwrap();
        let view: Vec<f64> = view
            .split(' ')
            .map(|number| number.parse().unwrap())
            .collect();
        let (wide, high) = (view[2], view[3]);
        let size = elements[0].number("font-size");
        let inside = |x: f64, y: f64| {
            assert!(
                (-0.05..=wide + 0.05).contains(&x) && (-0.05..=high + 0.05).contains(&y),
                "{x} {y} is outside {wide} × {high}"
            );
        };
        for element in &elements {
            match element.name {
                "path" => {
                    let path = element.get("d").unwrap();
                    let mut place = (0.0, 0.0);
                    let starts = path.match_indices(|c: char| c.is_ascii_alphabetic());
                    let ends = starts.clone().skip(1).map(|(at, _)| at);
                    for ((at, command), end) in starts.zip(ends.chain([path.len()])) {
                        let numbers = path.get(at + 1..end).unwrap();
                        let numbers: Vec<f64> = numbers
                            .split(' ')
                            .filter(|number| !number.is_empty())
                            .map(|number| number.parse().unwrap())
                            .collect();
                        match (command, numbers.as_slice()) {
                            ("H", [x]) => place.0 = *x,
                            ("V", [y]) => place.1 = *y,
                            ("Z", []) => {}
                            ("M" | "L" | "C", numbers) => {
                                for pair in numbers.chunks(2) {
                                    place = (pair[0], pair[1]);
                                    inside(place.0, place.1);
                                }
                            }
                            _ => panic!("{path}"),
                        }
                        inside(place.0, place.1);
                    }
                }
                "rect" => {
                    let (x, y) = (element.number("x"), element.number("y"));
                    inside(x, y);
                    inside(
                        x + element.number("width") - 0.1,
                        y + element.number("height") - 0.1,
                    );
                }
                "circle" => {
                    let (x, y, radius) = (
                        element.number("cx"),
                        element.number("cy"),
                        element.number("r"),
                    );
                    inside(x - radius, y - radius);
                    inside(x + radius, y + radius.min(high / 2.0));
                }
                "text" => {
                    let (x, y) = (element.number("x"), element.number("y"));
                    let shown = element.text.replace("&amp;", "&").replace("&lt;", "<");
                    let wide = width(&shown.replace("&gt;", ">").replace("&quot;", "\""), size);
                    let from = match element.get("text-anchor") {
                        Some("end") => x - wide,
                        Some("middle") => x - wide / 2.0,
                        _ => x,
                    };
                    inside(from, y);
                    inside(from + wide, y);
                }
                _ => {}
            }
        }
    }
    elements(&chart.figure(Drawings::Both));
    elements(&chart.figure(Drawings::Small));
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    let near = 735_000i32..745_000;
    prop_oneof![4 => near, 1 => 1..3_652_000i32]
        .prop_map(|number| NaiveDate::from_num_days_from_ce_opt(number).unwrap())
}

fn any_value() -> impl Strategy<Value = f64> {
    prop_oneof![3 => -100.0..1000.0, 1 => any::<f64>(), 1 => Just(0.0)]
}

fn any_title() -> impl Strategy<Value = String> {
    prop_oneof![2 => "[A-Za-z <&>\"éß…]{0,60}", 1 => any::<String>(), 1 => Just(samples::LONG.to_owned())]
}

fn any_tone() -> impl Strategy<Value = Tone> {
    proptest::sample::select(Tone::ALL.to_vec())
}

fn any_burn_up() -> impl Strategy<Value = BurnUp> {
    let days = proptest::collection::vec((any_day(), any_value()), 0..60);
    let line = proptest::collection::vec((any_day(), any_value()), 0..6);
    let steps = proptest::collection::vec((any_day(), any_title(), any::<bool>()), 0..6);
    let fan = proptest::option::of((any_day(), any_day(), any_day(), any_day()));
    let sure = proptest::collection::vec((any_day(), any::<u8>()), 0..6);
    let first = (
        any_title(),
        any_title(),
        any::<bool>(),
        any_day(),
        any_value(),
        any_value(),
    );
    let second = (proptest::option::of(any_day()), any_day());
    (first, second, days, line, steps, fan, sure).prop_map(
        |(
            (title, unit, stairs, start, from, target),
            (due, today),
            actual,
            expected,
            steps,
            fan,
            confidence,
        )| BurnUp {
            finding: title.clone(),
            title,
            unit: Unit {
                before: String::new(),
                after: unit,
            },
            shape: if stairs { Shape::Stairs } else { Shape::Line },
            start: (start, from),
            target,
            due,
            today,
            today_word: "today",
            actual,
            expected,
            milestones: steps
                .into_iter()
                .map(|(day, label, done)| Milestone { day, label, done })
                .collect(),
            fan: fan.map(|(a, b, c, d)| Fan {
                p60: (a, b),
                p80: (c, d),
            }),
            confidence,
        },
    )
}

fn any_bar() -> impl Strategy<Value = Bar> {
    let days = (
        proptest::option::of(any_day()),
        proptest::option::of(any_day()),
        proptest::option::of(any_day()),
    );
    let moved = proptest::collection::vec(any_day(), 0..4);
    (any_title(), days, moved, any_tone()).prop_map(
        |(title, (start, due, closed), moved_from, tone)| Bar {
            title,
            start,
            due,
            closed,
            moved_from,
            tone,
            word: tone.word().to_owned(),
        },
    )
}

fn any_node() -> impl Strategy<Value = Node> {
    let serves = proptest::collection::vec(0usize..90, 0..4);
    (any_title(), 0u8..7, serves).prop_map(|(title, level, serves)| Node {
        title,
        level: match level {
            0 => Level::Role,
            1 => Level::Value,
            other => Level::Goal(Tone::ALL[usize::from(other) - 2]),
        },
        serves,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_burn_up_is_sound(burn_up in any_burn_up()) {
        sound(&burn_up.chart());
    }

    #[test]
    fn any_timeline_is_sound(today in any_day(), bars in proptest::collection::vec(any_bar(), 0..50)) {
        if let Some(chart) = (Timeline { today, bars }).chart() {
            sound(&chart);
        }
    }

    #[test]
    fn any_alignment_is_sound(nodes in proptest::collection::vec(any_node(), 0..90)) {
        if let Some(chart) = (Alignment { nodes }).chart() {
            sound(&chart);
        }
    }

    #[test]
    fn any_habit_is_sound(
        title in any_title(),
        unit in proptest::sample::select(vec![PeriodUnit::Day, PeriodUnit::Week, PeriodUnit::Month, PeriodUnit::Year]),
        slots in proptest::collection::vec((any_day(), 0usize..5, any_title()), 0..300),
    ) {
        const ALL: [Kept; 5] = [Kept::Met, Kept::Missed, Kept::Paused, Kept::Unknown, Kept::Open];
        let slots = slots.into_iter().map(|(from, kept, value)| Slot { from, kept: ALL[kept], value });
        let habit = Habit { aim: title.clone(), title, period: Period { count: 1, unit }, slots: slots.collect() };
        if let Some(chart) = habit.chart() {
            sound(&chart);
        }
    }

    #[test]
    fn any_rows_are_sound(
        today in any_day(),
        capacity in proptest::option::of(any_value()),
        rows in proptest::collection::vec(
            (any_title(), any_value(), any_value(), proptest::collection::vec(any_day(), 0..4), any::<(u8, u8)>()),
            0..30,
        ),
    ) {
        let shares = rows.iter().map(|row| Share { title: row.0.clone(), hours: row.1 });
        let slips = rows.iter().map(|row| Slip { title: row.0.clone(), dues: row.3.clone(), why: vec![row.0.clone()] });
        let outcomes = rows.iter().map(|row| Outcome {
            title: row.0.clone(),
            against_forecast: Some(row.1),
            against_plan: Some(row.2),
        });
        let skills = rows.iter().map(|row| SkillLevel {
            name: row.0.clone(),
            have: Some(row.4.0),
            asked: row.4.1,
            through: row.0.clone(),
        });
        let charts = [
            Hours { capacity, shares: shares.collect() }.chart(),
            Moved { today, slips: slips.collect() }.chart(),
            Calibration { outcomes: outcomes.collect(), ..samples::calibration() }.chart(),
            Skills { skills: skills.collect() }.chart(),
        ];
        charts.iter().flatten().for_each(sound);
    }
}
