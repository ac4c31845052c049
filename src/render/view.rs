//! What templates print: values made once for the whole site, and per page.
//!
//! Templates do no arithmetic, no dates, no sorting; all of that is done here and in the outputs.

use super::card::{self, Card, Linked};
use super::person::{Person, Story};
use super::site::RenderError;
use super::theme::{Theme, told};
use super::words;
use crate::plan::goal::EvidenceLink;
use crate::plan::goal::LinkStyle;
use crate::plan::links::LinkTarget;
use crate::plan::{GoalIx, Target};
use crate::publish::{Audience, Published};
use crate::source::PlanPath;
use ahash::AHashMap;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use tera::{Context, Value};
use xxhash_rust::xxh3::xxh3_64;

/// What all pages of a site share.
pub(super) struct Shared {
    pub(super) published: Arc<Published>,
    pub(super) theme: Arc<Theme>,
    pub(super) person: Person,
    pub(super) story: Story,
    /// A goal as a line of a list, in the plan's order; made when it is first asked for, since
    /// the live preview shows a page or two of thousands.
    cards: Vec<OnceLock<Card>>,
    /// The same as a line of a long list, for its templates: it stands in several.
    lines: Vec<OnceLock<Value>>,
    /// Goals by tag, for tags with a page.
    pub(super) tags: BTreeMap<String, (String, Vec<GoalIx>)>,
    /// Files that a shown page links.
    linked: OnceLock<BTreeSet<PlanPath>>,
    /// The style sheet's path.
    pub(super) css: String,
    site: Value,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared")
            .field("goals", &self.cards.len())
            .finish_non_exhaustive()
    }
}

#[derive(Serialize)]
struct SiteView {
    name: String,
    role: String,
    place: String,
    aim: String,
    lang: String,
    audience: &'static str,
    is_public: bool,
    base_url: String,
    css: String,
    feed: bool,
    resume: bool,
    email: String,
    profiles: Vec<(String, String)>,
    home: Option<(String, String)>,
    nav: Vec<(String, String)>,
    as_of: String,
    as_of_machine: String,
}

/// The head of a page.
#[derive(Serialize)]
pub(super) struct Head {
    pub(super) title: String,
    pub(super) description: String,
    /// From the page to the top of the site.
    pub(super) root: &'static str,
    /// Its path from the top of the site.
    pub(super) path: String,
    /// JSON-LD, ready to stand in a script element.
    pub(super) json_ld: String,
    pub(super) kind: &'static str,
    /// Whether the page is a file of its own, away from its site: its style stands in it.
    pub(super) alone: bool,
}

impl Shared {
    pub(super) fn new(published: Arc<Published>, theme: Arc<Theme>) -> Self {
        let person = Person::of(&published);
        let story = Story::of(&published);
        let goals = published.plan().goals.len();
        let (cards, lines) = (vec![OnceLock::new(); goals], vec![OnceLock::new(); goals]);
        let tags = tags(&published);
        let css = format!(
            "assets/style-{:08x}.css",
            xxh3_64(theme.css.as_bytes()) as u32
        );
        let mut shared = Self {
            published,
            theme,
            person,
            story,
            cards,
            lines,
            tags,
            linked: OnceLock::new(),
            css,
            site: Value::none(),
        };
        let view = shared.site_view();
        shared.site = Value::from_serializable(&view);
        shared
    }

    pub(super) fn audience(&self) -> Audience {
        self.published.audience()
    }

    pub(super) fn is_public(&self) -> bool {
        self.audience() == Audience::Public
    }

    /// The site's address, where one is set.
    pub(super) fn base_url(&self) -> Option<&str> {
        self.published.plan().config.base_url.as_deref()
    }

    /// The goal at this place as a line of a list.
    pub(super) fn card(&self, ix: GoalIx) -> Option<&Card> {
        let card = self.cards.get(ix.0)?;
        Some(card.get_or_init(|| card::card(&self.published, ix)))
    }

    /// The goal at this place as a line of a long list.
    pub(super) fn line(&self, ix: GoalIx) -> Option<&Value> {
        let (line, card) = (self.lines.get(ix.0)?, self.card(ix)?);
        Some(line.get_or_init(|| Value::from_serializable(&card.line())))
    }

    /// Whether a shown page links this file.
    pub(super) fn links(&self, path: &PlanPath) -> bool {
        let linked = self.linked.get_or_init(|| linked(&self.published));
        linked.contains(path)
    }

    /// Cards of goals, in their order.
    pub(super) fn cards_of<'a>(
        &'a self,
        goals: impl IntoIterator<Item = &'a GoalIx>,
    ) -> Vec<&'a Card> {
        goals.into_iter().filter_map(|ix| self.card(*ix)).collect()
    }

    /// Goals as links, in their order.
    pub(super) fn links_of<'a>(
        &'a self,
        goals: impl IntoIterator<Item = &'a GoalIx>,
    ) -> Vec<Linked<'a>> {
        let cards = goals.into_iter().filter_map(|ix| self.card(*ix));
        cards.map(Card::linked).collect()
    }

    /// Whether there are enough dated goals for a roadmap.
    pub(super) fn has_roadmap(&self) -> bool {
        self.published
            .plan()
            .goals
            .iter()
            .filter(|goal| goal.due.is_set())
            .count()
            >= 4
    }

    pub(super) fn has_skills(&self) -> bool {
        !self.published.plan().skills.is_empty()
    }

    pub(super) fn has_resume(&self) -> bool {
        let resume = self.published.plan().resume.as_ref();
        resume.is_some_and(|resume| {
            resume
                .json
                .get("work")
                .and_then(|work| work.as_array())
                .is_some_and(|work| !work.is_empty())
        })
    }

    fn site_view(&self) -> SiteView {
        let plan = self.published.plan();
        let today = self.published.today().date();
        let person = &self.person;
        let mut nav = vec![("index.html".to_owned(), "Career".to_owned())];
        let mut entry = |there: bool, path: &str, label: &str| {
            if there {
                nav.push((path.to_owned(), label.to_owned()));
            }
        };
        let private = !self.is_public();
        entry(self.story.reached.len() > 3, "achievements.html", "Reached");
        entry(self.has_roadmap(), "roadmap.html", "Roadmap");
        entry(self.has_skills(), "skills.html", "Skills");
        entry(private && !plan.goals.is_empty(), "report.html", "Report");
        entry(private && !plan.roles.is_empty(), "roles.html", "Roles");
        entry(
            private && !plan.reviews.is_empty(),
            "reviews.html",
            "Reviews",
        );
        entry(!plan.statements.is_empty(), "statements.html", "Statements");
        entry(self.has_resume(), "resume.html", "Résumé");
        SiteView {
            name: if person.name.is_empty() {
                "Career plan".into()
            } else {
                person.name.clone()
            },
            role: person.role.clone().unwrap_or_default(),
            place: person.place.clone().unwrap_or_default(),
            aim: person.aim.clone().unwrap_or_default(),
            lang: plan.config.lang.clone(),
            audience: self.audience().as_str(),
            is_public: self.is_public(),
            base_url: plan.config.base_url.clone().unwrap_or_default(),
            css: self.css.clone(),
            feed: plan.config.base_url.is_some(),
            resume: self.has_resume(),
            email: person.email.clone().unwrap_or_default(),
            profiles: person.profiles.clone(),
            home: plan
                .config
                .home
                .as_ref()
                .map(|home| (home.label.clone(), home.url.clone())),
            nav,
            as_of: words::day(today),
            as_of_machine: today.to_string(),
        }
    }

    /// Renders a page: the site, its head, and what the page adds.
    pub(super) fn page(
        &self,
        template: &str,
        head: &Head,
        content: &impl Serialize,
        out: &mut Vec<u8>,
    ) -> Result<(), RenderError> {
        let mut context = Context::new();
        context.insert_value("site", self.site.clone());
        context.insert("page", head);
        context.insert("root", head.root);
        if head.alone {
            context.insert("inline_css", &self.theme.css_alone());
        }
        context.insert("content", content);
        self.theme
            .tera
            .render_to(template, &context, &mut *out)
            .map_err(|error| RenderError::Template(told(&error)))
    }

    /// The head of a page of the top of the site.
    pub(super) fn head(&self, title: &str, path: &str, description: &str) -> Head {
        let name = if self.person.name.is_empty() {
            "Career plan"
        } else {
            &self.person.name
        };
        Head {
            title: format!("{title} · {name}"),
            description: description.to_owned(),
            root: if path.contains('/') { "../" } else { "" },
            path: path.to_owned(),
            json_ld: String::new(),
            kind: "website",
            alone: false,
        }
    }
}

/// The files that shown pages link: only these leave the plan, beside `static/`.
fn linked(published: &Published) -> BTreeSet<PlanPath> {
    let plan = published.plan();
    let mut out = BTreeSet::new();
    let mut take = |path: &PlanPath, target: &str, style| {
        if let LinkTarget::File(file) = plan.link(path, target, style) {
            out.insert(file);
        }
    };
    for entry in &plan.goals {
        let path = &entry.goal.path;
        for link in &entry.body.links {
            take(path, &link.target, link.style);
        }
        for evidence in entry.evidence.items() {
            if let Some(EvidenceLink::File(file)) =
                evidence.value.link.as_ref().map(|link| &link.value)
            {
                take(path, file, LinkStyle::Markdown);
            }
        }
    }
    let pages = plan
        .reviews
        .iter()
        .map(|review| (&review.path, &review.body));
    let pages = pages.chain(plan.roles.iter().map(|(_, role)| (&role.path, &role.body)));
    let pages = pages.chain(
        plan.statements
            .iter()
            .map(|statement| (&statement.path, &statement.body)),
    );
    for (path, body) in pages.chain(plan.index.iter().map(|index| (&index.path, &index.body))) {
        for link in &body.links {
            take(path, &link.target, link.style);
        }
    }
    out
}

/// Tags with three goals or more, by the name of their page.
fn tags(published: &Published) -> BTreeMap<String, (String, Vec<GoalIx>)> {
    let mut tags: Vec<(&str, Vec<GoalIx>)> = Vec::new();
    // Many goals share few tags, and several may have one page.
    let mut places: AHashMap<&str, usize> = AHashMap::new();
    let mut pages: BTreeMap<String, usize> = BTreeMap::new();
    for (ix, entry) in published.plan().goals() {
        for tag in entry.tags.items() {
            let place = *places.entry(&tag.value).or_insert_with(|| {
                *pages.entry(tag_name(&tag.value)).or_insert_with(|| {
                    tags.push((&tag.value, Vec::new()));
                    tags.len() - 1
                })
            });
            if let Some((_, goals)) = tags.get_mut(place)
                && goals.last() != Some(&ix)
            {
                goals.push(ix);
            }
        }
    }
    let page = |(name, place): (String, usize)| {
        let (shown, goals) = tags.get_mut(place)?;
        let paged = goals.len() >= 3 && !name.is_empty();
        paged.then(|| (name, ((*shown).to_owned(), std::mem::take(goals))))
    };
    pages.into_iter().filter_map(page).collect()
}

/// A tag as the name of its page.
pub(super) fn tag_name(tag: &str) -> String {
    tag.trim_start_matches('#')
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect::<String>()
        .trim_matches('-')
        .to_owned()
}

/// The larger goals and roles that a goal serves, nearest first, each once.
pub(super) fn chain(published: &Published, ix: GoalIx) -> Vec<Target> {
    let plan = published.plan();
    let mut out: Vec<Target> = Vec::new();
    let mut queue: Vec<Target> = plan
        .goal(ix)
        .relations
        .supports
        .iter()
        .filter_map(|reference| reference.target)
        .collect();
    let mut at = 0;
    while let Some(target) = queue.get(at).copied() {
        at += 1;
        if out.contains(&target) || target == Target::Goal(ix) || out.len() >= 12 {
            continue;
        }
        out.push(target);
        if let Target::Goal(larger) = target {
            queue.extend(
                plan.goal(larger)
                    .relations
                    .supports
                    .iter()
                    .filter_map(|reference| reference.target),
            );
        }
    }
    out
}
