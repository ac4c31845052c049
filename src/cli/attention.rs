//! What wants a look: one reason a goal, the most urgent first, with the command that answers it.
//!
//! Asked by the first screen and by the review. It judges nobody: a day has passed, a step is open,
//! nothing was noted for a while.

use super::days;
use crate::analysis::Analysis;
use crate::plan::goal::{Step, StepState};
use crate::plan::{GoalEntry, GoalIx};
use crate::progress::{GoalProgress, Health, Source};
use crate::vocabulary::Status;
use chrono::NaiveDate;

/// A goal that wants a look.
pub(super) struct Look {
    pub(super) goal: GoalIx,
    /// What is so.
    pub(super) what: String,
    /// The command that would answer it.
    pub(super) command: String,
    /// The step that is late, where that is the reason: its number in the file.
    pub(super) step: Option<usize>,
    rank: u8,
    /// Sorts those of one rank: the older the sooner.
    since: NaiveDate,
}

/// All that wants a look, the most urgent first.
pub(super) fn all(analysis: &Analysis) -> Vec<Look> {
    let mut looks: Vec<Look> = analysis
        .plan
        .goals()
        .filter_map(|(ix, goal)| {
            let progress = analysis.progress.of(ix);
            if !progress.status.is_open() {
                return None;
            }
            let (rank, since, what, command) = reason(analysis, goal, progress)?;
            let step = (rank == LATE_STEP)
                .then(|| late_step(goal, analysis.today.date()))
                .flatten();
            Some(Look {
                goal: ix,
                what,
                command: format!("goalpost {}", command.replace("GOAL", goal.id.as_str())),
                step: step.map(|(_, at, _)| at),
                rank,
                since,
            })
        })
        .collect();
    looks.sort_by_key(|look| (look.rank, look.since, look.goal));
    looks
}

/// The rank of a goal with a step that is late.
const LATE_STEP: u8 = 2;

type Reason = (u8, NaiveDate, String, String);

fn reason(analysis: &Analysis, goal: &GoalEntry, progress: &GoalProgress) -> Option<Reason> {
    let today = analysis.today.date();
    let ago = |day: NaiveDate| days::length((today - day).num_days());
    let due = goal.due_date();
    if progress.health == Health::TargetMet {
        return Some((
            1,
            progress.last_checkin.unwrap_or(today),
            if progress.source == Some(Source::Steps) {
                "all steps are done".into()
            } else {
                "the target is met".into()
            },
            "done GOAL --result \"…\"".into(),
        ));
    }
    if let Some(due) = due.filter(|due| *due < today) {
        let what = format!("was due {} ago, on {}", ago(due), days::words(due));
        return Some((0, due, what, "move GOAL DATE --why \"…\"".into()));
    }
    if progress.health == Health::Paused {
        let since = goal
            .paused
            .items()
            .iter()
            .map(|pause| pause.value.from)
            .max();
        // A pause of a season may have become something else.
        let since = since.filter(|since| (today - *since).num_days() > 90)?;
        let what = format!("paused for {}", ago(since));
        return Some((5, since, what, "resume GOAL".into()));
    }
    if matches!(progress.status, Status::Idea) {
        return None;
    }
    if let Some((day, _, step)) = late_step(goal, today) {
        let what = format!("“{}” was to be done {} ago", step.text, ago(day));
        let word = step
            .text
            .split_whitespace()
            .take(3)
            .collect::<Vec<_>>()
            .join(" ");
        return Some((LATE_STEP, day, what, format!("done GOAL --step \"{word}\"")));
    }
    if progress.health == Health::Stale {
        let last = progress.last_checkin.or(progress.start).unwrap_or(today);
        let what = format!("nothing noted for {}", ago(last));
        return Some((3, last, what, log_command(goal)));
    }
    if let Some(due) = due.filter(|due| (*due - today).num_days() <= 30)
        && progress.status != Status::Planned
    {
        let what = match (due - today).num_days() {
            0 => "due today".to_owned(),
            days => format!("due in {}, on {}", days::length(days), days::words(due)),
        };
        return Some((4, due, what, log_command(goal)));
    }
    if let Some(start) = goal.start_date()
        && goal.status.get() == Some(&Status::Planned)
        && start < today
    {
        let what = format!("was to begin {} ago", ago(start));
        return Some((4, start, what, log_command(goal)));
    }
    let reviewed = last_review(analysis, goal).or(progress.start)?;
    let every = goal
        .review_every
        .get()
        .copied()
        .unwrap_or(analysis.plan.config.review_every);
    let next = every.after(reviewed)?;
    (next < today).then(|| {
        let what = format!("last looked at as a whole {} ago", ago(reviewed));
        (6, next, what, "review --mark GOAL".to_owned())
    })
}

fn log_command(goal: &GoalEntry) -> String {
    if goal.metric.is_set() {
        "log GOAL VALUE \"note\"".into()
    } else {
        "log GOAL \"note\"".into()
    }
}

/// When the goal was last looked at: its own word, or a review that names it.
fn last_review(analysis: &Analysis, goal: &GoalEntry) -> Option<NaiveDate> {
    let own = goal.review.get().map(|review| review.last);
    let named = analysis
        .plan
        .reviews
        .iter()
        .filter(|review| {
            // A review that names none looked at all of them.
            review.goals.items().is_empty()
                || review
                    .goals
                    .items()
                    .iter()
                    .any(|named| named.value.eq_ignore_ascii_case(goal.id.as_str()))
        })
        .filter_map(|review| Some(review.date.get()?.last))
        .max();
    own.max(named).filter(|day| *day <= analysis.today.date())
}

/// The open step that is late the longest: its day, and its number in the file.
fn late_step(goal: &GoalEntry, today: NaiveDate) -> Option<(NaiveDate, usize, &Step)> {
    let open =
        goal.body.steps.iter().enumerate().filter(|(_, step)| {
            step.leaf && matches!(step.state, StepState::Open | StepState::Half)
        });
    open.filter_map(|(at, step)| Some((step.due.get()?.last, at, step)))
        .filter(|(day, ..)| *day < today)
        .min_by_key(|(day, at, _)| (*day, *at))
}

/// The day of the last entry or done step of the whole plan.
pub(super) fn last_entry(analysis: &Analysis) -> Option<NaiveDate> {
    let goals = analysis.progress.goals.iter();
    goals.filter_map(|goal| goal.last_checkin).max()
}
