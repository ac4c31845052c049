//! A goal as its file says it: facts of the front matter, words and lists of the body.
//!
//! Nothing here depends on another file or on the date, so that a goal can be kept as long as its
//! text stays the same.

use crate::plan::field::Field;
use crate::prose::Period;
use crate::prose::date::DateSpan;
use crate::source::{PlanPath, Span, Spanned};
use crate::vocabulary::{
    Action, Allow, Ambition, Direction, Horizon, Kind, LogMeaning, MetricType, Status, Visibility,
};
use chrono::NaiveDate;
use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// The name of a goal or role in its plan: lowercase letters, digits and `-`, at most 80.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GoalId(pub(crate) Arc<str>);

impl GoalId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

// An id is found by its text, without one being made for the look-up.
impl Borrow<str> for GoalId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for GoalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is measured, from `measure:` or the long `metric:`.
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    /// What the number is called, if it has a name of its own.
    pub name: Option<String>,
    /// The unit as it is written after a number: `%`, `talks`, `h`.
    pub unit: Option<String>,
    /// The currency sign or code written before a number.
    pub currency: Option<String>,
    /// How values add up; inferred where it is not declared.
    pub kind: MetricType,
    /// Which way is better; inferred from baseline and target where it is not declared.
    pub direction: Direction,
    /// Where one starts.
    pub baseline: Field<f64>,
    /// Where one wants to be; the upper bound of a limit.
    pub target: Field<f64>,
    /// What would be more than asked.
    pub stretch: Field<f64>,
    /// The range to stay in.
    pub band: Field<(f64, f64)>,
    /// The value now, where no log says it.
    pub current: Field<f64>,
    /// The period of a habit or a limit.
    pub period: Option<Period>,
    /// What a log line's number means.
    pub log: LogMeaning,
    /// Whether the target is a bound to stay under (`at most 40 h a week`).
    pub limit: bool,
}

/// Why and when a goal stood still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The first day.
    pub from: NaiveDate,
    /// The last day; `None` while it lasts.
    pub to: Option<NaiveDate>,
    /// The reason.
    pub why: Option<String>,
}

/// A deadline that was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// When it was decided.
    pub on: Option<NaiveDate>,
    /// The deadline before, its last day.
    pub from: Option<DateSpan>,
    /// The deadline after, its last day.
    pub to: Option<DateSpan>,
    /// The reason.
    pub why: Option<String>,
}

/// A proof of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What it is.
    pub title: String,
    /// Where it can be seen.
    pub link: Option<Spanned<EvidenceLink>>,
    /// When it was given.
    pub date: Option<DateSpan>,
    /// When it ceases to hold.
    pub expires: Option<DateSpan>,
}

/// Where a proof can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvidenceLink {
    /// An address.
    Url(String),
    /// A file of the plan, as written.
    File(String),
}

/// A skill that a goal is to bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillAim {
    /// Its name, as written.
    pub name: Spanned<String>,
    /// The level it is to bring, 0 to 5.
    pub level: Option<u8>,
}

/// Hours a week that a goal takes.
pub type Hours = f64;

/// How the reader came to who may see a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Written and understood.
    Declared(Visibility),
    /// Nothing is written: the plan's default holds.
    Default,
    /// It could not be understood, so only the owner sees it.
    FailedClosed,
}

impl Seen {
    /// Who may see it, where the plan's default is `default`.
    pub fn visibility(self, default: Visibility) -> Visibility {
        match self {
            Self::Declared(visibility) => visibility,
            Self::Default => default,
            Self::FailedClosed => Visibility::Private,
        }
    }
}

/// One goal, as one file says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// Its file.
    pub path: PlanPath,
    /// The id that the file asks for: `id:`, else its stem.
    pub wanted_id: GoalId,
    /// Where `id:` is written, if it is.
    pub id_span: Option<Span>,
    /// `title:` or the first heading; the place is of the words themselves.
    pub title: Field<String>,
    /// The whole file's visibility, heading attributes on the title included.
    pub seen: Seen,
    /// Where the visibility is written, if it is.
    pub seen_span: Option<Span>,
    /// See the table in the format's reference for all that follows.
    pub kind: Field<Kind>,
    /// How far ahead, where declared.
    pub horizon: Field<Horizon>,
    /// What the owner says, where declared.
    pub status: Field<Status>,
    /// The first day.
    pub start: Field<DateSpan>,
    /// The last day that still counts.
    pub due: Field<DateSpan>,
    /// The day it ended.
    pub closed: Field<DateSpan>,
    /// What came of it.
    pub result: Field<String>,
    /// What is measured, short form or long.
    pub metric: Field<Metric>,
    /// The larger goals or roles that it serves: ids as written.
    pub supports: Field<Vec<Spanned<String>>>,
    /// What must be finished first.
    pub after: Field<Vec<Spanned<String>>>,
    /// Skills it is to bring.
    pub skills: Field<Vec<SkillAim>>,
    /// Values of the plan that it serves.
    pub values: Field<Vec<Spanned<String>>>,
    /// Free words to group by.
    pub tags: Field<Vec<Spanned<String>>>,
    /// The reason.
    pub why: Field<String>,
    /// Hours a week.
    pub effort: Field<Hours>,
    /// How sure the owner is, 0 to 10.
    pub confidence: Field<u8>,
    /// What may come between, and what then.
    pub obstacles: Field<String>,
    /// Who helps.
    pub mentor: Field<String>,
    /// What the owner wants from the mentor.
    pub ask: Field<String>,
    /// When it stood still.
    pub paused: Field<Vec<Spanned<Pause>>>,
    /// How its deadline moved.
    pub moved: Field<Vec<Spanned<Move>>>,
    /// When it was last reviewed.
    pub review: Field<DateSpan>,
    /// How often it wants a review.
    pub review_every: Field<Period>,
    /// How often it wants a check-in.
    pub checkin_every: Field<Period>,
    /// Proofs.
    pub evidence: Field<Vec<Spanned<Evidence>>>,
    /// Whether it leads its list.
    pub featured: Field<bool>,
    /// The language of its words.
    pub lang: Field<String>,
    /// How it is meant.
    pub ambition: Field<Ambition>,
    /// The kind of development action that it is.
    pub action: Field<Action>,
    /// Silenced rules.
    pub allow: Vec<Allow>,
    /// Whether one of its fields may hold a link, as [`written`](crate::plan::texts::written) reads
    /// them. All goals of a plan are asked after each edit, and few have any.
    pub may_link: bool,
    /// The words and lists below the front matter; shared, for most are the same for every audience.
    pub body: Arc<Body>,
}

/// What a section of a goal is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionRole {
    /// `Steps` or `Milestones`.
    Steps,
    /// `Log`, `Progress` or `Check-ins`.
    Log,
    /// The worksheet's five letters.
    Specific,
    /// What is measured, in words.
    Measurable,
    /// How, in words.
    Achievable,
    /// Why, in words.
    Relevant,
    /// By when, in words.
    TimeBound,
    /// What done looks like.
    DoneWhen,
    /// What a mentor said; for the mentor audience unless its heading says otherwise.
    Feedback,
    /// The title's own heading: the words before the next one are the goal's lead.
    Title,
    /// Any other.
    Other,
}

/// A heading and what stands under it, up to the next heading of its level or higher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// 1 to 6.
    pub level: u8,
    /// The heading's words, attributes left out.
    pub title: String,
    /// The heading's line.
    pub heading: Span,
    /// The heading and all that it governs, sub-sections included.
    pub span: Span,
    /// What it is for.
    pub role: SectionRole,
    /// Who may see it, where the heading says so.
    pub seen: Option<Visibility>,
    /// The plain words of its own paragraphs and lists (no quotes, code, steps), for the sections of
    /// the worksheet and `Done when`; `""` for all others.
    pub words: String,
}

/// The state of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepState {
    /// `[ ]`
    Open,
    /// `[/]`: counts half.
    Half,
    /// `[x]`
    Done,
    /// `[-]`: counts neither as done nor as to do.
    Cancelled,
}

/// One task item.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its words, dates and other marks left out, as plain text.
    pub text: String,
    /// The same words as HTML with holes for links.
    pub markup: Markup,
    /// Where it stands: the item's first line.
    pub span: Span,
    /// The box's own bytes: the one character between `[` and `]`.
    pub state_span: Span,
    /// Its state.
    pub state: StepState,
    /// By when.
    pub due: Field<DateSpan>,
    /// When it was done.
    pub done: Field<DateSpan>,
    /// Its share of the whole, 1 where nothing is said; never negative.
    pub weight: f64,
    /// The kind of development action, where said.
    pub action: Option<Action>,
    /// How deep it is nested, 0 at the top.
    pub depth: usize,
    /// Whether it has no steps below it; only leaves count.
    pub leaf: bool,
}

/// One dated line of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct LogEntry {
    /// The day.
    pub date: NaiveDate,
    /// The value, where the line has one.
    pub value: Option<f64>,
    /// The rest of the line as plain text, `""` where there is none.
    pub note: String,
    /// The same as HTML with holes for links.
    pub markup: Markup,
    /// How sure the owner was then, where the note says `confidence 6`.
    pub confidence: Option<u8>,
    /// Where it stands.
    pub span: Span,
}

/// A link of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it points at, as written: an address, a path, an id.
    pub target: String,
    /// How it is written.
    pub style: LinkStyle,
    /// Its label as plain text.
    pub label: String,
    /// Where the words of its label stand; empty, at its start, where it has none.
    pub inner: Span,
    /// The whole link.
    pub span: Span,
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkStyle {
    /// `[label](target)`, `<https://…>`, a reference.
    Markdown,
    /// `[[id]]`: the id is its label.
    WikiBare,
    /// `[[id|label]]`
    WikiLabelled,
    /// `![alt](target)`
    Image,
}

/// HTML made from Markdown, with holes where another part of the plan decides.
///
/// `html` is the text between the holes; a hole says before which byte of it it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    /// Escaped HTML, whole but for the holes.
    pub html: String,
    /// What is to be filled in, in order.
    pub holes: Vec<(usize, Hole)>,
}

impl Markup {
    /// Whether it shows nothing.
    pub fn is_empty(&self) -> bool {
        self.html.trim().is_empty() && self.holes.is_empty()
    }
}

/// A place in [`Markup`] that is filled when its page is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hole {
    /// `<a …>` for this target, or nothing where it is not shown. `title` is the link's own.
    LinkOpen {
        /// As written.
        target: String,
        /// The link's title, `""` where there is none.
        title: String,
        /// How it is written.
        style: LinkStyle,
    },
    /// `</a>`, or nothing.
    LinkClose,
    /// The label of a bare `[[id]]`: the goal's title, or "another goal".
    WikiLabel {
        /// The id, as written.
        target: String,
    },
    /// An image, or its alternative text.
    Image {
        /// As written.
        target: String,
        /// The alternative text.
        alt: String,
        /// The image's own title.
        title: String,
    },
    /// Raw HTML: escaped unless the plan allows it.
    RawHtml(String),
    /// A heading's anchor: unique in its page, so made when the page is.
    Anchor {
        /// The slug that it asks for.
        wanted: String,
    },
}

/// What the body of a file says.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// Where it begins in the file.
    pub start: usize,
    /// The text that holds it, shared with whoever read the file.
    pub source: Arc<str>,
    /// Where its Markdown begins in `source`.
    pub offset: usize,
    /// Plain words of the first paragraph before any heading but the title's.
    pub lead: String,
    /// Where that paragraph stands.
    pub lead_span: Span,
    /// All headings, in order.
    pub sections: Vec<Section>,
    /// The task items.
    pub steps: Vec<Step>,
    /// The log, in the order of the file.
    pub log: Vec<LogEntry>,
    /// All links and images.
    pub links: Vec<Link>,
    /// The prose as HTML: everything but the title, the log section and the lists of steps.
    pub prose: Markup,
    /// What reading it took from the front matter.
    pub context: BodyContext,
}

impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        // Bodies are shared and long, and mostly one is compared with itself.
        let facts = |body: &Self| (body.start, body.offset, body.lead_span);
        std::ptr::eq(self, other)
            || (facts(self) == facts(other)
                && self.source == other.source
                && self.context == other.context
                && self.lead == other.lead
                && self.sections == other.sections
                && self.steps == other.steps
                && self.log == other.log
                && self.links == other.links
                && self.prose == other.prose)
    }
}

impl Body {
    /// Its Markdown, as written.
    pub fn text(&self) -> &str {
        self.source.get(self.offset..).unwrap_or("")
    }
}

/// What reading a body takes from the front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BodyContext {
    /// Whether `title:` is written, so that the first heading need not be the title.
    pub titled: bool,
    /// The unit of the metric, which may follow the value of a log line.
    pub unit: Option<String>,
    /// Whether the log and the steps of the file mean anything: only those of a goal do.
    pub plain: bool,
}
