//! The fields of a goal, each with its names, what it holds and what it is for.
//!
//! [`FIELDS`] is the one list of them: reader, did-you-mean, reference and schema derive from it.

use crate::fields::{FieldDoc, Holds};
use crate::vocabulary::Words;
use crate::vocabulary::{
    Action, Ambition, Direction, Horizon, Kind, MetricType, Status, Visibility,
};

macro_rules! fields {
    ($($name:literal $([$($synonym:literal),*])? => $holds:expr, $doc:literal;)*) => {
        &[$(FieldDoc { name: $name, synonyms: &[$($($synonym),*)?], holds: $holds, doc: $doc }),*]
    };
}

/// The fields of a goal.
pub const FIELDS: &[FieldDoc] = fields! {
    "title" => Holds::Text, "What the goal is, in a few words; else the first heading of the file";
    "id" => Holds::Text, "The name by which others refer to it; else the file's name";
    "kind" => Holds::Word(Kind::WORDS), "What the goal is about; without it the goal is a general one";
    "horizon" => Holds::Word(Horizon::WORDS), "How far ahead it lies; else from its start and due dates. A vision is only ever declared";
    "status" ["state"] => Holds::Word(Status::WORDS), "What you say of it; else planned while its start is ahead, and active after";
    "start" ["started", "begin", "from"] => Holds::Date, "The first day; of a month, quarter or year the first";
    "due" ["deadline", "by", "target_date", "due_date"] => Holds::Date, "The last day that still counts; of a month, quarter or year the last";
    "closed" ["finished", "completed", "ended", "done_on"] => Holds::Date, "The day on which it ended: done, missed, dropped or superseded";
    "result" ["outcome"] => Holds::Text, "What came of it, as a line that a résumé could carry";
    "measure" => Holds::Text, "What is counted, in one line: `12 talks`, `from 48 % to 85 %`, `3 a year`, `at most 40 h a week`";
    "metric" => Holds::Objects, "The long form of measure: name, unit, type, direction, baseline, target, stretch, band, current, log";
    "supports" ["serves", "supports_goal"] => Holds::Texts, "The larger goals or roles that it serves, by id";
    "after" ["depends_on", "requires", "blocked_by"] => Holds::Texts, "What must be finished first, by id";
    "skills" ["skill"] => Holds::Texts, "The skills it is to bring; `{ kubernetes: 4 }` gives the level";
    "values" ["value"] => Holds::Texts, "Which of your values it serves";
    "tags" ["tag"] => Holds::Texts, "Words to group goals by";
    "why" ["reason", "purpose"] => Holds::Text, "The reason, in your own words";
    "effort" ["hours"] => Holds::Hours, "The time it takes: `4h/week`";
    "confidence" => Holds::Small(10), "How sure you are, from 0 to 10";
    "obstacles" ["obstacle", "risks"] => Holds::Text, "What may come between, and what you will do then";
    "mentor" ["coach", "helper"] => Holds::Text, "Who helps";
    "ask" => Holds::Text, "What you want from your mentor";
    "paused" ["pauses"] => Holds::Objects, "When it stood still: a list of from, to, why";
    "moved" ["moves"] => Holds::Objects, "How its deadline moved: a list of on, from, to, why";
    "review" ["reviewed", "last_review"] => Holds::Date, "When you last looked at it as a whole";
    "review_every" => Holds::Period, "How often it wants a review";
    "checkin_every" ["check_in_every"] => Holds::Period, "How often it wants a check-in";
    "evidence" ["proof", "proofs"] => Holds::Objects, "Proofs: a list of title, url or file, date, expires";
    "visibility" ["audience", "visible"] => Holds::Word(Visibility::WORDS), "Who may see it: public, mentor or private (you alone)";
    "draft" => Holds::Switch, "`true` makes it private";
    "publish" ["published"] => Holds::Switch, "`false` makes it private";
    "featured" => Holds::Switch, "Whether it leads its list";
    "lang" ["language"] => Holds::Text, "The language of its words, such as `en` or `de-CH`";
    "ambition" => Holds::Word(Ambition::WORDS), "How you mean it: committed, stretch or learning";
    "action" => Holds::Word(Action::WORDS), "The kind of development action that it is";
    "allow" => Holds::Objects, "Silences a rule, with a reason: `{ M02: \"why, until 2027-03-01\" }`";
};

/// What a log line's number means.
pub(super) const LOG: Words = Words {
    names: &["each", "total"],
    synonyms: &[],
};

/// The fields that hold fields of their own.
pub const NESTED: &[(&str, &[FieldDoc])] = &[
    ("metric", METRIC),
    ("paused", PAUSE),
    ("moved", MOVE),
    ("evidence", EVIDENCE),
];

pub(super) const METRIC: &[FieldDoc] = fields! {
    "name" => Holds::Text, "What is measured";
    "unit" => Holds::Text, "Its unit, as written after a number";
    "type" ["kind"] => Holds::Word(MetricType::WORDS), "How values add up";
    "direction" => Holds::Word(Direction::WORDS), "Which way is better";
    "baseline" ["start", "from"] => Holds::Number, "Where you start";
    "target" ["goal", "to"] => Holds::Number, "Where you want to be";
    "stretch" => Holds::Number, "More than was asked";
    "band" ["range"] => Holds::Objects, "The range to stay in: `[35, 40]`";
    "current" ["now"] => Holds::Number, "The value now, where no log says it";
    "log" => Holds::Word(LOG), "What a log line's number means for a count";
    "period" ["per", "every"] => Holds::Period, "The period of a habit or a limit";
};

pub(super) const PAUSE: &[FieldDoc] = fields! {
    "from" ["start"] => Holds::Date, "The first day";
    "to" ["until", "end"] => Holds::Date, "The last day; none while it lasts";
    "why" ["reason"] => Holds::Text, "The reason";
};

pub(super) const MOVE: &[FieldDoc] = fields! {
    "on" => Holds::Date, "When it was decided";
    "from" => Holds::Date, "The deadline before";
    "to" => Holds::Date, "The deadline after";
    "why" ["reason"] => Holds::Text, "The reason";
};

pub(super) const EVIDENCE: &[FieldDoc] = fields! {
    "title" ["name"] => Holds::Text, "What it is";
    "url" ["link", "href"] => Holds::Text, "Where it can be seen";
    "file" ["path"] => Holds::Text, "A file of the plan that shows it";
    "date" ["on"] => Holds::Date, "When it was given";
    "expires" ["expiry", "valid_until"] => Holds::Date, "When it ceases to hold";
};
