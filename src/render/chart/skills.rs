//! Skills now and as a role asks for them.
//!
//! In: skills with levels from 0 to 5. Out: a row a skill: discs up to the level that there is, rings
//! up to the one that is asked, and what is missing in words.

use super::rows::Rows;
use super::svg::{Anchor, Canvas};
use super::{Chart, Size, Table};
use crate::render::words::listed;

/// A skill.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SkillLevel {
    /// Its name.
    pub(crate) name: String,
    /// The level that there is, 0 to 5; `None` where it is not known.
    pub(crate) have: Option<u8>,
    /// The level that is asked for, 0 to 5.
    pub(crate) asked: u8,
    /// What is to bring it there: the title of a goal, or nothing.
    pub(crate) through: String,
}

/// What the chart shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Skills {
    /// The skills, in the order of their rows.
    pub(crate) skills: Vec<SkillLevel>,
}

/// The most rows that are drawn.
const MOST: usize = 24;

impl Skills {
    /// The chart; `None` where no skill is asked for.
    pub(crate) fn chart(&self) -> Option<Chart> {
        if self.skills.is_empty() {
            return None;
        }
        let table = Table {
            head: vec!["Skill", "Now", "Asked", "Through"],
            rows: self
                .skills
                .iter()
                .map(|skill| {
                    vec![
                        skill.name.clone(),
                        skill
                            .have
                            .map_or_else(|| "not known".into(), |level| level.to_string()),
                        skill.asked.to_string(),
                        skill.through.clone(),
                    ]
                })
                .collect(),
            note: "Levels go from 0 to 5.".into(),
        };
        Some(Chart::new(
            ("skills", "Skills now and as asked for"),
            self.finding(),
            table,
            |size| self.draw(size),
        ))
    }

    fn finding(&self) -> String {
        let missing: Vec<&SkillLevel> = self
            .skills
            .iter()
            .filter(|skill| skill.have.unwrap_or(0) < skill.asked)
            .collect();
        let all = self.skills.len();
        if missing.is_empty() {
            return match all {
                1 => "The one skill that is asked for is there.".into(),
                all => format!("All {all} skills that are asked for are there."),
            };
        }
        let uncovered: Vec<String> = missing
            .iter()
            .filter(|skill| skill.through.is_empty())
            .map(|skill| skill.name.clone())
            .take(4)
            .collect();
        let there = all - missing.len();
        let tail = if uncovered.is_empty() {
            "a goal leads to each of the others".to_owned()
        } else {
            format!("no goal leads to {} yet", listed(&uncovered))
        };
        format!("{there} of {all} skills are at the level that is asked for; {tail}.")
    }

    fn draw(&self, size: Size) -> Canvas {
        let drawn = self
            .skills
            .get(..MOST.min(self.skills.len()))
            .unwrap_or(&self.skills);
        let rows = Rows::new(size, drawn.iter().map(|skill| skill.name.as_str()), 4.0);
        let mut canvas = Canvas::new(size.width(), rows.bottom + 4.0, size.text());
        rows.draw(&mut canvas);
        for (skill, y) in drawn.iter().zip(&rows.middles) {
            let have = skill.have.unwrap_or(0).min(5);
            let asked = skill.asked.min(5);
            for level in 1..=5u8 {
                let x = rows.left + 8.0 + f64::from(level - 1) * 20.0;
                let class = if level <= have {
                    "level-have"
                } else if level <= asked {
                    "level-asked"
                } else {
                    "level-rest"
                };
                let radius = if level <= asked.max(have) { 6.0 } else { 2.0 };
                canvas.circle(class, (x, *y), radius);
            }
            let label = match skill.have {
                None => format!("not known, {asked} asked"),
                Some(_) if have >= asked => format!("{have}, as asked"),
                Some(_) => format!("{have} of {asked}"),
            };
            canvas.text("", (rows.left + 112.0, y + 4.0), Anchor::Start, &label);
        }
        canvas
    }
}
