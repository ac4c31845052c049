//! `goals/ID.html`: a page a goal. For everyone the result or aim, why, steps and proof; for the owner
//! and a mentor where it stands, before the words.

use super::Output;
use super::career::script;
use crate::plan::goal::{SectionRole, Step, StepState};
use crate::plan::links::taken;
use crate::plan::{GoalIx, Target};
use crate::publish::Audience;
use crate::render::card::{Card, Linked, Proof, proofs, shorten};
use crate::render::letters::{self, Letters};
use crate::render::markdown::{Filler, goal_path};
use crate::render::site::{Key, RenderError};
use crate::render::standing::{self, Standing};
use crate::render::view::{Shared, chain, tag_name};
use crate::render::words;
use crate::vocabulary::Status;
use chrono::NaiveDate;
use serde::Serialize;
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;

pub(super) static OUTPUT: Output = Output { entries, make };

fn entries(shared: &Shared) -> Vec<(String, Key)> {
    shared
        .published
        .plan()
        .goals()
        .map(|(ix, entry)| (goal_path(&entry.id), Key::Goal(ix.0)))
        .collect()
}

/// The most entries of a log that are all open to sight, and how many are of more.
const LOG: (usize, usize) = (40, 26);

#[derive(Serialize)]
struct Page<'a> {
    card: Top<'a>,
    is_reached: bool,
    aim: String,
    why: &'a str,
    prose: Cow<'a, str>,
    steps: Vec<StepLine<'a>>,
    proofs: Vec<Proof>,
    serves: Vec<Named<'a>>,
    served_by: Vec<Linked<'a>>,
    after: Vec<Linked<'a>>,
    before: Vec<Linked<'a>>,
    values: Vec<&'a str>,
    tags: Vec<Named<'a>>,
    skills: Vec<String>,
    log: Vec<LogLine<'a>>,
    /// The entries before those, folded away: years of a log would hide what follows it.
    older: Vec<LogLine<'a>>,
    standing: Option<Standing>,
    letters: Option<Letters>,
    obstacles: &'a str,
    ask: &'a str,
    moves: Vec<String>,
    pauses: Vec<String>,
    previous: Option<Linked<'a>>,
    next: Option<Linked<'a>>,
}

/// What the top of the page shows of its card.
#[derive(Serialize)]
struct Top<'a> {
    title: &'a str,
    result: &'a str,
    state: &'static str,
    when: &'a str,
    machine_date: &'a str,
    progress: &'a str,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    href: Cow<'a, str>,
}

#[derive(Serialize)]
struct StepLine<'a> {
    state: &'static str,
    word: &'static str,
    html: Cow<'a, str>,
    /// "by" before a day that is ahead.
    by: &'static str,
    when: String,
    machine: String,
    depth: usize,
}

#[derive(Serialize)]
struct LogLine<'a> {
    /// Its anchor, so that a check-in can be linked.
    id: String,
    date: String,
    machine: String,
    value: String,
    html: Cow<'a, str>,
}

const SCHEMA: &str = "https://schema.org";

/// What a search engine reads of the page: <https://schema.org/WebPage>.
#[derive(Serialize)]
struct WebPage<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    of_type: &'static str,
    name: &'a str,
    url: String,
}

/// And of the way to it: <https://schema.org/BreadcrumbList>.
#[derive(Serialize)]
struct Trail<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    of_type: &'static str,
    #[serde(rename = "itemListElement")]
    elements: [Crumb<'a>; 2],
}

#[derive(Serialize)]
struct Crumb<'a> {
    #[serde(rename = "@type")]
    of_type: &'static str,
    item: String,
    name: &'a str,
    position: u8,
}

fn make(shared: &Shared, key: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let Key::Goal(at) = key else {
        return Err(RenderError::Missing("goal".into()));
    };
    let ix = GoalIx(*at);
    let published = &shared.published;
    let plan = published.plan();
    let Some(card) = shared.card(ix) else {
        return Err(RenderError::Missing("goal".into()));
    };
    let entry = plan.goal(ix);
    let progress = published.progress().of(ix);
    let audience = published.audience();
    let mut filler = Filler {
        plan,
        path: &entry.goal.path,
        root: "../",
        anchors: taken(),
        places: RefCell::default(),
    };
    let prose = filler.fill(&entry.body.prose);

    let ended = !progress.status.is_open();
    // What was not needed in the end is no part of what everyone is told of a result.
    let told =
        |step: &Step| !ended || audience != Audience::Public || step.state == StepState::Done;
    // The steps that the next one may lie below: how deep each is, and whether it is told.
    let mut above: Vec<(usize, bool)> = Vec::new();
    let mut steps: Vec<StepLine<'_>> = Vec::new();
    for step in &entry.body.steps {
        above.retain(|(depth, _)| *depth < step.depth);
        let depth = above.iter().filter(|(_, told)| *told).count();
        above.push((step.depth, told(step)));
        if !told(step) {
            continue;
        }
        let (state, word) = match step.state {
            StepState::Open if ended => ("open", "Not done"),
            StepState::Open => ("open", "To do"),
            StepState::Half => ("half", "Begun"),
            StepState::Done => ("done", "Done"),
            StepState::Cancelled => ("cancelled", "Dropped"),
        };
        let when = match (step.state, step.done.get(), step.due.get()) {
            (StepState::Done, Some(done), _) => Some(("", *done)),
            (StepState::Open | StepState::Half, _, Some(due))
                if !ended
                    && (audience != Audience::Public || due.last >= published.today().date()) =>
            {
                Some(("by ", *due))
            }
            _ => None,
        };
        steps.push(StepLine {
            state,
            word,
            html: filler.fill(&step.markup),
            by: when.map_or("", |(by, _)| by),
            when: when.map_or(String::new(), |(_, day)| words::for_audience(day, audience)),
            machine: when.map_or(String::new(), |(_, day)| words::machine(day, audience)),
            depth,
        });
    }

    let unit = entry
        .metric
        .get()
        .and_then(|metric| metric.unit.clone())
        .unwrap_or_default();
    let shown = audience != Audience::Public
        || entry
            .body
            .sections
            .iter()
            .any(|section| section.role == SectionRole::Log);
    let mut entries: Vec<_> = if shown {
        entry.body.log.iter().collect()
    } else {
        Vec::new()
    };
    entries.sort_by_key(|line| std::cmp::Reverse(line.date));
    let mut on_day: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    let log = entries.into_iter().map(|line| LogLine {
        id: {
            let count = on_day.entry(line.date).or_default();
            *count += 1;
            match *count {
                1 => format!("log-{}", line.date),
                count => format!("log-{}-{count}", line.date),
            }
        },
        date: words::day(line.date),
        machine: line.date.to_string(),
        value: line
            .value
            .map_or(String::new(), |value| words::amount(value, &unit)),
        html: filler.fill(&line.markup),
    });
    let mut log: Vec<LogLine<'_>> = log.collect();
    let older = if log.len() > LOG.0 {
        log.split_off(LOG.1)
    } else {
        Vec::new()
    };

    let serves = chain(published, ix)
        .into_iter()
        .filter_map(|target| match target {
            Target::Goal(larger) => shared.card(larger).map(|card| Named {
                name: &card.title,
                href: Cow::Borrowed(&card.href),
            }),
            Target::Role(role) => plan.roles.get(role.0).map(|(id, role)| Named {
                name: role.title.get().map_or(id.as_str(), String::as_str),
                href: Cow::Owned(format!("roles.html#{id}")),
            }),
        });
    let after = entry
        .relations
        .after
        .iter()
        .filter_map(|reference| match reference.target {
            Some(Target::Goal(earlier)) => shared.card(earlier).map(Card::linked),
            _ => None,
        });
    let private = audience != Audience::Public;
    let content = Page {
        card: Top {
            title: &card.title,
            result: &card.result,
            state: card.state,
            when: &card.when,
            machine_date: &card.machine_date,
            progress: &card.progress,
        },
        is_reached: progress.status == Status::Done,
        aim: if private || entry.metric.is_set() {
            words::aim(entry)
                .map(|aim| words::capital(&aim))
                .unwrap_or_default()
        } else {
            String::new()
        },
        why: entry.why.text(),
        prose,
        steps,
        proofs: proofs(published, ix, "../"),
        serves: serves.collect(),
        served_by: shared.links_of(&entry.relations.supported_by),
        after: after.collect(),
        before: shared.links_of(&entry.relations.before),
        values: entry
            .values
            .items()
            .iter()
            .map(|value| value.value.as_str())
            .collect(),
        tags: entry
            .tags
            .items()
            .iter()
            .map(|tag| {
                let name = tag_name(&tag.value);
                let href = if shared.tags.contains_key(&name) {
                    format!("tags/{name}.html")
                } else {
                    String::new()
                };
                Named {
                    name: &tag.value,
                    href: Cow::Owned(href),
                }
            })
            .collect(),
        skills: entry
            .skills
            .items()
            .iter()
            .map(|skill| {
                let name = plan.skill_name(&skill.name.value);
                skill
                    .level
                    .map_or_else(|| name.clone(), |level| format!("{name} to level {level}"))
            })
            .collect(),
        log,
        older,
        standing: standing::of(published, ix),
        letters: letters::of(published, ix),
        obstacles: entry.obstacles.text(),
        ask: entry.ask.text(),
        moves: entry
            .moved
            .items()
            .iter()
            .map(|moved| {
                let moved = &moved.value;
                let date = |date: Option<crate::prose::date::DateSpan>| {
                    date.map_or_else(|| "an open date".to_owned(), words::span)
                };
                let on = moved
                    .on
                    .map_or(String::new(), |on| format!("{}: ", words::day(on)));
                let why = moved
                    .why
                    .as_deref()
                    .map_or(String::new(), |why| format!(" — {why}"));
                format!("{on}from {} to {}{why}", date(moved.from), date(moved.to))
            })
            .collect(),
        pauses: entry
            .paused
            .items()
            .iter()
            .map(|pause| {
                let pause = &pause.value;
                let to = pause.to.map_or_else(|| "open".to_owned(), words::day);
                let why = pause
                    .why
                    .as_deref()
                    .map_or(String::new(), |why| format!(" — {why}"));
                format!("{} to {to}{why}", words::day(pause.from))
            })
            .collect(),
        previous: ix
            .0
            .checked_sub(1)
            .and_then(|at| shared.card(GoalIx(at)))
            .map(Card::linked),
        next: shared.card(GoalIx(ix.0 + 1)).map(Card::linked),
    };
    let about = if card.result == card.title {
        card.why.clone()
    } else {
        card.result.clone()
    };
    let description = if about.is_empty() {
        format!(
            "{}: a goal of {}",
            card.title,
            if shared.person.name.is_empty() {
                "a career plan"
            } else {
                &shared.person.name
            }
        )
    } else {
        about
    };
    let mut head = shared.head(&card.title, &card.href, &shorten(&description, 200));
    head.kind = "article";
    if let Some(url) = shared.base_url() {
        let own = format!("{url}/{}", card.href);
        let crumb = |position, name, item| Crumb {
            of_type: "ListItem",
            item,
            name,
            position,
        };
        let top = crumb(1, "Career", format!("{url}/"));
        let trail = Trail {
            context: SCHEMA,
            of_type: "BreadcrumbList",
            elements: [top, crumb(2, &card.title, own.clone())],
        };
        let page = WebPage {
            context: SCHEMA,
            of_type: "WebPage",
            name: &card.title,
            url: own,
        };
        head.json_ld = script(&(page, trail));
    }
    shared.page("goal.html", &head, &content, out)
}
