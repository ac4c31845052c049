//! `resume.html`: the résumé as one sheet of paper; only where there is work history to put on it.

use super::{Output, only};
use crate::render::person::result_of;
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;
use crate::render::words;
use serde::Serialize;
use serde_json::Value;

pub(super) static OUTPUT: Output = Output {
    entries: |shared| only((shared.has_resume()).then_some("resume.html")),
    make,
};

#[derive(Serialize)]
struct Sheet {
    summary: String,
    work: Vec<Post>,
    education: Vec<Post>,
    results: Vec<(String, String)>,
    skills: Vec<(String, String)>,
    languages: Vec<(String, String)>,
}

#[derive(Serialize)]
struct Post {
    title: String,
    place: String,
    dates: String,
    summary: String,
    highlights: Vec<String>,
}

fn text(value: &Value, name: &str) -> String {
    value
        .get(name)
        .and_then(Value::as_str)
        .unwrap_or("")
        .trim()
        .to_owned()
}

/// `2021-04` as "April 2021"; what is no date stays as it is.
fn date(written: &str) -> String {
    crate::fields::fits(written).map_or_else(
        |_| written.to_owned(),
        |date| {
            if written.len() > 7 {
                words::month(date.first)
            } else {
                words::span(date)
            }
        },
    )
}

fn post(value: &Value, title: String) -> Post {
    let (start, end) = (
        date(&text(value, "startDate")),
        date(&text(value, "endDate")),
    );
    let dates = match (start.is_empty(), end.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!("since {start}"),
        (true, false) => end,
        (false, false) => format!("{start} – {end}"),
    };
    let place = [
        text(value, "name"),
        text(value, "institution"),
        text(value, "location"),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(", ");
    let highlights = value
        .get("highlights")
        .and_then(Value::as_array)
        .map_or_else(Vec::new, |list| {
            list.iter()
                .filter_map(Value::as_str)
                .map(String::from)
                .collect()
        });
    Post {
        title,
        place,
        dates,
        summary: text(value, "summary"),
        highlights,
    }
}

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let plan = shared.published.plan();
    let empty = Value::Null;
    let json = plan.resume.as_ref().map_or(&empty, |resume| &resume.json);
    let list = |name: &str| {
        json.get(name)
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice)
    };
    let results = shared.story.reached.iter().take(6).map(|ix| {
        let when = shared
            .card(*ix)
            .map_or(String::new(), |card| card.when.clone());
        (result_of(plan.goal(*ix)).to_owned(), when)
    });
    let sheet = Sheet {
        summary: json
            .get("basics")
            .map_or(String::new(), |basics| text(basics, "summary")),
        work: list("work")
            .iter()
            .map(|work| post(work, text(work, "position")))
            .collect(),
        education: list("education")
            .iter()
            .map(|school| {
                let parts = [text(school, "studyType"), text(school, "area")];
                post(
                    school,
                    parts
                        .into_iter()
                        .filter(|part| !part.is_empty())
                        .collect::<Vec<_>>()
                        .join(", "),
                )
            })
            .collect(),
        results: results.collect(),
        skills: list("skills")
            .iter()
            .map(|skill| {
                let words = skill
                    .get("keywords")
                    .and_then(Value::as_array)
                    .map_or_else(Vec::new, |list| {
                        list.iter().filter_map(Value::as_str).collect()
                    });
                (text(skill, "name"), words.join(", "))
            })
            .collect(),
        languages: list("languages")
            .iter()
            .map(|language| (text(language, "language"), text(language, "fluency")))
            .collect(),
    };
    let head = shared.head(
        "Résumé",
        "resume.html",
        "Work, education and results on one sheet.",
    );
    shared.page("resume.html", &head, &sheet, out)
}
