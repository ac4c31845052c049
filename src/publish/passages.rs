//! What went in the cut, as passages that no finished file may contain.
//!
//! Only what is long enough to be told from chance is kept, and nothing that the audience may read
//! elsewhere in its own plan: a withheld note that says "first draft" must not stop a page that
//! says it too. The two are compared by their bare words, for a page shows a heading as an anchor, a
//! list as one line and two lines as one.

use super::plain::{self, plain, without_numbers};
use crate::plan::goal::{Body, Goal, GoalId};
use crate::plan::others::Role;
use crate::plan::{GoalEntry, Plan, in_words};
use aho_corasick::AhoCorasick;
use memchr::memmem::Finder;
use std::collections::BTreeSet;

/// Passages that were cut.
#[derive(Debug, Default)]
pub(super) struct Passages {
    found: BTreeSet<String>,
}

impl Passages {
    /// Everything of a goal.
    pub(super) fn goal(&mut self, entry: &GoalEntry) {
        self.phrase(entry.name());
        self.phrase(entry.id.as_str());
        let goal = &entry.goal;
        self.phrase(goal.why.text());
        self.phrase(goal.result.text());
        for evidence in goal.evidence.items() {
            self.phrase(&evidence.value.title);
        }
        self.fields(goal);
        self.body(&goal.body);
    }

    /// The fields of a goal that are for a mentor at most.
    pub(super) fn fields(&mut self, goal: &Goal) {
        for field in [&goal.obstacles, &goal.mentor, &goal.ask] {
            self.phrase(field.text());
        }
        for pause in goal.paused.items() {
            self.phrase(pause.value.why.as_deref().unwrap_or(""));
        }
        for moved in goal.moved.items() {
            self.phrase(moved.value.why.as_deref().unwrap_or(""));
        }
    }

    /// A role.
    pub(super) fn role(&mut self, id: &GoalId, role: &Role) {
        self.phrase(id.as_str());
        self.phrase(role.title.text());
        self.body(&role.body);
    }

    /// All of a body.
    pub(super) fn body(&mut self, body: &Body) {
        self.text(body.text());
    }

    /// A name, a title, one line.
    pub(super) fn phrase(&mut self, phrase: &str) {
        let phrase = phrase.trim();
        let words = phrase
            .split(|c: char| c.is_whitespace() || c == '-')
            .filter(|word| !word.is_empty())
            .count();
        if words >= 2 && phrase.chars().count() >= 8 {
            self.found.insert(phrase.to_owned());
        }
    }

    /// Markdown: its runs of plain words, for the marks between them do not reach a page as they are.
    pub(super) fn text(&mut self, text: &str) {
        let marks = |c: char| c.is_control() || "*_`[](){}<>#|\\&\"'!~:".contains(c);
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(marks).unwrap_or(rest.len());
            let (run, behind) = rest.split_at(end);
            self.run(run);
            let mut after = behind.chars();
            after.next();
            rest = plain::behind_entity(behind).unwrap_or(after.as_str());
        }
    }

    fn run(&mut self, run: &str) {
        let run = run.trim_matches(|c: char| !c.is_alphanumeric());
        if run.split_whitespace().count() >= 3 && run.chars().count() >= 16 {
            self.found.insert(run.to_owned());
        }
    }

    /// The passages that stand nowhere in what the audience may read in its plan.
    pub(super) fn beyond(self, shown: &Plan) -> Vec<String> {
        if self.found.is_empty() {
            return Vec::new();
        }
        let counted = counted(shown);
        let told = |passage: &String| {
            let words = without_numbers(passage);
            words.len() > 1 && !counted.contains(&words)
        };
        let found: Vec<String> = self.found.into_iter().filter(told).collect();
        let plain: Vec<String> = found.iter().map(|passage| plain(passage)).collect();
        let known = if plain.len() <= FEW {
            each_alone(&plain, shown)
        } else {
            all_at_once(&plain, shown)
        };
        found
            .into_iter()
            .zip(known)
            .filter(|(_, known)| !known)
            .map(|(passage, _)| passage)
            .collect()
    }
}

/// Up to so many passages are searched for one after the other, which is quicker then.
const FEW: usize = 32;

/// For each passage, as its bare words, whether the plan shows it.
fn each_alone(found: &[String], shown: &Plan) -> Vec<bool> {
    let finders: Vec<Finder<'_>> = found.iter().map(Finder::new).collect();
    let mut known = vec![false; found.len()];
    each_plain(shown, &Sieve::of(found), &mut |text| {
        for (finder, known) in finders.iter().zip(&mut known) {
            *known |= !*known && finder.find(text.as_bytes()).is_some();
        }
    });
    known
}

/// The same for many passages.
fn all_at_once(found: &[String], shown: &Plan) -> Vec<bool> {
    let mut known = vec![false; found.len()];
    let Ok(automaton) = AhoCorasick::new(found) else {
        return known;
    };
    each_plain(shown, &Sieve::default(), &mut |text| {
        for hit in automaton.find_overlapping_iter(text) {
            if let Some(known) = known.get_mut(hit.pattern().as_usize()) {
                *known = true;
            }
        }
    });
    known
}

/// Calls `f` with the bare words of every text of a plan that a page may show.
fn each_plain(plan: &Plan, sieve: &Sieve, f: &mut dyn FnMut(&str)) {
    let mut buffer = String::new();
    each_text(plan, sieve, &mut |text| {
        buffer.clear();
        plain::push(text, &mut buffer);
        f(&buffer);
    });
}

/// What is said behind a number: "talks" and "of talks" of "3 of 12 talks".
fn counted(plan: &Plan) -> BTreeSet<String> {
    let metrics = plan.goals.iter().filter_map(|entry| entry.metric.get());
    let names = metrics.flat_map(|metric| [&metric.unit, &metric.name]);
    let steps = ["steps", "step"].map(str::to_owned);
    let names = names.flatten().chain(&steps);
    names
        .flat_map(|name| {
            [
                without_numbers(name),
                without_numbers(&format!("of {name}")),
            ]
        })
        .collect()
}

/// Tells quickly which bodies cannot show any of a few passages: those without a telling pair of
/// words of each. To read all bodies as bare words is a noticeable part of a large build. Holds the
/// first words, and the second of each.
#[derive(Default)]
struct Sieve(Option<(AhoCorasick, Vec<String>)>);

impl Sieve {
    fn of(passages: &[String]) -> Self {
        let pairs: Option<Vec<[&str; 2]>> = passages.iter().map(|words| telling(words)).collect();
        Self(pairs.and_then(|pairs| {
            let automaton = AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .build(pairs.iter().map(|[first, _]| first));
            let next = pairs.iter().map(|[_, next]| (*next).to_owned());
            Some((automaton.ok()?, next.collect()))
        }))
    }

    /// Whether one of the passages may stand in a body.
    fn lets_through(&self, body: &Body) -> bool {
        let Some((automaton, pairs)) = &self.0 else {
            return true;
        };
        let text = body.text();
        // Letters that are written as entities may be any word.
        text.contains("&#")
            || automaton.find_overlapping_iter(text).any(|hit| {
                let rest = text.get(hit.end()..).unwrap_or("");
                let next = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
                let gap = rest.get(..rest.len() - next.len()).unwrap_or("");
                let wanted = pairs.get(hit.pattern().as_usize());
                let follows = wanted.is_none_or(|wanted| {
                    let start = next.get(..wanted.len());
                    start.is_some_and(|start| start.eq_ignore_ascii_case(wanted))
                });
                // A mark, a tag, the target of a link: what they say may not be shown, and then
                // another word follows.
                follows
                    || !gap
                        .chars()
                        .all(|c| c.is_whitespace() || ",.;:!?-'".contains(c))
            })
    }
}

/// The longest word of a passage that another follows, and the one that follows.
fn telling(passage: &str) -> Option<[&str; 2]> {
    let words = passage.split_ascii_whitespace();
    let pairs = words.clone().zip(words.skip(1)).map(|(a, b)| [a, b]);
    let pairs = pairs.filter(|pair| pair.iter().all(|word| word.is_ascii()));
    pairs.max_by_key(|[first, _]| first.len())
}

/// Calls `f` with every text of a plan that a page may show, but for what the sieve holds back.
fn each_text(plan: &Plan, sieve: &Sieve, f: &mut dyn FnMut(&str)) {
    let body = |body: &Body, f: &mut dyn FnMut(&str)| {
        if sieve.lets_through(body) {
            self::body(body, f);
        }
    };
    let config = &plan.config;
    for text in [&config.name, &config.role, &config.base_url]
        .into_iter()
        .flatten()
    {
        f(text);
    }
    for link in config.links.iter().chain(&config.home) {
        f(&link.label);
        f(&link.url);
    }
    for entry in &plan.goals {
        f(entry.id.as_str());
        let goal = &entry.goal;
        for field in [
            &goal.title,
            &goal.why,
            &goal.result,
            &goal.obstacles,
            &goal.mentor,
            &goal.ask,
        ] {
            f(field.text());
        }
        for evidence in goal.evidence.items() {
            f(&evidence.value.title);
            if let Some(link) = &evidence.value.link {
                use crate::plan::goal::EvidenceLink::{File, Url};
                let (Url(link) | File(link)) = &link.value;
                f(link);
            }
        }
        for name in goal.tags.items().iter().chain(goal.values.items()) {
            f(&name.value);
        }
        let skills: Vec<String> = goal
            .skills
            .items()
            .iter()
            .map(|skill| plan.skill_name(&skill.name.value))
            .collect();
        for (skill, name) in goal.skills.items().iter().zip(&skills) {
            f(&skill.name.value);
            f(name);
        }
        joined(skills.iter().map(String::as_str), f);
        for pause in goal.paused.items() {
            f(pause.value.why.as_deref().unwrap_or(""));
        }
        for moved in goal.moved.items() {
            f(moved.value.why.as_deref().unwrap_or(""));
        }
        joined(
            goal.values.items().iter().map(|value| value.value.as_str()),
            f,
        );
        joined(goal.tags.items().iter().map(|tag| tag.value.as_str()), f);
        if let Some(metric) = goal.metric.get() {
            for name in [&metric.name, &metric.unit].into_iter().flatten() {
                f(name);
            }
        }
        body(&goal.body, f);
    }
    for (id, role) in &plan.roles {
        f(id.as_str());
        f(role.title.text());
        f(role.organisation.text());
        for skill in role.skills.items() {
            f(&skill.name.value);
            f(&in_words(&skill.name.value));
            f(skill.source.as_deref().unwrap_or(""));
        }
        body(&role.body, f);
    }
    for skill in plan.skills.iter() {
        f(&skill.key.value);
        f(&skill.name);
        f(skill.evidence.as_deref().unwrap_or(""));
    }
    for review in &plan.reviews {
        f(review.title.text());
        body(&review.body, f);
    }
    for statement in &plan.statements {
        f(statement.title.text());
        f(statement.audience.text());
        body(&statement.body, f);
    }
    if let Some(index) = &plan.index {
        for field in [&index.aim, &index.vision, &index.constraints] {
            f(field.text());
        }
        for word in index.values.items().iter().chain(index.interests.items()) {
            f(&word.value);
        }
        joined(
            index.values.items().iter().map(|word| word.value.as_str()),
            f,
        );
        joined(
            index
                .interests
                .items()
                .iter()
                .map(|word| word.value.as_str()),
            f,
        );
        body(&index.body, f);
    }
    if let Some(resume) = &plan.resume {
        each_string(&resume.json, f);
    }
}

/// A list as a page shows it in one line.
fn joined<'a>(list: impl Iterator<Item = &'a str>, f: &mut dyn FnMut(&str)) {
    let list: Vec<&str> = list.collect();
    if list.len() > 1 {
        f(&list.join(", "));
        // The last two of a sentence have a word between them.
        f(&list.join(" and "));
    }
}

/// A body as it is written and as it is shown: without the dates of its steps, the targets of its
/// links, the ends of its lines.
fn body(body: &Body, f: &mut dyn FnMut(&str)) {
    f(body.text());
    f(&body.lead);
    for section in &body.sections {
        f(&section.title);
        f(&section.words);
    }
    for step in &body.steps {
        f(&step.text);
    }
    for entry in &body.log {
        f(&entry.note);
    }
    for link in &body.links {
        f(&link.label);
    }
    f(&without_tags(&body.prose.html));
}

/// The text of HTML.
fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(text);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

fn each_string(json: &serde_json::Value, f: &mut dyn FnMut(&str)) {
    match json {
        serde_json::Value::String(text) => f(text),
        serde_json::Value::Array(items) => {
            items.iter().for_each(|item| each_string(item, f));
            joined(items.iter().filter_map(serde_json::Value::as_str), f);
        }
        serde_json::Value::Object(fields) => {
            fields.values().for_each(|field| each_string(field, f));
        }
        _ => {}
    }
}
