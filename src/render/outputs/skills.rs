//! `skills.html`: what one can do, in words, with its proof; for the owner and a mentor with the gap
//! to the roles that are headed for.

use super::{Output, only};
use crate::publish::Audience;
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;
use crate::vocabulary::Assessed;
use crate::words::{self, level};
use serde::Serialize;

pub(super) static OUTPUT: Output = Output {
    entries: |shared| only((shared.has_skills()).then_some("skills.html")),
    make,
};

#[derive(Serialize)]
struct Line {
    name: String,
    level: &'static str,
    proof: String,
    how: String,
    goals: Vec<(String, String)>,
    asked: String,
}

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let plan = shared.published.plan();
    let plain = |name: &str| name.to_lowercase().replace([' ', '_'], "-");
    let mut skills: Vec<_> = plan.skills.iter().collect();
    skills.sort_by(|a, b| {
        (std::cmp::Reverse(a.level), &a.name).cmp(&(std::cmp::Reverse(b.level), &b.name))
    });
    let lines: Vec<Line> = skills
        .into_iter()
        .map(|skill| {
            let key = plain(&skill.key.value);
            let goals = plan.goals().filter(|(_, goal)| {
                goal.skills
                    .items()
                    .iter()
                    .any(|aim| plain(&aim.name.value) == key)
            });
            let asked = plan
                .roles
                .iter()
                .flat_map(|(_, role)| role.skills.items())
                .filter(|asked| plain(&asked.name.value) == key)
                .map(|asked| asked.level)
                .max();
            let private = shared.audience() != Audience::Public;
            let gap = asked.filter(|asked| private && skill.level.is_none_or(|have| have < *asked));
            let how = skill.how.filter(|_| private).map(|how| match how {
                Assessed::SelfRating => "my own view",
                Assessed::Feedback => "what others say",
                Assessed::Test => "a test",
            });
            let on = skill.on.filter(|_| private).map(words::span);
            Line {
                name: skill.name.clone(),
                level: level(skill.level),
                proof: skill.evidence.clone().unwrap_or_default(),
                how: [how.map(String::from), on]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(", "),
                goals: goals
                    .take(4)
                    .filter_map(|(ix, _)| shared.card(ix))
                    .map(|card| (card.href.clone(), card.title.clone()))
                    .collect(),
                asked: gap.map_or(String::new(), |asked| level(Some(asked)).to_owned()),
            }
        })
        .collect();
    let head = shared.head("Skills", "skills.html", "Skills, each with what shows it.");
    shared.page("skills.html", &head, &lines, out)
}
