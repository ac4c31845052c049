//! The parts of a report beside its goals: what slipped, what comes next, what is asked, what is due,
//! what wants a review, hours, skills and wins.

use super::goals::{Move, Row};
use super::period::Period;
use crate::plan::goal::{EvidenceLink, StepState};
use crate::plan::{GoalEntry, GoalIx, Plan, Target, in_words};
use crate::progress::Health;
use crate::prose::Period as Length;
use crate::prose::date::DateSpan;
use crate::publish::Published;
use crate::today::Today;
use crate::vocabulary::Status;
use crate::words;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How many next steps are told.
const NEXT: usize = 3;
/// How many days ahead is told what is due.
const AHEAD: i64 = 90;

/// A goal that slipped.
#[derive(Clone, Debug, PartialEq)]
pub struct Slip {
    /// Which goal of the published plan.
    pub goal: GoalIx,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its health.
    pub health: Health,
    /// What slipped: "12 days behind: 40 % of 55 % expected", "moved from … to …".
    pub what: String,
    /// Why, in the owner's words.
    pub why: Option<String>,
    /// The latest words of the log, where no reason is written.
    pub noted: Option<(NaiveDate, String)>,
}

/// A next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// Which goal of the published plan.
    pub goal: GoalIx,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What to do.
    pub text: String,
    /// By when.
    pub due: Option<DateSpan>,
    /// Whether that day is past.
    pub overdue: bool,
}

/// What is asked of the mentor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Which goal of the published plan.
    pub goal: GoalIx,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The question or wish.
    pub text: String,
}

/// A goal or a step with a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Which goal of the published plan.
    pub goal: GoalIx,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The step that is due; `None` for the goal itself.
    pub step: Option<String>,
    /// The last day that still counts.
    pub day: NaiveDate,
    /// The same as exactly as it was given.
    pub span: DateSpan,
}

/// A goal whose next review is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Which goal of the published plan.
    pub goal: GoalIx,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was last reviewed.
    pub last: Option<NaiveDate>,
    /// When the next review was due.
    pub due: NaiveDate,
}

/// Hours a week that active goals ask for, against those that there are.
#[derive(Clone, Debug, PartialEq)]
pub struct Hours {
    /// Id, title and hours of each active goal that says them.
    pub goals: Vec<(String, String, f64)>,
    /// Their sum.
    pub asked: f64,
    /// How many active goals do not say.
    pub unsaid: usize,
    /// The hours that there are.
    pub capacity: Option<f64>,
}

/// A skill on its way from now to what is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skill {
    /// Its name.
    pub name: String,
    /// The level now, 0 to 5; `None` where the inventory does not say.
    pub have: Option<u8>,
    /// The level that a role asks for or an open goal is to bring.
    pub asked: u8,
    /// The roles that ask for it.
    pub roles: Vec<String>,
    /// Ids and titles of the open goals that are to bring it to that level.
    pub covered: Vec<(String, String)>,
}

/// What was reached in the period: a goal, or steps of one that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Win {
    /// Which goal of the published plan.
    pub goal: GoalIx,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What came of it, else its title; `None` for a goal that goes on.
    pub result: Option<String>,
    /// The day it was reached; that of the latest step for a goal that goes on.
    pub day: NaiveDate,
    /// The steps of a goal that goes on that were done in the period, in the order of their days.
    pub steps: Vec<(NaiveDate, String)>,
    /// Its proofs: title, address (`""` for a file or where there is none) and day.
    pub evidence: Vec<(String, String, Option<DateSpan>)>,
}

/// What slipped: deadlines that moved in the period, goals that are overdue, at risk or behind, and
/// what was missed or dropped in the period.
pub(super) fn slips(published: &Published, period: &Period, goals: &[Row]) -> Vec<Slip> {
    let today = published.today().date();
    let slip = |row: &Row| {
        let entry = published.plan().goal(row.goal);
        let moved: Option<&Move> = row
            .moved
            .iter()
            .rev()
            .find(|moved| moved.on.is_some_and(|on| period.holds(on)) && later(moved));
        let over = row.closed.filter(|day| period.holds(*day));
        let what = match (row.health, over) {
            (Health::Missed, Some(day)) => format!("missed on {}", words::day(day)),
            (Health::Dropped, Some(day)) => format!("dropped on {}", words::day(day)),
            (Health::Overdue, _) => {
                let due = row.due_day()?;
                let ago = words::from_now(due, published.today());
                format!("was due {}, {ago}, and is open", words::day(due))
            }
            (Health::AtRisk | Health::Behind, _) => behind(row),
            _ => moved.filter(|_| row.is_open())?.in_words(),
        };
        let late = matches!(
            row.health,
            Health::AtRisk | Health::Behind | Health::Overdue
        );
        let what = match moved.filter(|_| late) {
            Some(moved) => format!("{what}; {}", moved.in_words()),
            None => what,
        };
        // Who is behind is mostly so for the reason for which the deadline had been moved.
        let reason = moved.or_else(|| row.moved.last().filter(|_| late));
        let why = reason.and_then(|moved| moved.why.clone());
        let why = why.or_else(|| over.and_then(|_| row.why.clone()));
        let noted = latest_note(entry, today).filter(|_| why.is_none());
        Some(Slip {
            goal: row.goal,
            id: row.id.clone(),
            title: row.title.clone(),
            health: row.health,
            what,
            why,
            noted,
        })
    };
    goals.iter().filter_map(slip).collect()
}

fn later(moved: &Move) -> bool {
    match (moved.from, moved.to) {
        (Some(from), Some(to)) => to.last > from.last,
        _ => true,
    }
}

/// "12 days behind: 40 % done, 55 % expected".
fn behind(row: &Row) -> String {
    let percent = |share: f64| words::percent(share);
    match (row.progress, row.expected) {
        (Some(done), Some(expected)) if row.slack_days.is_some() => format!(
            "{}: {} % done, {} % expected",
            row.pace,
            percent(done),
            percent(expected)
        ),
        _ if row.pace.is_empty() => words::health(row.health).to_lowercase(),
        _ => row.pace.clone(),
    }
}

fn latest_note(entry: &GoalEntry, today: NaiveDate) -> Option<(NaiveDate, String)> {
    let notes = entry.body.log.iter();
    let notes = notes.filter(|line| !line.note.is_empty() && line.date <= today);
    notes
        .max_by_key(|line| line.date)
        .map(|line| (line.date, line.note.clone()))
}

/// The next steps, one a goal: those of active goals by their day, a goal that wants to be closed or
/// written of among them as of today.
pub(super) fn next(goals: &[Row], today: Today) -> Vec<Next> {
    let now = today.date();
    let active = goals.iter().filter(|row| {
        matches!(row.status, Status::Active | Status::Planned) && row.health != Health::Paused
    });
    let mut all: Vec<(NaiveDate, usize, Next)> = active
        .filter_map(|row| {
            let next = |text: &str, due: Option<DateSpan>| Next {
                goal: row.goal,
                id: row.id.clone(),
                title: row.title.clone(),
                text: text.to_owned(),
                overdue: due.is_some_and(|due| due.last < now),
                due,
            };
            let urgency = super::goals::urgency(row.health);
            match (row.health, &row.next_step) {
                (Health::TargetMet, _) => {
                    Some((now, urgency, next("Close it: its target is met", None)))
                }
                (Health::Stale, None) => {
                    Some((now, urgency, next("Write down where it stands", None)))
                }
                (Health::Overdue, None) => Some((
                    now,
                    urgency,
                    next("Say what became of it, or move it", None),
                )),
                (_, Some(step)) => {
                    let day = step.due.or(row.due).map_or(NaiveDate::MAX, |due| due.last);
                    Some((day, urgency, next(&step.text, step.due)))
                }
                _ => None,
            }
        })
        .collect();
    all.sort_by_key(|(day, urgency, next)| (*day, *urgency, next.goal));
    all.into_iter()
        .take(NEXT)
        .map(|(_, _, next)| next)
        .collect()
}

/// What open goals ask of the mentor; what is due first comes first.
pub(super) fn asks(published: &Published, goals: &[Row]) -> Vec<Ask> {
    let mut asks: Vec<(NaiveDate, Ask)> = goals
        .iter()
        .filter(|row| row.status.is_open())
        .filter_map(|row| {
            let text = published.plan().goal(row.goal).ask.get()?.clone();
            let ask = Ask {
                goal: row.goal,
                id: row.id.clone(),
                title: row.title.clone(),
                text,
            };
            Some((row.due_day().unwrap_or(NaiveDate::MAX), ask))
        })
        .collect();
    asks.sort_by_key(|(day, ask)| (*day, ask.goal));
    asks.into_iter().map(|(_, ask)| ask).collect()
}

/// Goals and open steps that are overdue or due within 90 days; a goal that is paused is not due.
pub(super) fn due(goals: &[Row], published: &Published) -> Vec<Due> {
    let today = published.today().date();
    let soon = |span: &DateSpan| (span.last - today).num_days() <= AHEAD;
    let mut due = Vec::new();
    for row in goals
        .iter()
        .filter(|row| row.is_open() && row.health != Health::Paused)
    {
        let of = |step: Option<String>, span: DateSpan| Due {
            goal: row.goal,
            id: row.id.clone(),
            title: row.title.clone(),
            step,
            day: span.last,
            span,
        };
        due.extend(row.due.filter(soon).map(|span| of(None, span)));
        let steps = published.plan().goal(row.goal).body.steps.iter();
        let open = steps
            .filter(|step| step.leaf && matches!(step.state, StepState::Open | StepState::Half));
        due.extend(open.filter_map(|step| {
            let span = *step.due.get().filter(|span| soon(span))?;
            Some(of(Some(step.text.clone()), span))
        }));
    }
    due.sort_by(|a, b| (a.day, a.goal, &a.step).cmp(&(b.day, b.goal, &b.step)));
    due
}

/// The day on which a goal was last reviewed, by itself or by a review that looked at it.
fn reviewed(plan: &Plan, goal: GoalIx, today: Today) -> Option<NaiveDate> {
    let entry = plan.goal(goal);
    let own = entry.review.get().map(|review| review.last);
    let reviews = plan.reviews.iter().filter(|review| {
        let named = review.goals.items();
        named.is_empty()
            || named
                .iter()
                .any(|name| plan.by_id(&name.value.to_lowercase()) == Some(goal))
    });
    let days = reviews.filter_map(|review| Some(review.date.get()?.last));
    days.chain(own).filter(|day| *day <= today.date()).max()
}

/// The day of a goal's last review, else of its start, and the day by which it wants the next one;
/// `None` where it has neither.
pub fn next_review(plan: &Plan, goal: GoalIx, today: Today) -> Option<(NaiveDate, NaiveDate)> {
    let entry = plan.goal(goal);
    let every = entry.review_every.get().copied();
    let every: Length = every.unwrap_or(plan.config.review_every);
    let last = reviewed(plan, goal, today).or(entry.start_date())?;
    Some((last, every.after(last)?))
}

/// Active and planned goals whose next review was due before today, the longest waiting first.
pub(super) fn reviews(published: &Published, goals: &[Row]) -> Vec<Review> {
    let (plan, today) = (published.plan(), published.today());
    let mut reviews: Vec<Review> = goals
        .iter()
        .filter(|row| matches!(row.status, Status::Active | Status::Planned))
        .filter_map(|row| {
            let (_, due) = next_review(plan, row.goal, today)?;
            (due < today.date()).then(|| Review {
                goal: row.goal,
                id: row.id.clone(),
                title: row.title.clone(),
                last: reviewed(plan, row.goal, today),
                due,
            })
        })
        .collect();
    reviews.sort_by_key(|review| (review.due, review.goal));
    reviews
}

/// Hours of active goals; `None` where neither a goal nor the plan says any.
pub(super) fn hours(published: &Published) -> Option<Hours> {
    let hours = &published.progress().hours;
    if hours.goals.is_empty() {
        return None;
    }
    let goals = hours.goals.iter().map(|(ix, hours)| {
        let entry = published.plan().goal(*ix);
        (entry.id.to_string(), entry.name().to_owned(), *hours)
    });
    Some(Hours {
        goals: goals.collect(),
        asked: hours.asked,
        unsaid: hours.unsaid,
        capacity: hours.capacity,
    })
}

/// Skills that a role asks for or an open goal is to bring, and that are not there yet: the widest
/// gap first.
pub(super) fn skills(published: &Published) -> Vec<Skill> {
    let plan = published.plan();
    let progress = published.progress();
    let plain = |name: &str| name.to_lowercase().replace([' ', '_'], "-");
    let have = |key: &str| {
        let skill = plan
            .skills
            .iter()
            .find(|skill| plain(&skill.key.value) == key);
        skill.and_then(|skill| skill.level)
    };
    let open = || {
        plan.goals()
            .filter(|(ix, _)| progress.of(*ix).status.is_open())
    };
    let mut asked: BTreeMap<String, (String, u8)> = BTreeMap::new();
    let mut ask = |name: &str, level: u8| {
        let known = asked
            .entry(plain(name))
            .or_insert_with(|| (plan.skill_name(name), level));
        known.1 = known.1.max(level);
    };
    for (_, role) in &plan.roles {
        for skill in role.skills.items() {
            ask(&skill.name.value, skill.level);
        }
    }
    for (_, entry) in open() {
        for aim in entry.skills.items() {
            if let Some(level) = aim.level {
                ask(&aim.name.value, level);
            }
        }
    }
    let skill = |(key, (name, level)): (String, (String, u8))| {
        let have = have(&key);
        let roles = plan.roles.iter().filter(|(_, role)| {
            let mut skills = role.skills.items().iter();
            skills.any(|skill| plain(&skill.name.value) == key)
        });
        let roles = roles.map(|(id, role)| {
            let title = role.title.get().cloned();
            title.unwrap_or_else(|| in_words(id.as_str()))
        });
        let covered = open().filter(|(_, entry)| {
            let mut aims = entry.skills.items().iter();
            aims.any(|aim| {
                plain(&aim.name.value) == key && aim.level.is_none_or(|brings| brings >= level)
            })
        });
        let covered = covered.map(|(_, entry)| (entry.id.to_string(), entry.name().to_owned()));
        have.is_none_or(|have| have < level).then(|| Skill {
            name,
            have,
            asked: level,
            roles: roles.collect(),
            covered: covered.collect(),
        })
    };
    let mut skills: Vec<Skill> = asked.into_iter().filter_map(skill).collect();
    let gap = |skill: &Skill| skill.asked - skill.have.unwrap_or(0).min(skill.asked);
    skills.sort_by(|a, b| gap(b).cmp(&gap(a)).then_with(|| a.name.cmp(&b.name)));
    skills
}

/// What was reached in the period: goals with their proof, then goals that go on with their steps.
pub(super) fn wins(published: &Published, period: &Period) -> Vec<Win> {
    let mut wins: Vec<Win> = Vec::new();
    for (ix, entry) in published.plan().goals() {
        let of = published.progress().of(ix);
        let reached = of.closed.filter(|_| of.status == Status::Done);
        let steps = || {
            let done = entry.body.steps.iter();
            let done = done.filter(|step| step.state == StepState::Done);
            let mut steps: Vec<(NaiveDate, String)> = done
                .filter_map(|step| Some((step.done.get()?.last, step.text.clone())))
                .filter(|(day, _)| period.holds(*day))
                .collect();
            steps.sort_by_key(|(day, _)| *day);
            steps
        };
        let win = |result, day, steps| Win {
            goal: ix,
            id: entry.id.to_string(),
            title: entry.name().to_owned(),
            result,
            day,
            steps,
            evidence: evidence(entry),
        };
        if let Some(day) = reached.filter(|day| period.holds(*day)) {
            let result = entry.result.get().cloned();
            let result = result.unwrap_or_else(|| entry.name().to_owned());
            wins.push(win(Some(result), day, Vec::new()));
        } else if of.status.is_open() {
            let steps = steps();
            if let Some((day, _)) = steps.last() {
                wins.push(win(None, *day, steps));
            }
        }
    }
    wins.sort_by_key(|win| (win.result.is_none(), std::cmp::Reverse(win.day), win.goal));
    wins
}

fn evidence(entry: &GoalEntry) -> Vec<(String, String, Option<DateSpan>)> {
    let all = entry.evidence.items().iter();
    all.map(|evidence| {
        let link = evidence.value.link.as_ref().map(|link| &link.value);
        let url = match link {
            Some(EvidenceLink::Url(url)) => url.clone(),
            _ => String::new(),
        };
        (evidence.value.title.clone(), url, evidence.value.date)
    })
    .collect()
}

/// What came with time alone, with the goal that it is about; there are findings for the owner only.
pub(super) fn findings(published: &Published) -> Vec<(String, Option<String>)> {
    let clock = published.diagnostics().iter();
    let clock = clock.filter(|finding| finding.clock);
    clock
        .map(|finding| {
            let path = &finding.location.path;
            let plan = published.plan();
            let of = match plan.paths.get(path) {
                Some(Target::Goal(ix)) => plan.goal(*ix).name().to_owned(),
                _ => path.to_string(),
            };
            (format!("{of}: {}", finding.message), finding.help.clone())
        })
        .collect()
}
