//! `plan.json`: the published plan for other programs, versioned.
//!
//! `version` rises when a field changes its meaning or goes. Dates are given as exactly as the
//! audience is shown them.

use super::{Output, only};
use crate::plan::{GoalIx, Target};
use crate::publish::Audience;
use crate::render::card::Card;
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;
use crate::render::words;
use serde::ser::{Serialize, SerializeMap as _, Serializer};

pub(super) static OUTPUT: Output = Output {
    entries: |_| only((true).then_some("plan.json")),
    make,
};

/// The goals, one at a time, so that a large plan is never held twice.
struct Goals<'a>(&'a Shared);

impl Serialize for Goals<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let goals = self.0.published.plan().goals();
        let goal = |ix| Some(Goal(self.0, ix, self.0.card(ix)?));
        serializer.collect_seq(goals.filter_map(|(ix, _)| goal(ix)))
    }
}

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let today = shared.published.today().date();
    let mut write = || {
        let mut serializer = serde_json::Serializer::new(&mut *out);
        let mut document = serializer.serialize_map(None)?;
        document.serialize_entry("version", &1)?;
        document.serialize_entry("name", &shared.person.name)?;
        document.serialize_entry("role", &shared.person.role)?;
        document.serialize_entry("audience", shared.audience().as_str())?;
        document.serialize_entry("as_of", &today.to_string())?;
        document.serialize_entry("as_of_words", &words::day(today))?;
        document.serialize_entry("goals", &Goals(shared))?;
        document.end()
    };
    write().map_err(|error: serde_json::Error| RenderError::Template(error.to_string()))?;
    out.push(b'\n');
    Ok(())
}

/// A text; `null` where there is none.
fn said(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// One goal; its fields in the order of their names.
struct Goal<'a>(&'a Shared, GoalIx, &'a Card);

impl Serialize for Goal<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(shared, ix, card) = *self;
        let plan = shared.published.plan();
        let entry = plan.goal(ix);
        let of = shared.published.progress().of(ix);
        let own = shared.audience() != Audience::Public;
        let references = entry.relations.supports.iter();
        let supports = references.filter_map(|reference| match reference.target? {
            Target::Goal(ix) => Some(plan.goal(ix).id.as_str()),
            Target::Role(ix) => plan.roles.get(ix.0).map(|(id, _)| id.as_str()),
        });
        let tags = entry.tags.items().iter().map(|tag| tag.value.as_str());
        let mut goal = serializer.serialize_map(None)?;
        goal.serialize_entry("date", &said(&card.machine_date))?;
        if own {
            goal.serialize_entry("health", of.health.as_str())?;
        }
        goal.serialize_entry("id", &card.id)?;
        let kind = entry.kind.get();
        goal.serialize_entry("kind", kind.map_or("general", |kind| kind.as_str()))?;
        goal.serialize_entry("progress", &said(&card.progress))?;
        goal.serialize_entry("result", &entry.result.get())?;
        if own {
            goal.serialize_entry("share", &of.shown())?;
            goal.serialize_entry("slack_days", &of.slack_days)?;
        }
        goal.serialize_entry("state", card.state)?;
        if own {
            goal.serialize_entry("status", of.status.as_str())?;
        }
        goal.serialize_entry("supports", &supports.collect::<Vec<_>>())?;
        goal.serialize_entry("tags", &tags.collect::<Vec<_>>())?;
        goal.serialize_entry("title", &card.title)?;
        goal.serialize_entry("url", &card.href)?;
        goal.end()
    }
}
