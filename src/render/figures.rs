//! What a published plan gives the charts: titles, days and numbers, and nothing else.
//!
//! In: a [`Published`], so that a chart can only hold what its audience may see. Out: charts. This is
//! the one place that knows both a plan and a chart.

use super::chart::{
    Alignment, Bar, BurnUp, Calibration, Chart, Drawings, Fan, Habit, Hours, Kept, Letter, Level,
    Milestone, Moved, Node, Outcome, Shape, Share, SkillLevel, Skills, Slip, Slot, Smart, SmartRow,
    Timeline, Tone, Unit,
};
use super::markdown::goal_path;
use super::words;
use crate::check;
use crate::plan::{GoalEntry, GoalIx, Target};
use crate::progress::{GoalProgress, Met, Source};
use crate::publish::{Audience, Published};
use crate::vocabulary::{MetricType, Status};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// The charts of the report, each as a `figure`, or nothing.
#[derive(Serialize)]
pub(crate) struct ReportFigures {
    /// One a goal: what wants a look first.
    courses: Vec<Course>,
    /// How many more goals have one on their own page.
    more_courses: usize,
    habits: Vec<Course>,
    timeline: String,
    alignment: String,
    hours: String,
    skills: String,
    moved: String,
    smart: String,
    calibration: String,
}

/// The chart of one goal among others.
#[derive(Serialize)]
struct Course {
    title: String,
    href: String,
    tone: &'static str,
    health: &'static str,
    figure: String,
}

impl ReportFigures {
    /// The same for a sheet to mail: the goals that want a look first, a row of them, with links that
    /// stay within the page, where every open goal has its anchor.
    pub(crate) fn for_a_sheet(mut self) -> Self {
        self.courses.truncate(SHEET);
        self.habits.clear();
        for course in &mut self.courses {
            let id = course
                .href
                .trim_start_matches("goals/")
                .trim_end_matches(".html");
            course.href = format!("#goal-{id}");
        }
        self
    }
}

/// The most goals whose course a sheet to mail draws: a row of them.
const SHEET: usize = 3;

/// The most goals whose course the report draws; the others have it on their page.
const COURSES: usize = 12;

/// From how many open goals on it draws fewer, and how many then.
const MANY: usize = 24;
const FEW: usize = 6;

/// The charts of the report for these goals, in their order.
pub(crate) fn report(published: &Published, goals: &[GoalIx]) -> ReportFigures {
    let mut ordered: Vec<GoalIx> = goals.to_vec();
    let urgency = |ix: &GoalIx| match words::tone(published.progress().of(*ix).health) {
        "act" => 0,
        "look" => 1,
        "good" | "fine" => 2,
        _ => 3,
    };
    ordered.sort_by_key(urgency);
    let (mut courses, mut habits) = (Vec::new(), Vec::new());
    for ix in ordered {
        let progress = published.progress().of(ix);
        let entry = published.plan().goal(ix);
        let Some(chart) = course(published, ix, course_in_words(published, ix)) else {
            continue;
        };
        let course = Course {
            title: entry.name().to_owned(),
            href: goal_path(&entry.id),
            tone: words::tone(progress.health),
            health: words::health(progress.health),
            figure: chart.figure(Drawings::Small),
        };
        if progress.rhythm.is_some() {
            habits.push(course);
        } else {
            courses.push(course);
        }
    }
    let mut by_due = goals.to_vec();
    by_due.sort_by_key(|ix| {
        let due = published.plan().goal(*ix).due_date();
        (due.unwrap_or(NaiveDate::MAX), *ix)
    });
    let all = courses.len();
    courses.truncate(if goals.len() > MANY { FEW } else { COURSES });
    let more_courses = all - courses.len();
    habits.truncate(COURSES);
    let both =
        |chart: Option<Chart>| chart.map_or(String::new(), |chart| chart.figure(Drawings::Both));
    ReportFigures {
        courses,
        more_courses,
        habits,
        timeline: both(timeline(published, &by_due)),
        alignment: both(alignment(published, goals)),
        hours: both(hours(published)),
        skills: both(skills(published)),
        moved: both(moved(published, &by_due)),
        smart: smart(published, goals).figure(),
        // How forecasts went is for the owner alone.
        calibration: if published.audience() == Audience::Me {
            both(calibration(published))
        } else {
            String::new()
        },
    }
}

/// Which of the five letters each goal meets.
fn smart(published: &Published, goals: &[GoalIx]) -> Smart {
    let plan = published.plan();
    let row = |ix: &GoalIx| {
        let entry = plan.goal(*ix);
        if !check::is_english(&entry.goal, &plan.config) {
            return None;
        }
        let letters = check::letters(entry, plan, published.today())?;
        Some(SmartRow {
            title: entry.name().to_owned(),
            href: goal_path(&entry.id),
            letters: letters.map(|letter| match letter {
                check::Letter::Met(_) => Letter::Met,
                check::Letter::Open => Letter::Open,
                check::Letter::NotAsked => Letter::NotAsked,
            }),
        })
    };
    Smart {
        rows: goals.iter().filter_map(row).collect(),
    }
}

/// How a goal went so far and where it is heading: a burn-up that states `finding`, or a strip of
/// its periods, which states its own. `None` where nothing was measured.
pub(crate) fn course(published: &Published, ix: GoalIx, finding: String) -> Option<Chart> {
    let entry = published.plan().goal(ix);
    let progress = published.progress().of(ix);
    if progress.rhythm.is_some() {
        habit(entry, progress)?.chart()
    } else {
        Some(burn_up(published, ix, finding)?.chart())
    }
}

/// The burn-up of a goal; `None` for rhythms and budgets, and where nothing was measured.
fn burn_up(published: &Published, ix: GoalIx, finding: String) -> Option<BurnUp> {
    let entry = published.plan().goal(ix);
    let progress = published.progress().of(ix);
    let source = progress.source?;
    if progress.rhythm.is_some() || progress.is_budget() || progress.series.is_empty() {
        return None;
    }
    let start = progress.start?;
    let today = published.today().date();
    // A goal that is over is drawn as of the day it ended.
    let today = progress.closed.map_or(today, |closed| closed.min(today));
    if start > today {
        return None;
    }
    let metric = entry.metric.get();
    let (from, target, unit, shape) = match (source, metric) {
        (Source::Metric, Some(metric)) if metric.kind != MetricType::YesNo => (
            metric.baseline.get().copied().unwrap_or(0.0),
            *metric.target.get()?,
            Unit {
                before: metric.currency.clone().unwrap_or_default(),
                after: metric.unit.clone().unwrap_or_default(),
            },
            match metric.kind {
                MetricType::Level => Shape::Line,
                _ => Shape::Stairs,
            },
        ),
        (Source::Steps, _) if progress.steps.1 == progress.step_count.1 as f64 => (
            0.0,
            progress.steps.1,
            Unit {
                before: String::new(),
                after: "steps".into(),
            },
            Shape::Stairs,
        ),
        _ => (
            0.0,
            100.0,
            Unit {
                before: String::new(),
                after: "%".into(),
            },
            Shape::Stairs,
        ),
    };
    let value = |share: f64| from + share * (target - from);
    let milestones = progress.milestones.iter().filter_map(|step| {
        let label = entry.body.steps.get(step.step)?.text.clone();
        Some(Milestone {
            day: step.date()?,
            label,
            done: step.is_done,
        })
    });
    let confidence = entry
        .body
        .log
        .iter()
        .filter_map(|line| Some((line.date, line.confidence?)));
    Some(BurnUp {
        title: entry.name().to_owned(),
        finding,
        unit,
        shape,
        start: (start, from),
        target,
        due: progress.due,
        today,
        today_word: if progress.status.is_open() {
            "today"
        } else {
            "ended"
        },
        actual: progress
            .series
            .iter()
            .map(|point| (point.date, value(point.share)))
            .collect(),
        expected: progress
            .expected_line
            .iter()
            .map(|(day, share)| (*day, value(*share)))
            .collect(),
        milestones: milestones.collect(),
        fan: progress.outlook.forecast().map(|forecast| Fan {
            p60: forecast.p60,
            p80: forecast.p80,
        }),
        confidence: confidence.collect(),
    })
}

/// Where a goal stands and what is to be expected of it, in a sentence: "68 % of 90 %, from 20 %;
/// 12 days behind; likely done between March and July 2027."
pub(crate) fn course_in_words(published: &Published, ix: GoalIx) -> String {
    let entry = published.plan().goal(ix);
    let progress = published.progress().of(ix);
    let mut parts = Vec::new();
    if progress.status == Status::Done {
        parts.push(words::health(progress.health).to_owned());
        if let Some(closed) = progress.closed {
            parts.push(words::day(closed));
        }
        return format!("{}.", parts.join(", "));
    }
    let stands = words::progress(entry, progress, published.audience());
    parts.push(stands.unwrap_or_else(|| {
        progress.shown().map_or_else(
            || "nothing measured yet".to_owned(),
            |share| format!("{} %", words::percent(share)),
        )
    }));
    parts.extend(
        progress
            .slack_days
            .filter(|_| words::is_compared(progress.health))
            .map(|days| words::pace(progress.health, days)),
    );
    parts.extend(words::outlook(&progress.outlook, published.today()));
    format!("{}.", words::capital(&parts.join("; ")))
}

/// The strip of a habit, band or limit.
fn habit(entry: &GoalEntry, progress: &GoalProgress) -> Option<Habit> {
    let rhythm = progress.rhythm.as_ref()?;
    let metric = entry.metric.get()?;
    let unit = metric.unit.as_deref().unwrap_or("");
    let slots = rhythm.periods.iter().map(|period| Slot {
        from: period.first,
        kept: match period.met {
            Met::Met => Kept::Met,
            Met::Missed => Kept::Missed,
            Met::Paused => Kept::Paused,
            Met::Unchecked => Kept::Unknown,
            Met::Open => Kept::Open,
        },
        value: period
            .value
            .map_or(String::new(), |value| words::amount(value, unit)),
    });
    Some(Habit {
        title: entry.name().to_owned(),
        aim: words::aim(entry).unwrap_or_default(),
        period: metric.period.unwrap_or(progress.cadence),
        slots: slots.collect(),
    })
}

/// These goals by quarter, in this order.
pub(crate) fn timeline(published: &Published, goals: &[GoalIx]) -> Option<Chart> {
    let bars = goals.iter().map(|ix| {
        let entry = published.plan().goal(*ix);
        let progress = published.progress().of(*ix);
        Bar {
            title: entry.name().to_owned(),
            start: progress.start,
            due: progress.due.or(entry.due_date()),
            closed: progress.closed,
            moved_from: former_dues(entry),
            tone: Tone::of(words::tone(progress.health)),
            word: words::health(progress.health).to_owned(),
        }
    });
    let timeline = Timeline {
        today: published.today().date(),
        bars: bars.collect(),
    };
    timeline.chart()
}

/// The due days that a goal had before the one that holds, oldest first.
fn former_dues(entry: &GoalEntry) -> Vec<NaiveDate> {
    let moves = entry.moved.items();
    let mut days: Vec<NaiveDate> = moves
        .iter()
        .filter_map(|moved| Some(moved.value.from?.last))
        .collect();
    days.dedup();
    days.retain(|day| Some(*day) != entry.due_date());
    days
}

/// Those of these goals whose deadline was moved.
pub(crate) fn moved(published: &Published, goals: &[GoalIx]) -> Option<Chart> {
    let slips = goals.iter().filter_map(|ix| {
        let entry = published.plan().goal(*ix);
        let mut dues = former_dues(entry);
        let last = entry.moved.items().last()?.value.to;
        dues.push(entry.due_date().or(last.map(|to| to.last))?);
        Some(Slip {
            title: entry.name().to_owned(),
            dues,
            why: entry
                .moved
                .items()
                .iter()
                .filter_map(|moved| moved.value.why.clone())
                .collect(),
        })
    });
    let moved = Moved {
        today: published.today().date(),
        slips: slips.collect(),
    };
    moved.chart()
}

/// What these goals lead to: larger goals, roles, values.
pub(crate) fn alignment(published: &Published, goals: &[GoalIx]) -> Option<Chart> {
    let plan = published.plan();
    let mut nodes: Vec<Node> = Vec::new();
    let mut places: BTreeMap<(u8, String), usize> = BTreeMap::new();
    let level = |ix: GoalIx| {
        let health = published.progress().of(ix).health;
        Level::Goal(Tone::of(words::tone(health)))
    };
    for ix in goals {
        let entry = plan.goal(*ix);
        places.insert((0, entry.id.to_string()), nodes.len());
        nodes.push(Node {
            title: entry.name().to_owned(),
            level: level(*ix),
            serves: Vec::new(),
        });
    }
    for (at, ix) in goals.iter().enumerate() {
        let entry = plan.goal(*ix);
        let mut serves: Vec<usize> = Vec::new();
        for reference in &entry.relations.supports {
            let (key, node) = match reference.target {
                Some(Target::Goal(larger)) => {
                    let goal = plan.goal(larger);
                    (
                        (0, goal.id.to_string()),
                        (goal.name().to_owned(), level(larger)),
                    )
                }
                Some(Target::Role(role)) => {
                    let Some((id, role)) = plan.roles.get(role.0) else {
                        continue;
                    };
                    let title = role.title.get().cloned();
                    let title = title.unwrap_or_else(|| id.to_string());
                    ((1, id.to_string()), (title, Level::Role))
                }
                None => continue,
            };
            serves.push(place_of(key, node, (&mut nodes, &mut places)));
        }
        // A value is what a goal leads to where nothing larger stands between.
        if serves.is_empty() {
            for value in entry.values.items() {
                let key = (2, value.value.to_lowercase());
                let node = (words::capital(&value.value), Level::Value);
                serves.push(place_of(key, node, (&mut nodes, &mut places)));
            }
        }
        if let Some(node) = nodes.get_mut(at) {
            node.serves = serves;
        }
    }
    Alignment { nodes }.chart()
}

fn place_of(
    key: (u8, String),
    (title, level): (String, Level),
    (nodes, places): (&mut Vec<Node>, &mut BTreeMap<(u8, String), usize>),
) -> usize {
    *places.entry(key).or_insert_with(|| {
        nodes.push(Node {
            title,
            level,
            serves: Vec::new(),
        });
        nodes.len() - 1
    })
}

/// The hours of the active goals against the hours that there are.
pub(crate) fn hours(published: &Published) -> Option<Chart> {
    let hours = &published.progress().hours;
    let shares = hours.goals.iter().map(|(ix, hours)| Share {
        title: published.plan().goal(*ix).name().to_owned(),
        hours: *hours,
    });
    let hours = Hours {
        capacity: hours.capacity,
        shares: shares.collect(),
    };
    hours.chart()
}

/// How finished goals went, against forecast and plan.
pub(crate) fn calibration(published: &Published) -> Option<Chart> {
    let calibration = &published.progress().calibration;
    let outcomes = calibration.finished.iter().map(|finished| Outcome {
        title: published.plan().goal(finished.goal).name().to_owned(),
        against_forecast: finished.against_forecast,
        against_plan: finished.against_plan,
    });
    let calibration = Calibration {
        outcomes: outcomes.collect(),
        band60: calibration.factors.p60,
        band80: calibration.factors.p80,
    };
    calibration.chart()
}

/// The skills that roles ask for, each at the highest level that is asked, against what there is.
pub(crate) fn skills(published: &Published) -> Option<Chart> {
    let plan = published.plan();
    let plain = |name: &str| name.to_lowercase().replace([' ', '_'], "-");
    let mut asked: Vec<(String, String, u8)> = Vec::new();
    for (_, role) in &plan.roles {
        for skill in role.skills.items() {
            let key = plain(&skill.name.value);
            match asked.iter_mut().find(|(known, ..)| *known == key) {
                Some((_, _, level)) => *level = (*level).max(skill.level),
                None => asked.push((key, plan.skill_name(&skill.name.value), skill.level)),
            }
        }
    }
    let skills = asked.into_iter().map(|(key, name, asked)| {
        let have = plan
            .skills
            .iter()
            .find(|skill| plain(&skill.key.value) == key)
            .and_then(|skill| skill.level);
        let through = plan.goals().find(|(ix, goal)| {
            published.progress().of(*ix).status.is_open()
                && goal.skills.items().iter().any(|aim| {
                    plain(&aim.name.value) == key && aim.level.is_none_or(|level| level >= asked)
                })
        });
        SkillLevel {
            name,
            have,
            asked,
            through: through.map_or(String::new(), |(_, goal)| goal.name().to_owned()),
        }
    });
    let mut skills: Vec<SkillLevel> = skills.collect();
    // The widest gap first.
    skills.sort_by_key(|skill| {
        std::cmp::Reverse(i16::from(skill.asked) - i16::from(skill.have.unwrap_or(0)))
    });
    Skills { skills }.chart()
}
