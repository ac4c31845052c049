//! `index.html`: the story that is read on a phone in forty seconds.

use super::{Output, only};
use crate::plan::{GoalIx, in_words};
use crate::render::card::{Card, shorten};
use crate::render::markdown::Filler;
use crate::render::person::Story;
use crate::render::site::{Key, RenderError};
use crate::render::view::{Head, Shared};
use serde::Serialize;
use serde_json::json;
use std::cell::RefCell;
use std::collections::BTreeMap;

pub(super) static OUTPUT: Output = Output {
    entries: |_| only((true).then_some("index.html")),
    make,
};

#[derive(Serialize)]
struct Career<'a> {
    reached: Vec<&'a Card>,
    more_reached: bool,
    now: Vec<&'a Card>,
    next: Vec<&'a Card>,
    leads: Vec<&'a Card>,
    /// What no other part and no roadmap links.
    others: Vec<&'a Card>,
    vision: String,
    skills: Vec<SkillLine>,
    values: Vec<String>,
    interests: Vec<String>,
    words: String,
    /// For the owner and a mentor: every open goal, as a list.
    goals: Vec<&'a Card>,
    roadmap: bool,
}

#[derive(Serialize)]
struct SkillLine {
    name: String,
    proof: String,
}

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let plan = shared.published.plan();
    let story = &shared.story;
    // Without results the page leads with what is under way, and shows more of it.
    let nows = if story.reached.is_empty() { 5 } else { 3 };
    let index = plan.index.as_ref();
    let words = index.map_or_else(String::new, |index| {
        Filler {
            plan,
            path: &index.path,
            root: "",
            anchors: BTreeMap::new(),
            places: RefCell::default(),
        }
        .fill(&index.body.prose)
        .into_owned()
    });
    let mut skills: Vec<_> = plan
        .skills
        .iter()
        .filter(|skill| skill.evidence.is_some() || skill.level.is_some_and(|level| level >= 3))
        .collect();
    skills.sort_by_key(|skill| (skill.evidence.is_none(), std::cmp::Reverse(skill.level)));
    let career = Career {
        reached: shared.cards_of(story.reached.iter().take(3)),
        more_reached: story.reached.len() > 3,
        now: shared.cards_of(story.now.iter().take(nows)),
        next: if story.now.is_empty() {
            shared.cards_of(story.next.iter().take(nows))
        } else {
            Vec::new()
        },
        leads: shared.cards_of(story.leads.iter().take(3)),
        others: if shared.is_public() && !shared.has_roadmap() {
            shared.cards_of(others(story, nows))
        } else {
            Vec::new()
        },
        vision: index.map_or("", |index| index.vision.text()).to_owned(),
        skills: skills
            .into_iter()
            .take(8)
            .map(|skill| SkillLine {
                name: skill.name.clone(),
                proof: skill.evidence.clone().unwrap_or_default(),
            })
            .collect(),
        values: index.map_or_else(Vec::new, |index| {
            index
                .values
                .items()
                .iter()
                .map(|value| in_words(&value.value))
                .collect()
        }),
        interests: index.map_or_else(Vec::new, |index| {
            index
                .interests
                .items()
                .iter()
                .map(|value| in_words(&value.value))
                .collect()
        }),
        words,
        goals: if shared.is_public() {
            Vec::new()
        } else {
            shared.cards_of(story.now.iter().chain(&story.next).chain(&story.leads))
        },
        roadmap: shared.has_roadmap(),
    };
    let person = &shared.person;
    let name = if person.name.is_empty() {
        "Career plan"
    } else {
        &person.name
    };
    let mut title = name.to_owned();
    if let Some(role) = &person.role {
        title.push_str(&format!(" · {role}"));
    }
    let reached = career
        .reached
        .first()
        .map(|card| format!(" {}.", card.result.trim_end_matches('.')));
    let description = format!(
        "{}{}",
        person.aim.clone().unwrap_or_else(|| title.clone()),
        reached.unwrap_or_default()
    );
    let mut subject = json!({ "@type": "Person", "name": name });
    if let (Some(role), Some(object)) = (&person.role, subject.as_object_mut()) {
        object.insert("jobTitle".into(), json!(role));
    }
    if let (false, Some(object)) = (person.profiles.is_empty(), subject.as_object_mut()) {
        object.insert(
            "sameAs".into(),
            json!(
                person
                    .profiles
                    .iter()
                    .map(|(_, url)| url)
                    .collect::<Vec<_>>()
            ),
        );
    }
    let mut ld =
        json!({ "@context": "https://schema.org", "@type": "ProfilePage", "mainEntity": subject });
    if let (Some(url), Some(object)) = (shared.base_url(), ld.as_object_mut()) {
        object.insert("url".into(), json!(format!("{url}/")));
    }
    let head = Head {
        title,
        description: shorten(&description, 200),
        root: "",
        path: String::new(),
        json_ld: script(&ld),
        kind: "profile",
        alone: false,
    };
    shared.page("career.html", &head, &career, out)
}

/// The open goals that the parts of the page leave out.
fn others(story: &Story, nows: usize) -> impl Iterator<Item = &GoalIx> {
    let next = if story.now.is_empty() { nows } else { 0 };
    let now = story.now.iter().skip(nows);
    now.chain(story.next.iter().skip(next))
        .chain(story.leads.iter().skip(3))
}

/// JSON that may stand in a script element.
pub(super) fn script(json: &impl Serialize) -> String {
    // What is written here has text for its keys, so that it is always JSON.
    let text = serde_json::to_string(json).unwrap_or_default();
    if text.contains('<') {
        text.replace('<', "\\u003c")
    } else {
        text
    }
}
