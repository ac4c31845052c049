//! The five letters of a goal, as its owner and a mentor are shown them.
//!
//! The owner sees each letter with the fields and words that decided it; a mentor sees what is worth
//! asking about; everyone else sees nothing of it.

use crate::check::{self, Letter, Met};
use crate::plan::GoalIx;
use crate::publish::{Audience, Published};
use serde::Serialize;

/// What an open letter asks, in the order of the letters.
const QUESTIONS: [&str; 5] = [
    "What exactly will be there, or be different, so that two people picture the same?",
    "How could someone else see that it is done?",
    "By doing what, with whom, in which hours?",
    "What is it for, and who needs it?",
    "By when, or how often?",
];

/// The letters of one goal.
#[derive(Serialize)]
pub(super) struct Letters {
    title: &'static str,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    name: &'static str,
    /// `met`, `open` or `none`.
    state: &'static str,
    word: &'static str,
    /// What decided it, or the question it leaves.
    by: String,
}

/// The letters of a goal, as far as the audience is shown them; `None` where there is nothing to say.
pub(super) fn of(published: &Published, ix: GoalIx) -> Option<Letters> {
    let audience = published.audience();
    if audience == Audience::Public {
        return None;
    }
    let plan = published.plan();
    if !check::is_english(&plan.goal(ix).goal, &plan.config) {
        return None;
    }
    let letters = check::letters(plan.goal(ix), plan, published.today())?;
    let lines = letters
        .iter()
        .zip(check::LETTERS.into_iter().zip(QUESTIONS));
    let lines: Vec<Line> = lines
        .filter(|(letter, _)| audience == Audience::Me || **letter == Letter::Open)
        .map(|(letter, (name, question))| line(letter, name, question))
        .collect();
    let title = match audience {
        Audience::Me => "What its words say",
        _ => "Worth asking about",
    };
    (!lines.is_empty()).then_some(Letters { title, lines })
}

fn line(letter: &Letter, name: &'static str, question: &str) -> Line {
    let (state, word, by) = match letter {
        Letter::Met(met) => ("met", "met", met.iter().map(shown).collect::<Vec<_>>()),
        Letter::Open => ("open", "open", vec![question.to_owned()]),
        Letter::NotAsked => ("none", "not asked", Vec::new()),
    };
    Line {
        name,
        state,
        word,
        by: by.join(" · "),
    }
}

fn shown(met: &Met) -> String {
    match met {
        Met::Part(name) => (*name).to_owned(),
        Met::Words(words) => format!("“{words}”"),
    }
}
