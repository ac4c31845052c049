//! What the words of a goal tell: its title, and the title with the paragraph below it.
//!
//! In: a goal, the settings, the day. Out: assessments, for the rules and the first screen of a check.
//! Never the log, quotes, code; a worksheet's section speaks for its own letter alone.

use crate::config::Config;
use crate::plan::goal::{Goal, SectionRole};
use crate::prose::assess::{Assessment, Letter, assess};
use crate::today::Today;

/// What a goal's words tell.
#[derive(Clone, Debug)]
pub struct Words {
    /// Of the title alone; its bytes are those of the title.
    pub title: Assessment,
    /// Of the title and the first paragraph together; its bytes are those of `text`.
    pub all: Assessment,
    /// The title and the first paragraph as they were read together.
    text: String,
}

impl Words {
    /// Reads the words of a goal on a day.
    pub fn of(goal: &Goal, today: Today) -> Self {
        let title = goal.title.text();
        let assessed = assess(title, today);
        let lead = goal.body.lead.trim();
        if lead.is_empty() {
            return Self {
                all: assessed.clone(),
                title: assessed,
                text: title.to_owned(),
            };
        }
        let ends = title.trim_end().ends_with(['.', '!', '?', ':']);
        let stop = if ends { "" } else { "." };
        let text = format!("{}{stop} {lead}", title.trim_end());
        let mut all = assess(&text, today);
        // `Get certified`, and below: `Pass the CKA exam`. The second sentence names what the first
        // only opens.
        if !all.specific.met || !all.measurable.met {
            let below = assess(lead, today);
            let by = text.len() - lead.len();
            if !all.specific.met {
                all.specific = below.specific.shifted(by);
            }
            if !all.measurable.met {
                all.measurable = below.measurable.shifted(by);
            }
        }
        Self {
            title: assessed,
            all,
            text,
        }
    }

    /// The words that decided a letter of [`Words::all`], in their order, each once.
    pub fn pieces(&self, letter: &Letter) -> Vec<String> {
        let mut pieces: Vec<String> = Vec::new();
        for evidence in &letter.evidence {
            let words = self.text.get(evidence.bytes.clone()).unwrap_or_default();
            let words = words.trim_matches(|c: char| c.is_whitespace() || ",;:.".contains(c));
            if !words.is_empty() && !pieces.iter().any(|piece| piece.contains(words)) {
                pieces.push(words.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
        pieces
    }
}

/// Whether the words of a goal are English, the one language that is judged.
pub fn is_english(goal: &Goal, config: &Config) -> bool {
    let lang = goal.lang.get().unwrap_or(&config.lang);
    lang.is_empty() || lang.to_ascii_lowercase().starts_with("en")
}

/// Whether a worksheet's section of this kind holds any words.
pub fn has_section(goal: &Goal, role: SectionRole) -> bool {
    goal.body
        .sections
        .iter()
        .any(|section| section.role == role && !section.words.is_empty())
}
