//! What went in the cut, as passages that no finished file may contain.
//!
//! Only what is long enough to be told from chance is kept, and nothing that the audience may read
//! elsewhere in its own plan: a withheld note that says "first draft" must not stop a page that
//! says it too. The two are compared by their bare words, for a page shows a heading as an anchor, a
//! list as one line and two lines as one.

use super::plain::{self, plain, without_numbers};
use super::sieve::Sieve;
use crate::plan::goal::{Body, Goal, GoalId};
use crate::plan::others::Role;
use crate::plan::{GoalEntry, Plan, in_words};
use aho_corasick::AhoCorasick;
use memchr::memmem::Finder;
use std::cell::Cell;
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
    let known: Vec<Cell<bool>> = finders.iter().map(|_| Cell::default()).collect();
    let sieve = Sieve::of(found);
    let open = |at: usize| known.get(at).is_none_or(|known| !known.get());
    let may_show = |text: &str| {
        sieve
            .as_ref()
            .is_none_or(|sieve| sieve.may_show(text, open))
    };
    each_plain(shown, &may_show, &mut |text| {
        for (finder, known) in finders.iter().zip(&known) {
            known.set(known.get() || finder.find(text.as_bytes()).is_some());
        }
    });
    known.into_iter().map(Cell::into_inner).collect()
}

/// The same for many passages.
fn all_at_once(found: &[String], shown: &Plan) -> Vec<bool> {
    let mut known = vec![false; found.len()];
    let Ok(automaton) = AhoCorasick::new(found) else {
        return known;
    };
    each_plain(shown, &|_| true, &mut |text| {
        for hit in automaton.find_overlapping_iter(text) {
            if let Some(known) = known.get_mut(hit.pattern().as_usize()) {
                *known = true;
            }
        }
    });
    known
}

/// Calls `f` with the bare words of the texts of a plan that a page may show. A text is passed over
/// where `is_asked` says no, to it or to all the words of its group.
fn each_plain(plan: &Plan, is_asked: &dyn Fn(&str) -> bool, f: &mut dyn FnMut(&str)) {
    let (mut words, mut bare) = (String::new(), String::new());
    each_group(plan, &mut |brief, whole| {
        words.clear();
        brief(&mut |text| {
            words.push_str(text);
            words.push('\n');
        });
        if is_asked(&words) {
            whole(&mut |text| {
                if is_asked(text) {
                    bare.clear();
                    plain::push(text, &mut bare);
                    f(&bare);
                }
            });
        }
    });
}

/// Says some texts, one after the other.
type Texts<'a> = &'a dyn Fn(&mut dyn FnMut(&str));

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

/// Calls `f` with all texts of a plan that a page may show, in groups: first what has all the words
/// of a group, then the group itself.
fn each_group(plan: &Plan, f: &mut dyn FnMut(Texts<'_>, Texts<'_>)) {
    let mut same = |texts: Texts<'_>| f(texts, texts);
    same(&|f| settings(plan, f));
    for entry in &plan.goals {
        same(&|f| goal(plan, entry, f));
    }
    for (id, of) in &plan.roles {
        same(&|f| role(id, of, f));
    }
    same(&|f| others(plan, f));
    let goals = plan.goals.iter().map(|entry| &*entry.body);
    let bodies = goals
        .chain(plan.roles.iter().map(|(_, role)| &role.body))
        .chain(plan.reviews.iter().map(|review| &review.body))
        .chain(plan.statements.iter().map(|statement| &statement.body))
        .chain(plan.index.iter().map(|index| &index.body));
    for of in bodies {
        f(&|f| f(of.text()), &|f| body(of, f));
    }
}

fn settings(plan: &Plan, f: &mut dyn FnMut(&str)) {
    let config = &plan.config;
    let own = [&config.name, &config.role, &config.base_url];
    own.into_iter().flatten().for_each(|text| f(text));
    for link in config.links.iter().chain(&config.home) {
        f(&link.label);
        f(&link.url);
    }
}

/// A goal without its body.
fn goal(plan: &Plan, entry: &GoalEntry, f: &mut dyn FnMut(&str)) {
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
    let skills = goal.skills.items().iter();
    let names: Vec<String> = skills
        .map(|skill| {
            f(&skill.name.value);
            plan.skill_name(&skill.name.value)
        })
        .collect();
    listed(names.iter().map(String::as_str), f);
    for pause in goal.paused.items() {
        f(pause.value.why.as_deref().unwrap_or(""));
    }
    for moved in goal.moved.items() {
        f(moved.value.why.as_deref().unwrap_or(""));
    }
    for words in [goal.values.items(), goal.tags.items()] {
        listed(words.iter().map(|word| word.value.as_str()), f);
    }
    if let Some(metric) = goal.metric.get() {
        for name in [&metric.name, &metric.unit].into_iter().flatten() {
            f(name);
        }
    }
}

/// A role without its body.
fn role(id: &GoalId, role: &Role, f: &mut dyn FnMut(&str)) {
    f(id.as_str());
    f(role.title.text());
    f(role.organisation.text());
    for skill in role.skills.items() {
        f(&skill.name.value);
        f(&in_words(&skill.name.value));
        f(skill.source.as_deref().unwrap_or(""));
    }
}

/// What else a plan has, without the bodies.
fn others(plan: &Plan, f: &mut dyn FnMut(&str)) {
    for skill in plan.skills.iter() {
        f(&skill.key.value);
        f(&skill.name);
        f(skill.evidence.as_deref().unwrap_or(""));
    }
    for review in &plan.reviews {
        f(review.title.text());
    }
    for statement in &plan.statements {
        f(statement.title.text());
        f(statement.audience.text());
    }
    if let Some(index) = &plan.index {
        for field in [&index.aim, &index.vision, &index.constraints] {
            f(field.text());
        }
        for words in [index.values.items(), index.interests.items()] {
            listed(words.iter().map(|word| word.value.as_str()), f);
        }
    }
    if let Some(resume) = &plan.resume {
        each_string(&resume.json, f);
    }
}

/// Words that a page shows alone, and all in one line.
fn listed<'a>(list: impl Iterator<Item = &'a str>, f: &mut dyn FnMut(&str)) {
    let list: Vec<&str> = list.inspect(|word| f(word)).collect();
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
            listed(items.iter().filter_map(serde_json::Value::as_str), f);
        }
        serde_json::Value::Object(fields) => {
            fields.values().for_each(|field| each_string(field, f));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyze;
    use crate::source::Sources;
    use crate::today::Today;
    use proptest::prelude::*;

    const WORDS: &[&str] = &[
        "leave",
        "the",
        "company",
        "before",
        "summer",
        "Quit",
        "my",
        "job",
        "independently",
        "R&D",
        "open",
        "note",
        "12",
        "é",
    ];

    /// What may stand between two words of a body.
    const GAPS: &[&str] = &[
        " ",
        "\n",
        "\r\n",
        "\n\n",
        " **",
        "** ",
        "*",
        "~~",
        "`",
        " `",
        ", ",
        ". ",
        "-",
        "; ",
        "/",
        "\n- ",
        "\n1. ",
        "\n2. ",
        "\n\n## ",
        "\n\n> ",
        "\n\n- [ ] ",
        "\n- [x] ",
        " (due 2027-01-01) ",
        " ✅ 2026-01-01 ",
        "&nbsp;",
        "&#32;",
        "&shy;",
        " [",
        "](x.md) ",
        " [[g1|",
        "]] ",
        "\n\n```\n",
        "\n```\n\n",
        "\n\n    ",
        "\n\n  ",
        " | ",
        " <b>",
        "</b>",
        "\\",
        "[^1]",
        " \u{212a}",
        "_",
        "\n\n## Log\n- 2026-01-02: 3 ",
        "\n\n## Steps\n- [ ] ",
        " — ",
        "(",
        ") ",
        "<!-- x -->",
        "\n\n> [!NOTE]\n> ",
        "\n\n- [/] ",
        "\n\n1) ",
    ];

    /// A text, and some of the runs of words that it was made of.
    fn text() -> impl Strategy<Value = (String, Vec<String>)> {
        let pieces = prop::collection::vec((0..WORDS.len(), 0..GAPS.len(), any::<bool>()), 2..14);
        let runs = prop::collection::vec((0..12_usize, 2..5_usize), 1..5);
        (pieces, runs).prop_map(|(pieces, runs)| {
            let piece = |&(word, gap, plain): &(usize, usize, bool)| {
                format!("{}{}", WORDS[word], if plain { " " } else { GAPS[gap] })
            };
            let run = |(from, length): (usize, usize)| {
                let words = pieces.iter().skip(from % (pieces.len() - 1)).take(length);
                let words: Vec<&str> = words.map(|(word, ..)| WORDS[*word]).collect();
                plain(&words.join(" "))
            };
            let text = pieces.iter().map(piece).collect();
            (text, runs.into_iter().map(run).collect())
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        /// The sieve only saves time.
        #[test]
        fn passages_that_are_searched_one_by_one_are_found_where_all_are(
            (body, passages) in text(), (why, others) in text()
        ) {
            let passages = [passages, others].concat();
            let why = why.replace(['\r', '\n', '"', '\\'], " ");
            let goal = format!("---\nwhy: \"{why}\"\nskills: [leave the, company]\n---\n# Go\n\n{body}\n");
            let sources: Sources = [("goals/g1.md".to_owned(), goal)].into_iter().collect();
            let plan = analyze(&sources, Today("2026-08-01".parse().unwrap())).plan;
            prop_assert_eq!(each_alone(&passages, &plan), all_at_once(&passages, &plan));
        }
    }
}
