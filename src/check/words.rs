//! What the words of a goal tell: its title, and the title with the paragraph below it.
//!
//! In: a goal, the settings, the day. Out: assessments, for the rules and the first screen of a check.
//! Never the log, quotes, code; a worksheet's section speaks for its own letter alone.

use crate::check::rule::Context;
use crate::config::Config;
use crate::plan::goal::{Goal, SectionRole};
use crate::prose::assess::{Assessment, Letter, assess};
use crate::prose::{blank, language};
use crate::source::one_line;
use crate::today::Today;
use chrono::Days;

/// What a goal's words tell.
#[derive(Clone, Debug, Default)]
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
                pieces.push(one_line(words));
            }
        }
        pieces
    }
}

/// Whether the words of a goal are English, the one language that is judged: by its `lang`, else that
/// of the plan. Words that are plainly of another language are, whatever the plan says.
pub fn is_english(goal: &Goal, config: &Config) -> bool {
    if goal.lang.is_absent() && is_in_other_words(goal) {
        return false;
    }
    let lang = goal.lang.get().unwrap_or(&config.lang);
    lang.is_empty() || lang.to_ascii_lowercase().starts_with("en")
}

/// Whether the title and the paragraph below it show by themselves that they are not English.
fn is_in_other_words(goal: &Goal) -> bool {
    let title = goal.title.text();
    if is_other_script(title) {
        return true;
    }
    let lead = goal.body.lead.as_str();
    if lead.is_empty() {
        return language::is_foreign(title);
    }
    language::is_foreign(&format!("{title}\n{lead}"))
}

/// Whether most letters of a text are of another script than the Latin.
fn is_other_script(text: &str) -> bool {
    let is_latin = |c: char| c <= '\u{24f}' || ('\u{1e00}'..='\u{1eff}').contains(&c);
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (latin, other): (Vec<char>, Vec<char>) = letters.partition(|c| is_latin(*c));
    other.len() > latin.len()
}

/// Whether a worksheet's section of this kind holds an answer: `Very.` and `TBD` are none.
pub fn has_section(goal: &Goal, role: SectionRole) -> bool {
    goal.body
        .sections
        .iter()
        .any(|section| section.role == role && blank::is_answer(&section.words))
}

/// Whether the time that a text tells is another one when the same words are read later.
pub(super) fn is_moving(text: &str, today: Today) -> bool {
    let later = today.date().checked_add_days(Days::new(400)).map(Today);
    let deadline = assess(text, today).deadline;
    deadline.is_some() && later.is_some_and(|later| assess(text, later).deadline != deadline)
}

/// Whether a measure, steps or a section say how much, whatever the words leave open.
pub(super) fn says_how_much(goal: &Goal) -> bool {
    !goal.metric.is_absent()
        || !goal.body.steps.is_empty()
        || has_section(goal, SectionRole::Specific)
        || has_section(goal, SectionRole::Measurable)
        || has_section(goal, SectionRole::DoneWhen)
}

/// Whether a goal is asked how much, in a language that is read, and says it nowhere.
pub(super) fn is_unmeasured(goal: &Goal, cx: &Context<'_>) -> bool {
    let unsaid = |words: &Words| !says_how_much(goal) && !words.all.measurable.met;
    cx.words(goal).is_some_and(unsaid) && goal.is_asked(cx.today)
}

/// Whether two units are one: `hour` and `h`, `talks` and `conference talks`. Two numbers without any
/// are not compared.
pub(super) fn same_unit(one: Option<&str>, other: Option<&str>) -> bool {
    let plain = |unit: &str| -> String {
        let head = unit.split_whitespace().next_back().unwrap_or("");
        let head = head.to_lowercase();
        match head.as_str() {
            "hour" | "hours" | "hr" | "hrs" => "h".into(),
            "minute" | "minutes" | "mins" => "min".into(),
            "percent" => "%".into(),
            _ if head.len() > 3 && !head.ends_with("ss") => head.trim_end_matches('s').into(),
            _ => head,
        }
    };
    let pair = one
        .zip(other)
        .map(|(one, other)| (plain(one), plain(other)));
    pair.is_some_and(|(one, other)| !one.is_empty() && one == other)
}

/// Whether the file still holds a question as a comment, as `new` writes them: what it asks itself
/// need not be asked again.
pub(super) fn asks_itself(goal: &Goal) -> bool {
    let comments = goal.body.text().split("<!--").skip(1);
    comments
        .filter_map(|rest| rest.split_once("-->"))
        .any(|(comment, _)| comment.contains('?'))
}
