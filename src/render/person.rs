//! Who the plan is about, gathered from settings, `index.md` and résumé; and the story that a visitor
//! reads in forty seconds.

use crate::plan::{GoalEntry, GoalIx};

use crate::publish::{Audience, Published};
use crate::vocabulary::{Horizon, Status};
use chrono::NaiveDate;
use serde_json::Value;

/// Who the plan is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The name; empty where nobody says it.
    pub name: String,
    /// What they are.
    pub role: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Where they are going, in a sentence.
    pub aim: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// Profiles: label and address.
    pub profiles: Vec<(String, String)>,
}

impl Person {
    /// Gathers what is known.
    pub fn of(published: &Published) -> Self {
        let plan = published.plan();
        let config = &plan.config;
        let resume = plan.resume.as_ref().map(|resume| &resume.json);
        let basics = |name: &str| {
            resume
                .and_then(|json| json.get("basics")?.get(name)?.as_str())
                .map(str::trim)
                .filter(|text| !text.is_empty())
        };
        let mail = config
            .links
            .iter()
            .find_map(|link| link.url.strip_prefix("mailto:").map(String::from));
        let mut profiles: Vec<(String, String)> = config
            .links
            .iter()
            .filter(|link| !link.url.starts_with("mailto:"))
            .map(|link| (link.label.clone(), link.url.clone()))
            .collect();
        if let Some(list) = resume.and_then(|json| json.get("basics")?.get("profiles")?.as_array())
        {
            for profile in list {
                let text = |name: &str| profile.get(name).and_then(Value::as_str);
                if let (Some(network), Some(url)) = (text("network"), text("url"))
                    && url.starts_with("http")
                    && !profiles.iter().any(|(_, known)| known == url)
                {
                    profiles.push((network.to_owned(), url.to_owned()));
                }
            }
        }
        let place = resume
            .and_then(|json| json.get("basics")?.get("location")?.get("city")?.as_str())
            .map(String::from);
        let work = resume.and_then(|json| json.get("work")?.as_array()?.first().cloned());
        let works_at =
            work.and_then(|work| work.get("name").and_then(Value::as_str).map(String::from));
        Self {
            name: plan.owner().unwrap_or_default().to_owned(),
            role: config
                .role
                .clone()
                .or_else(|| basics("label").map(String::from)),
            place: works_at
                .map(|at| {
                    place
                        .as_deref()
                        .map_or_else(|| at.clone(), |city| format!("{at}, {city}"))
                })
                .or(place.clone()),
            aim: plan
                .index
                .as_ref()
                .and_then(|index| index.aim.get().cloned()),
            email: mail.or_else(|| basics("email").map(String::from)),
            profiles,
        }
    }
}

/// The goals that tell the story, by the place that each has in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Story {
    /// Results: featured ones first, then the newest.
    pub(super) reached: Vec<GoalIx>,
    /// Under way: featured ones first, then those due first.
    pub(super) now: Vec<GoalIx>,
    /// What it all leads to: visions and long goals.
    pub(super) leads: Vec<GoalIx>,
    /// Planned.
    pub(super) next: Vec<GoalIx>,
}

impl Story {
    pub(super) fn of(published: &Published) -> Self {
        let plan = published.plan();
        let progress = published.progress();
        let mut story = Self::default();
        for (ix, entry) in plan.goals() {
            let far = matches!(
                entry.horizon_on(&plan.config, published.today()),
                Some(Horizon::Long | Horizon::Vision)
            );
            match progress.of(ix).status {
                Status::Done => story.reached.push(ix),
                Status::Active | Status::Planned if far => story.leads.push(ix),
                Status::Active => story.now.push(ix),
                Status::Planned => story.next.push(ix),
                _ => {}
            }
        }
        let featured = |ix: &GoalIx| plan.goal(*ix).featured.get() != Some(&true);
        let due = |ix: &GoalIx| plan.goal(*ix).due_date().unwrap_or(NaiveDate::MAX);
        story.reached.sort_by_cached_key(|ix| {
            (
                featured(ix),
                std::cmp::Reverse(progress.of(*ix).closed),
                plan.goal(*ix).id.clone(),
            )
        });
        story
            .now
            .sort_by_cached_key(|ix| (featured(ix), due(ix), plan.goal(*ix).id.clone()));
        story
            .next
            .sort_by_cached_key(|ix| (featured(ix), due(ix), plan.goal(*ix).id.clone()));
        // The farthest comes last: the way leads there.
        story.leads.sort_by_cached_key(|ix| {
            (
                plan.goal(*ix).horizon.get() == Some(&Horizon::Vision),
                due(ix),
                plan.goal(*ix).id.clone(),
            )
        });
        story
    }
}

/// The line by which a reached goal is told: its result, else its title.
pub(super) fn result_of(entry: &GoalEntry) -> &str {
    entry
        .result
        .get()
        .map_or_else(|| entry.name(), String::as_str)
}

/// What a visitor sees, in words, and what they may miss.
pub fn visitor(published: &Published) -> String {
    let story = Story::of(published);
    let person = Person::of(published);
    let plan = published.plan();
    let mut sees = Vec::new();
    if person.aim.is_some() {
        sees.push("your aim".to_owned());
    }
    let shown = story.reached.len();
    if shown > 0 {
        let proven = story
            .reached
            .iter()
            .filter(|ix| plan.goal(**ix).evidence.is_set())
            .count();
        sees.push(format!(
            "{shown} result{} ({proven} with proof)",
            if shown == 1 { "" } else { "s" }
        ));
    }
    let now = story.now.len();
    if now > 0 {
        sees.push(format!("{now} under way"));
    }
    let ahead = story.next.len() + story.leads.len();
    if ahead > 0 {
        sees.push(format!("{ahead} ahead"));
    }
    let mut misses = Vec::new();
    if person.name.is_empty() {
        misses.push("a name".to_owned());
    }
    if person.role.is_none() {
        misses.push("a current role".to_owned());
    }
    if person.aim.is_none() {
        misses.push("an aim in one sentence (index.md)".to_owned());
    }
    if person.email.is_none() && person.profiles.is_empty() {
        misses.push("a contact".to_owned());
    }
    let who = match published.audience() {
        Audience::Public => "A visitor",
        Audience::Mentor => "A mentor",
        Audience::Me => "You",
    };
    let verb = if published.audience() == Audience::Me {
        "see"
    } else {
        "sees"
    };
    let mut out = if sees.is_empty() {
        format!("{who} {verb} no goal yet.")
    } else {
        format!("{who} {verb} {}.", super::words::listed(&sees))
    };
    if !misses.is_empty() && published.audience() == Audience::Public {
        out.push_str(&format!(
            "\nReaders also look for {}.",
            super::words::listed(&misses)
        ));
    }
    out
}

/// The steps that are done, newest first, with their days.
pub(super) fn done_steps(entry: &GoalEntry) -> Vec<(NaiveDate, &str)> {
    let mut done: Vec<(NaiveDate, &str)> = entry
        .body
        .steps
        .iter()
        .filter_map(|step| Some((step.done.get()?.last, step.text.as_str())))
        .collect();
    done.sort_by(|a, b| b.cmp(a));
    done
}
