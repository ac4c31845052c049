//! What is told of a goal's words: a letter each, and the words that decided it.
//!
//! Only data: which words decide is for the files beside it.

use crate::prose::period::Period;
use chrono::NaiveDate;
use std::ops::Range;

/// What a piece of evidence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// What is done.
    Action,
    /// What it is done to.
    Object,
    /// A number to reach.
    Number,
    /// An event that others can see.
    Event,
    /// A method, a resource, a person.
    Means,
    /// Where it starts from.
    Start,
    /// Hours set aside.
    Hours,
    /// A reason or a larger aim.
    Reason,
    /// A day, or a time that comes.
    Time,
    /// A rhythm.
    Rhythm,
}

impl What {
    /// The word for it in output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::Object => "object",
            Self::Number => "number",
            Self::Event => "event",
            Self::Means => "means",
            Self::Start => "start",
            Self::Hours => "hours",
            Self::Reason => "reason",
            Self::Time => "time",
            Self::Rhythm => "rhythm",
        }
    }
}

/// Words that decided something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Their bytes in the text that was judged.
    pub bytes: Range<usize>,
    /// What they are.
    pub what: What,
}

/// Whether a letter is met, and by which words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// Whether it is met.
    pub met: bool,
    /// The words that decided, in order; empty where nothing speaks for it.
    pub evidence: Vec<Evidence>,
}

impl Letter {
    /// The same where the text stands `by` bytes further on.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> Self {
        for evidence in &mut self.evidence {
            evidence.bytes = evidence.bytes.start + by..evidence.bytes.end + by;
        }
        self
    }
}

/// A number to reach.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Its value.
    pub value: f64,
    /// Its unit in the words of the text, if any.
    pub unit: Option<String>,
    /// The bytes that write it.
    pub bytes: Range<usize>,
}

/// What a text says of the five letters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assessment {
    /// Two strangers would picture the same outcome.
    pub specific: Letter,
    /// A third person could decide whether it is done.
    pub measurable: Letter,
    /// The means are named.
    pub achievable: Letter,
    /// The reason is named.
    pub relevant: Letter,
    /// It says when.
    pub time_bound: Letter,
    /// The numbers that it sets as targets, in order.
    pub targets: Vec<Target>,
    /// The last day that still counts, where the calendar and today alone decide it.
    pub deadline: Option<NaiveDate>,
    /// How often, where the calendar knows it.
    pub cadence: Option<Period>,
    /// The bytes of a verb whose end nobody can see (`improve`), where it is not specific.
    pub open_verb: Option<Range<usize>>,
    /// The bytes of what is done, verb and object, to ask about it in one's own words.
    pub deed: Option<Range<usize>>,
}
