//! The words of the plan format: the values that its fields know, with the synonyms that are read.

use crate::source::Spanned;
use chrono::NaiveDate;

/// The words that a field knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Those of the format.
    pub names: &'static [&'static str],
    /// Others that are read.
    pub synonyms: &'static [&'static str],
}

/// Declares an enum of the plan format with its names and the synonyms that are read.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal $(| $synonym:literal)*),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// All values, in the order of the format.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The words for them, and those that are read as well.
            pub const WORDS: Words = Words { names: &[$($word),+], synonyms: &[$($($synonym,)*)+] };

            /// The word that the format uses.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// Reads a word or a synonym of it: case, `_`, `-` and blanks do not matter.
            pub fn read(word: &str) -> Option<Self> {
                let word: String = word.trim().chars()
                    .map(|c| if matches!(c, '_' | '-' | ' ') { '-' } else { c.to_ascii_lowercase() })
                    .collect();
                match word.as_str() {
                    $($word $(| $synonym)* => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}
words! {
    /// What a goal is about; absent means general.
    Kind {
        /// A skill to learn or deepen.
        Skill = "skill" | "skills",
        /// A result in the present role.
        Performance = "performance",
        /// A degree, course or certificate.
        Education = "education" | "educational" | "certification",
        /// The person rather than the post.
        Personal = "personal" | "personal-development",
        /// People to know and to be known by.
        Network = "network" | "networking",
        /// Leading others.
        Leadership = "leadership",
        /// Another role, employer or field.
        Transition = "transition" | "career-change",
        /// A business of one's own.
        Venture = "venture" | "business",
        /// To be known for something.
        Recognition = "recognition",
    }
}

words! {
    /// How far ahead a goal lies.
    Horizon {
        /// Up to three years.
        Short = "short" | "short-term",
        /// Up to five years.
        Mid = "mid" | "mid-term" | "medium" | "medium-term",
        /// Five years or more.
        Long = "long" | "long-term",
        /// A direction rather than a date; only when declared.
        Vision = "vision",
    }
}

words! {
    /// What the owner says of a goal.
    Status {
        /// Not yet decided.
        Idea = "idea" | "someday" | "maybe",
        /// Decided, not begun.
        Planned = "planned" | "todo" | "to-do" | "not-started" | "next",
        /// Under way.
        Active = "active" | "in-progress" | "inprogress" | "doing" | "started" | "ongoing" | "wip" | "open" | "current",
        /// Set aside for a while.
        Paused = "paused" | "on-hold" | "hold" | "waiting" | "blocked",
        /// Reached.
        Done = "done" | "completed" | "complete" | "finished" | "achieved" | "reached",
        /// The time ran out.
        Missed = "missed" | "failed",
        /// Given up on purpose.
        Dropped = "dropped" | "cancelled" | "canceled" | "abandoned",
        /// Another goal took its place.
        Superseded = "superseded" | "replaced",
    }
}

impl Status {
    /// Whether the goal may still be reached: idea, planned, active, paused.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Idea | Self::Planned | Self::Active | Self::Paused
        )
    }
}

words! {
    /// How the owner means a goal.
    Ambition {
        /// Promised.
        Committed = "committed",
        /// Hoped for.
        Stretch = "stretch",
        /// To find out.
        Learning = "learning",
    }
}

words! {
    /// Who may see a thing. The order is that of width: what the public sees, a mentor sees too.
    Visibility {
        /// Everyone.
        Public = "public",
        /// The owner and a mentor or manager.
        Mentor = "mentor",
        /// The owner alone.
        Private = "private",
    }
}

words! {
    /// A kind of development action.
    Action {
        /// A course.
        Course = "course" | "online-course",
        /// A degree.
        Degree = "degree",
        /// A certificate.
        Certificate = "certificate" | "certification",
        /// A workshop or seminar.
        Workshop = "workshop" | "seminar",
        /// An internship.
        Internship = "internship",
        /// An apprenticeship.
        Apprenticeship = "apprenticeship",
        /// Volunteering.
        Volunteering = "volunteering" | "volunteer",
        /// A project.
        Project = "project",
        /// Reading.
        Reading = "reading" | "book",
        /// Mentoring, given or received.
        Mentoring = "mentoring" | "mentor",
        /// An association.
        Association = "association",
        /// A conference or trade show.
        Conference = "conference" | "trade-show",
    }
}

words! {
    /// How a metric's values add up to progress.
    MetricType {
        /// Each value is where one stands.
        Level = "level",
        /// Values add up.
        Count = "count",
        /// So much in each period.
        Habit = "habit",
        /// Done or not.
        YesNo = "yes-no" | "yesno" | "yes/no" | "boolean",
    }
}

words! {
    /// Which way is better.
    Direction {
        /// More is better.
        Up = "up" | "increase" | "more",
        /// Less is better.
        Down = "down" | "decrease" | "less",
    }
}

words! {
    /// What the number of a log line means for a count.
    LogMeaning {
        /// So many more.
        Each = "each" | "add",
        /// So many in all, up to then.
        Total = "total",
    }
}

words! {
    /// How a level was found.
    Assessed {
        /// By the owner.
        SelfRating = "self",
        /// By others.
        Feedback = "feedback",
        /// By a test.
        Test = "test",
    }
}

words! {
    /// What a statement is for.
    StatementKind {
        /// The objective line of a résumé.
        Objective = "objective",
        /// An answer in an interview.
        Interview = "interview",
    }
}

/// A silenced rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The rule's code, as written.
    pub code: Spanned<String>,
    /// The reason, without its `until`.
    pub reason: Option<Spanned<String>>,
    /// The last day on which it holds.
    pub until: Option<NaiveDate>,
}

/// A period in which everything stands still (`away:`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}
