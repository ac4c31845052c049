//! What a step's line says beside its words: `(due 2027-01-31)`, `✅ 2026-05-01`, `(weight 3)`.

use crate::fields;
use crate::plan::field::Field;
use crate::plan::goal::StepState;
use crate::problem::{BadDate, Problem, ProblemKind};
use crate::prose::date::DateSpan;
use crate::prose::number;
use crate::source::{Span, Spanned};
use crate::vocabulary::Action;

/// The marks of one step.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    pub(super) due: Field<DateSpan>,
    pub(super) done: Field<DateSpan>,
    pub(super) weight: Option<f64>,
    pub(super) action: Option<Action>,
    /// The bytes of the marks, which are no words of the step.
    pub(super) places: Vec<Span>,
    pub(super) problems: Vec<Problem>,
}

/// Reads the marks in `line`, which stands at byte `at` of its file. `open` says what a bare
/// leading date means: the day by which, or the day on which.
pub(super) fn read(line: &str, at: usize, state: StepState) -> Marks {
    let mut marks = Marks::default();
    groups(line, at, &mut marks);
    let ascii = line.is_ascii();
    for (sign, done) in [
        ("📅", false),
        ("⏳", false),
        ("🛫", false),
        ("✅", true),
        ("@", false),
    ] {
        // Most lines have none, and one that is of ASCII has at most the last.
        let hits = (sign.is_ascii() || !ascii).then(|| line.match_indices(sign));
        for (start, _) in hits.into_iter().flatten() {
            let rest = line.get(start + sign.len()..).unwrap_or("");
            let gap = rest.len() - rest.trim_start().len();
            let date: String = rest
                .trim_start()
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.'))
                .collect();
            let date = date.trim_end_matches('.');
            // An `@` before anything but a date is a person.
            if !date.starts_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let place = Span::new(start, start + sign.len() + gap + date.len());
            let name = if sign == "⏳" || sign == "🛫" {
                Sort::Ignored
            } else if done {
                Sort::Done
            } else {
                Sort::Due
            };
            marks.date(name, date, place.shifted(at));
        }
    }
    // `2026-04-27: sat the exam`
    if let Some((date, _)) = line.split_once(':')
        && date.starts_with(|c: char| c.is_ascii_digit())
        && let Ok(_) | Err(BadDate::Impossible { .. } | BadDate::Ambiguous { .. }) =
            fields::fits(date)
    {
        let sort = if state == StepState::Done {
            Sort::Done
        } else {
            Sort::Due
        };
        marks.date(sort, date, Span::new(at, at + date.len() + 1));
    }
    marks.places.sort();
    marks
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Due,
    Done,
    Ignored,
}

impl Marks {
    fn date(&mut self, sort: Sort, text: &str, place: Span) {
        match fields::fits(text) {
            Ok(date) => {
                let set = Field::Set(Spanned::new(date, place));
                match sort {
                    Sort::Due if self.due.is_absent() => self.due = set,
                    Sort::Done if self.done.is_absent() => self.done = set,
                    _ => {}
                }
                self.places.push(place);
            }
            Err(why @ (BadDate::Impossible { .. } | BadDate::Ambiguous { .. })) => {
                match sort {
                    Sort::Due => self.due = Field::Broken(place),
                    Sort::Done => self.done = Field::Broken(place),
                    Sort::Ignored => {}
                }
                self.problems.push(Problem {
                    span: place,
                    kind: ProblemKind::Date {
                        field: "step".into(),
                        text: text.trim().into(),
                        why,
                    },
                });
                self.places.push(place);
            }
            // "(by the whole team)" is words.
            Err(_) => {}
        }
    }
}

/// The bytes of the longest mark in brackets.
const LONGEST: usize = 200;

/// `(due …)`, `(weight 3)`, `[due:: …]`.
fn groups(line: &str, at: usize, marks: &mut Marks) {
    for (open, close) in [('(', ')'), ('[', ']')] {
        // Found once for all that stand before it: a line may be nothing but opening brackets.
        let mut end = 0;
        for (start, _) in line.match_indices(open) {
            if end <= start {
                let Some(length) = line.get(start..).and_then(|rest| rest.find(close)) else {
                    break;
                };
                end = start + length;
            }
            let length = end - start;
            // A mark is a word and a date or number; anything longer is words.
            if length > LONGEST {
                continue;
            }
            let place = Span::new(start, start + length + close.len_utf8());
            let inner = line.get(start + 1..start + length).unwrap_or("").trim();
            let lower = inner.to_lowercase();
            let after = |word: &str| {
                lower.strip_prefix(word).map(|rest| {
                    inner
                        .get(inner.len() - rest.len()..)
                        .unwrap_or("")
                        .trim_start_matches([':', ' '])
                        .trim()
                })
            };
            if open == '[' {
                match inner
                    .split_once("::")
                    .map(|(key, value)| (key.trim().to_lowercase(), value.trim()))
                {
                    Some((key, value)) if key == "due" => {
                        marks.date(Sort::Due, value, place.shifted(at));
                    }
                    Some((key, value)) if key == "completion" || key == "done" => {
                        marks.date(Sort::Done, value, place.shifted(at));
                    }
                    _ => {}
                }
                continue;
            }
            if let Some(date) = after("due ")
                .or_else(|| after("due:"))
                .or_else(|| after("by "))
            {
                marks.date(Sort::Due, date, place.shifted(at));
            } else if let Some(date) = after("done ").or_else(|| after("done:")) {
                marks.date(Sort::Done, date, place.shifted(at));
            } else if let Some(weight) = after("weight ").or_else(|| after("weight:")) {
                marks.places.push(place.shifted(at));
                match number::read(weight) {
                    Ok(number) if number.value >= 0.0 && number.unit.is_none() => {
                        marks.weight = Some(number.value);
                    }
                    _ => marks.problems.push(Problem {
                        span: place.shifted(at),
                        kind: ProblemKind::Number {
                            field: "weight".into(),
                            text: weight.into(),
                            readings: Vec::new(),
                        },
                    }),
                }
            } else if let Some(action) = after("action:") {
                marks.places.push(place.shifted(at));
                match Action::read(action) {
                    Some(action) => marks.action = Some(action),
                    None => marks.problems.push(Problem {
                        span: place.shifted(at),
                        kind: ProblemKind::WrongValue {
                            field: "action".into(),
                            found: format!("`{action}`"),
                            expected: format!(
                                "one of {}",
                                Action::ALL
                                    .iter()
                                    .map(|action| action.as_str())
                                    .collect::<Vec<_>>()
                                    .join(", ")
                            ),
                            near: fields::nearest(
                                action,
                                Action::ALL.iter().map(|action| action.as_str()),
                            )
                            .map(String::from),
                            fails_closed: false,
                        },
                    }),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(line: &str) -> String {
        let marks = read(line, 0, StepState::Open);
        let date =
            |field: &Field<DateSpan>| field.get().map_or("-".into(), |date| date.last.to_string());
        let mut words = line.to_owned();
        for place in marks.places.iter().rev() {
            words.replace_range(place.start..place.end, "");
        }
        format!(
            "{} {} {:?} {:?} | {}",
            date(&marks.due),
            date(&marks.done),
            marks.weight,
            marks.problems.len(),
            words.trim()
        )
    }

    #[test]
    fn marks_are_read_in_every_notation() {
        for (line, expected) in [
            (
                "Two mocks (due 2027-01-31)",
                "2027-01-31 - None 0 | Two mocks",
            ),
            (
                "Course (done 2026-10-18) (weight 3)",
                "- 2026-10-18 Some(3.0) 0 | Course",
            ),
            ("Talk (by March 2027)", "2027-03-31 - None 0 | Talk"),
            ("Sit it 📅 2027-02-01", "2027-02-01 - None 0 | Sit it"),
            ("Sit it ✅ 2026-05-01", "- 2026-05-01 None 0 | Sit it"),
            (
                "Sit it [due:: 2027-02-01] [completion:: 2027-01-30]",
                "2027-02-01 2027-01-30 None 0 | Sit it",
            ),
            ("Ask @kim @2027-02-01", "2027-02-01 - None 0 | Ask @kim"),
            (
                "2026-04-27: sat the exam",
                "2026-04-27 - None 0 | sat the exam",
            ),
            (
                "Reviewed (by the whole team)",
                "- - None 0 | Reviewed (by the whole team)",
            ),
            ("Two mocks (due 2027-02-30)", "- - None 1 | Two mocks"),
            ("Two mocks (weight many)", "- - None 1 | Two mocks"),
        ] {
            assert_eq!(show(line), expected, "{line}");
        }
    }
}
