//! Links in plain texts as words.
//!
//! No field is Markdown, and people write links into them all the same: `why: so that [[lead]]`. In: the
//! plan of an audience, and the whole plan, which knows what they mean. Out: the same plan, in which
//! each says its label, the title of what it points at, or "another goal" where that is not shown.
//! Bodies are no matter of this module: their links are links.

use crate::config::Config;
use crate::plan::goal::LinkStyle;
use crate::plan::links::LinkTarget;
use crate::plan::texts::{Written, written};
use crate::plan::{Plan, Target};
use crate::source::PlanPath;
use rayon::prelude::*;
use std::sync::Arc;

/// Whether a text of the plan holds what may be a link.
pub(super) fn is_linked(plan: &Plan) -> bool {
    // A large plan is looked through before each page that is shown of an edit.
    let goals = plan.goals.par_iter();
    if goals.any(|entry| entry.goal.may_link) {
        return true;
    }
    let mut linked = false;
    let mut look = |text: &String| linked |= text.contains('[');
    for (_, role) in &plan.roles {
        role.each_text(&mut |_, _, text| look(text));
    }
    for review in &plan.reviews {
        review.each_text(&mut |_, _, text| look(text));
    }
    for statement in &plan.statements {
        statement.each_text(&mut |_, _, text| look(text));
    }
    for skill in plan.skills.iter() {
        skill.each_text(&mut |_, _, text| look(text));
    }
    if let Some(index) = &plan.index {
        index.each_text(&mut |_, _, text| look(text));
    }
    if let Some(resume) = &plan.resume {
        look(&resume.json.to_string());
    }
    settings(&mut Config::clone(&plan.config), &mut |text| look(text));
    linked
}

/// Makes words of the links in the texts of `plan`, which was cut from `whole` or is a copy of it.
pub(super) fn tell(plan: &mut Plan, whole: &Plan) {
    // What a title says is asked of the plan as it was: the order of the goals must not matter.
    let shown = plan.clone();
    let teller = Teller {
        whole,
        shown: &shown,
    };
    for entry in &mut plan.goals {
        if entry.goal.may_link {
            let path = entry.goal.path.clone();
            let goal = Arc::make_mut(&mut entry.goal);
            goal.each_text_mut(&mut |_, _, text| teller.tell(&path, text));
        }
    }
    for (_, role) in &mut plan.roles {
        let path = role.path.clone();
        Arc::make_mut(role).each_text_mut(&mut |_, _, text| teller.tell(&path, text));
    }
    for review in &mut plan.reviews {
        let path = review.path.clone();
        Arc::make_mut(review).each_text_mut(&mut |_, _, text| teller.tell(&path, text));
    }
    for statement in &mut plan.statements {
        let path = statement.path.clone();
        Arc::make_mut(statement).each_text_mut(&mut |_, _, text| teller.tell(&path, text));
    }
    if let Some(index) = &mut plan.index {
        let path = index.path.clone();
        Arc::make_mut(index).each_text_mut(&mut |_, _, text| teller.tell(&path, text));
    }
    if let Some(resume) = &mut plan.resume {
        let path = resume.path.clone();
        let resume = Arc::make_mut(resume);
        strings(&mut resume.json, &mut |text| teller.tell(&path, text));
    }
    // What stands at the top of the plan is at the top, whatever its name.
    if let Some(top) = PlanPath::new("plan.yaml") {
        for skill in Arc::make_mut(&mut plan.skills) {
            skill.each_text_mut(&mut |_, _, text| teller.tell(&top, text));
        }
        settings(Arc::make_mut(&mut plan.config), &mut |text| {
            teller.tell(&top, text);
        });
    }
}

/// Calls `f` with the settings that pages show.
fn settings(config: &mut Config, f: &mut dyn FnMut(&mut String)) {
    for text in [&mut config.name, &mut config.role].into_iter().flatten() {
        f(text);
    }
    for link in config.links.iter_mut().chain(&mut config.home) {
        f(&mut link.label);
    }
}

fn strings(json: &mut serde_json::Value, f: &mut dyn FnMut(&mut String)) {
    match json {
        serde_json::Value::String(text) => f(text),
        serde_json::Value::Array(items) => items.iter_mut().for_each(|item| strings(item, f)),
        serde_json::Value::Object(fields) => {
            fields.values_mut().for_each(|value| strings(value, f));
        }
        _ => {}
    }
}

struct Teller<'a> {
    whole: &'a Plan,
    shown: &'a Plan,
}

/// Whether the titles that stand for links may hold links themselves: two could name each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Text,
    Title,
}

impl Teller<'_> {
    fn tell(&self, path: &PlanPath, text: &mut String) {
        if text.contains('[') {
            *text = self.told(path, text, Depth::Text);
        }
    }

    fn told(&self, path: &PlanPath, text: &str, depth: Depth) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for link in written(text) {
            let Some(words) = self.words(path, &link, depth) else {
                continue;
            };
            out.push_str(text.get(at..link.range.start).unwrap_or(""));
            out.push_str(&words);
            at = link.range.end;
        }
        out.push_str(text.get(at..).unwrap_or(""));
        out
    }

    /// What a link says; `None` where it stays as it is written.
    fn words(&self, path: &PlanPath, link: &Written<'_>, depth: Depth) -> Option<String> {
        // A label may hold a link: `[[[a]]](b.md)`.
        let label = link.label.filter(|label| *label != link.target);
        let label = || label.map(|label| self.told(path, label, depth));
        let target = self.whole.link(path, link.target, link.style);
        if !link.closed && !self.is_hidden(&target) {
            return None;
        }
        Some(match target {
            LinkTarget::Page(target, _) => label().unwrap_or_else(|| self.title(target, depth)),
            LinkTarget::Document(..) => label().unwrap_or_else(|| "another goal".into()),
            LinkTarget::Anchor(anchor) => label().unwrap_or_else(|| {
                let body = self.shown.body(path);
                match body.and_then(|body| body.places().find(&anchor)) {
                    Some(_) => anchor,
                    None => "another part".into(),
                }
            }),
            _ if link.style == LinkStyle::Markdown => return None,
            _ => label().unwrap_or_else(|| link.target.to_owned()),
        })
    }

    /// Whether a link leads to what is not shown.
    fn is_hidden(&self, target: &LinkTarget) -> bool {
        match target {
            LinkTarget::Page(target, _) => self
                .path(*target)
                .is_none_or(|path| self.shown.by_path(path).is_none()),
            LinkTarget::Document(..) => true,
            _ => false,
        }
    }

    fn path(&self, target: Target) -> Option<&PlanPath> {
        match target {
            Target::Goal(ix) => Some(&self.whole.goal(ix).goal.path),
            Target::Role(ix) => self.whole.roles.get(ix.0).map(|(_, role)| &role.path),
        }
    }

    /// What is shown of a goal or role that is named without a label.
    fn title(&self, target: Target, depth: Depth) -> String {
        let shown = self.path(target).and_then(|path| {
            let (id, title) = match self.shown.by_path(path)? {
                Target::Goal(ix) => {
                    let entry = self.shown.goal(ix);
                    (&entry.id, entry.title.get())
                }
                Target::Role(ix) => {
                    let (id, role) = self.shown.roles.get(ix.0)?;
                    (id, role.title.get())
                }
            };
            Some(match title {
                Some(title) if depth == Depth::Text => self.told(path, title, Depth::Title),
                Some(title) if !title.contains('[') => title.clone(),
                _ => id.to_string(),
            })
        });
        shown.unwrap_or_else(|| "another goal".into())
    }
}
