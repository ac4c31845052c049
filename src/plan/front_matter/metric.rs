//! What is counted: the flat `measure:` and the long `metric:`, as one metric.

use super::table::METRIC;
use crate::fields::{self, Block};
use crate::plan::field::Field;
use crate::plan::goal::Metric;
use crate::problem::{Problem, ProblemKind};
use crate::prose::measure;
use crate::prose::number::NumberError;
use crate::prose::{Period, number};
use crate::source::Spanned;
use crate::vocabulary::{Direction, LogMeaning, MetricType};
use crate::yaml::Node;

pub(super) fn measure_line(node: &Spanned<Node>, problems: &mut Vec<Problem>) -> Field<Metric> {
    let text = match fields::text(Some(node), "measure", problems) {
        None => return Field::Absent,
        Some(Err(span)) => return Field::Broken(span),
        Some(Ok(text)) => text,
    };
    let span = text.span;
    let measure = match measure::read(&text.value) {
        Ok(measure) => measure,
        Err(error) => {
            let readings = match error {
                NumberError::Ambiguous(readings) => readings,
                NumberError::NotANumber => Vec::new(),
            };
            problems.push(Problem {
                span,
                kind: ProblemKind::Number {
                    field: "measure".into(),
                    text: text.value,
                    readings,
                },
            });
            return Field::Broken(span);
        }
    };
    let yes_no = measure.target.is_none()
        && matches!(
            text.value.to_lowercase().as_str(),
            "yes" | "yes/no" | "yes-no" | "done" | "done or not"
        );
    let percent = measure
        .unit
        .as_deref()
        .is_some_and(|unit| unit.starts_with('%'));
    let kind = if yes_no {
        MetricType::YesNo
    } else if measure.period.is_some() && measure.baseline.is_none() {
        MetricType::Habit
    } else if measure.baseline.is_some() || percent || measure.band.is_some() {
        MetricType::Level
    } else {
        MetricType::Count
    };
    let set = |value: Option<f64>| {
        value.map_or(Field::Absent, |value| Field::Set(Spanned::new(value, span)))
    };
    let down = measure.limit
        || matches!((measure.baseline, measure.target), (Some(baseline), Some(target)) if target < baseline);
    Field::Set(Spanned::new(
        Metric {
            name: measure.name,
            unit: measure.unit,
            currency: measure.currency,
            kind,
            direction: if down { Direction::Down } else { Direction::Up },
            baseline: set(measure.baseline),
            target: if yes_no {
                set(Some(1.0))
            } else {
                set(measure.target)
            },
            stretch: Field::Absent,
            band: measure
                .band
                .map_or(Field::Absent, |band| Field::Set(Spanned::new(band, span))),
            current: Field::Absent,
            period: measure.period,
            log: LogMeaning::Each,
            limit: measure.limit,
        },
        span,
    ))
}

pub(super) fn metric(node: &Spanned<Node>, problems: &mut Vec<Problem>) -> Field<Metric> {
    let Node::Map(entries) = &node.value else {
        return Field::Absent;
    };
    let block = Block::inner(entries, METRIC, problems);
    let name: Field<String> = fields::text(block.get("name"), "metric.name", problems).into();
    let unit: Field<String> = fields::text(block.get("unit"), "metric.unit", problems).into();
    let kind: Field<MetricType> = fields::one_of(
        block.get("type"),
        "metric.type",
        (MetricType::WORDS.names, MetricType::read),
        problems,
    )
    .into();
    let direction: Field<Direction> = fields::one_of(
        block.get("direction"),
        "metric.direction",
        (&["up", "down"], Direction::read),
        problems,
    )
    .into();
    let log: Field<LogMeaning> = fields::one_of(
        block.get("log"),
        "metric.log",
        (&["each", "total"], LogMeaning::read),
        problems,
    )
    .into();
    let period: Field<Period> =
        fields::period(block.get("period"), "metric.period", problems).into();
    let mut numbers = Vec::new();
    let mut currency = None;
    let mut inline_unit = None;
    for name in ["baseline", "target", "stretch", "current"] {
        let read: Field<number::Number> =
            fields::number(block.get(name), &format!("metric.{name}"), problems).into();
        if let Some(number) = read.get() {
            currency = currency.or(number.currency.clone());
            inline_unit = inline_unit.or(number.unit.clone());
        }
        numbers.push(read.map(|number| number.value));
    }
    let mut next = numbers.into_iter();
    let mut take = || next.next().unwrap_or_default();
    let (baseline, target, stretch, current) = (take(), take(), take(), take());
    let band = band(block.get("band"), problems);
    let percent = |unit: &Option<String>| unit.as_deref().is_some_and(|unit| unit.starts_with('%'));
    let unit = unit.get().cloned().or(inline_unit);
    let inferred = if period.is_set() {
        MetricType::Habit
    } else if !baseline.is_absent()
        || !band.is_absent()
        || percent(&unit)
        || log.get() == Some(&LogMeaning::Total)
    {
        MetricType::Level
    } else {
        MetricType::Count
    };
    let kind = kind.get().copied().unwrap_or(inferred);
    let falls = matches!((baseline.get(), target.get()), (Some(baseline), Some(target)) if target < baseline);
    let direction = direction.get().copied().unwrap_or(if falls {
        Direction::Down
    } else {
        Direction::Up
    });
    Field::Set(Spanned::new(
        Metric {
            name: name.get().cloned(),
            unit,
            currency,
            kind,
            direction,
            limit: direction == Direction::Down
                && kind != MetricType::Level
                && baseline.is_absent(),
            baseline,
            target,
            stretch,
            band,
            current,
            period: period.get().copied(),
            log: log.get().copied().unwrap_or(LogMeaning::Each),
        },
        node.span,
    ))
}

pub(super) fn band(node: Option<&Spanned<Node>>, problems: &mut Vec<Problem>) -> Field<(f64, f64)> {
    let (items, span) = match fields::list(node) {
        None => return Field::Absent,
        Some(Err(span)) => return Field::Broken(span),
        Some(Ok(list)) => list,
    };
    let told = problems.len();
    let numbers: Vec<f64> = items
        .iter()
        .filter_map(|item| {
            Some(
                fields::number(Some(item), "metric.band", problems)?
                    .ok()?
                    .value
                    .value,
            )
        })
        .collect();
    match numbers.as_slice() {
        [low, high] if items.len() == 2 => {
            Field::Set(Spanned::new((low.min(*high), low.max(*high)), span))
        }
        _ => {
            if problems.len() == told {
                let kind = ProblemKind::WrongValue {
                    field: "metric.band".into(),
                    found: "something else".into(),
                    expected: "two numbers, `[35, 40]`".into(),
                    near: None,
                    fails_closed: false,
                };
                problems.push(Problem { span, kind });
            }
            Field::Broken(span)
        }
    }
}
