//! Where a plan stands, what changed, what slipped and why, what comes next: one value, and its
//! forms as text, Markdown, JSON and CSV.
//!
//! In: a [`Published`], so that only what an audience may see is reported, and a [`Period`]. Out: a
//! [`Report`], from which every form is made, the report page included, so that all of them say the
//! same. Nothing here reads a file or a clock, and no number is worked out in a form.

mod changes;
mod csv;
mod goals;
mod json;
mod layout;
mod markdown;
mod overview;
mod parts;
mod period;
mod plans;
pub mod sections;
mod text;

pub use changes::{Change, Span};
pub use csv::csv;
pub use goals::{Move, Row, Step};
pub use json::{VERSION, json};
#[cfg(feature = "cli")]
pub(crate) use layout::wrap;
pub use markdown::markdown;
pub use parts::{Ask, Due, Hours, Next, Review, Skill, Slip, Win, next_review};
pub use period::{BadPeriod, Period, Since};
pub use plans::{PlanLine, plans_csv, plans_json, plans_markdown, plans_text};
pub use text::text;

use crate::progress::{self, Calibration, Health};
use crate::publish::{Audience, Published};
use crate::today::Today;
use chrono::NaiveDate;

/// Everything that is reported of a plan, in the order in which it is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// For whom it is.
    pub audience: Audience,
    /// As of when.
    pub today: Today,
    /// Whose plan it is; `None` where nobody says.
    pub name: Option<String>,
    /// What is looked back on.
    pub period: Period,
    /// Where the plan stands, in a sentence.
    pub headline: String,
    /// What changed in the period, one a goal, the weightiest first.
    pub changes: Vec<Change>,
    /// What slipped and why, the latest first.
    pub slips: Vec<Slip>,
    /// The next steps, at most three, the most pressing first.
    pub next: Vec<Next>,
    /// What is asked of the mentor, what is due first first.
    pub asks: Vec<Ask>,
    /// Every goal but ideas, once: those that want a look first, then by due day, then what is over.
    pub goals: Vec<Row>,
    /// The goals of each health that there is: places in `goals`, in the order of urgency.
    pub by_health: Vec<(Health, Vec<usize>)>,
    /// What is due within 90 days or overdue: goals and steps, by day.
    pub due: Vec<Due>,
    /// Goals whose next review is due.
    pub reviews: Vec<Review>,
    /// Hours a week that active goals ask for; `None` where neither they nor the plan say any.
    pub hours: Option<Hours>,
    /// Skills that roles or goals ask for, and what is there now.
    pub skills: Vec<Skill>,
    /// What was reached in the period, newest first, with its proof.
    pub wins: Vec<Win>,
    /// What came with time alone, as `check` tells it: message and what to do; for the owner.
    pub findings: Vec<(String, Option<String>)>,
    /// How the owner's finished goals went; for the owner, where there are any.
    pub calibration: Option<Calibration>,
    /// The day of the newest log entry or done step of the plan.
    pub last_entry: Option<NaiveDate>,
}

impl Report {
    /// The report of a published plan on a period. Measures the plan once more, as of the day before
    /// the period began, to tell what changed.
    pub fn of(published: &Published, period: Period) -> Self {
        let plan = published.plan();
        let eve = period.first.pred_opt().unwrap_or(period.first);
        let before = progress::measure(plan, &plan.config, Today(eve));
        // What ended before today is compared with how things stood at its end.
        let later = (period.last < published.today().date())
            .then(|| progress::measure(plan, &plan.config, Today(period.last)));
        let after = later.as_ref().unwrap_or_else(|| published.progress());
        let goals = goals::rows(published);
        let changes = changes::changes(published, &period, (&before, after));
        Self {
            audience: published.audience(),
            today: published.today(),
            name: plan.owner().map(String::from),
            headline: overview::headline(&goals),
            slips: parts::slips(published, &period, &goals),
            next: parts::next(&goals, published.today()),
            asks: parts::asks(published, &goals),
            by_health: overview::by_health(&goals),
            due: parts::due(&goals, published),
            reviews: parts::reviews(published, &goals),
            hours: parts::hours(published),
            skills: parts::skills(published),
            wins: parts::wins(published, &period),
            findings: parts::findings(published),
            calibration: (published.audience() == Audience::Me
                && !published.progress().calibration.finished.is_empty())
            .then(|| published.progress().calibration.clone()),
            last_entry: goals.iter().filter_map(|row| row.last_checkin).max(),
            changes,
            goals,
            period,
        }
    }

    /// What is due within so many days, what is overdue left out.
    pub fn due_within(&self, days: i64) -> impl Iterator<Item = &Due> {
        let today = self.today.date();
        self.due
            .iter()
            .filter(move |due| (0..=days).contains(&(due.day - today).num_days()))
    }
}
