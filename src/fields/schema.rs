//! A table of fields as JSON Schema (draft 2020-12), for editors that complete and check YAML.
//!
//! The schema knows types, not meaning: it takes what the readers take, and refuses what could never
//! be read.

use super::{FieldDoc, Holds};
use serde_json::{Map, Value, json};

/// The schema of a mapping with these fields; those in `nested` hold fields of their own.
///
/// Other keys are let through: a plan lives beside other programs' keys.
pub fn schema(title: &str, table: &[FieldDoc], nested: &[(&str, &[FieldDoc])]) -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "properties": properties(table, nested),
    })
}

/// Numbers in words that hours may begin with.
const NUMBER_WORDS: &str = "([Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Tt]welve|[Hh]alf) ";

/// What each period has: an ISO 8601 duration, or the word of a unit.
const PERIOD: &str = "^\\s*[Pp][0-9]+[DdWwMmYy]\\s*$|([Dd]ay|[Dd]ail|[Ww]eek|[Ff]ortnight|[Mm]onth|[Qq]uarter|[Ss]emester|[Yy]ear|[Aa]nnual|[0-9 ](d|w|wks?|mo?|y|yrs?)\\s*$)";

fn properties(table: &[FieldDoc], nested: &[(&str, &[FieldDoc])]) -> Map<String, Value> {
    let mut out = Map::new();
    for field in table {
        let inner = nested.iter().find(|(name, _)| *name == field.name);
        let mut of = holds(field.holds, inner.map(|(_, table)| *table));
        if !field.doc.is_empty() {
            of.insert("description".into(), json!(field.doc));
        }
        for name in field.synonyms {
            // A name that is a field of its own right comes with its own entry.
            if table.iter().all(|other| other.name != *name) {
                let mut of = of.clone();
                of.insert(
                    "description".into(),
                    json!(format!("The same as `{}`. {}", field.name, field.doc)),
                );
                out.insert((*name).to_owned(), Value::Object(of));
            }
        }
        out.insert(field.name.to_owned(), Value::Object(of));
    }
    out
}

fn holds(holds: Holds, inner: Option<&[FieldDoc]>) -> Map<String, Value> {
    // A key with nothing after it is read as absent.
    let nothing = json!({ "type": "null" });
    let scalar = json!({ "type": ["string", "number", "boolean"] });
    let any = |of: Vec<Value>| json!({ "anyOf": of.into_iter().chain([nothing.clone()]).collect::<Vec<_>>() });
    let value = match holds {
        Holds::Text => any(vec![scalar]),
        Holds::Number => any(vec![
            json!({ "type": "number" }),
            json!({ "type": "string", "pattern": "[0-9]" }),
        ]),
        Holds::Switch => any(vec![
            json!({ "type": "boolean" }),
            json!({ "type": "string", "pattern": either(&["true", "false", "yes", "no", "on", "off", "y", "n"]) }),
        ]),
        // A day, month, quarter or year in any notation names a year, or two numbers between dots.
        Holds::Date => any(vec![
            json!({ "type": "integer", "minimum": 1000, "maximum": 9999 }),
            json!({ "type": "string", "pattern": "[0-9]{4}|[0-9][./-][0-9]" }),
        ]),
        Holds::Small(most) => any(vec![
            json!({ "type": "integer", "minimum": 0, "maximum": most }),
            json!({ "type": "string", "pattern": "^\\s*[0-9]+\\s*$" }),
        ]),
        Holds::Hours => any(vec![
            json!({ "type": "number", "minimum": 0 }),
            json!({ "type": "string", "pattern": format!("[0-9]|{NUMBER_WORDS}") }),
        ]),
        Holds::Period => any(vec![json!({ "type": "string", "pattern": PERIOD })]),
        Holds::Word(words) => {
            let all: Vec<&str> = words.names.iter().chain(words.synonyms).copied().collect();
            // The names first: they are what an editor offers.
            any(vec![
                json!({ "enum": words.names }),
                json!({ "type": "string", "pattern": either(&all) }),
            ])
        }
        Holds::Texts => any(vec![
            scalar,
            json!({ "type": "array", "items": { "anyOf": [{ "type": ["string", "number", "boolean"] }, { "type": "array" }] } }),
            json!({ "type": "object" }),
        ]),
        Holds::Objects => match inner {
            Some(table) => {
                let object = json!({ "type": "object", "properties": properties(table, &[]) });
                any(vec![
                    object.clone(),
                    json!({ "type": "array", "items": { "anyOf": [object, { "type": "string" }] } }),
                    json!({ "type": "string" }),
                ])
            }
            None => any(vec![json!({ "type": ["object", "array", "string"] })]),
        },
    };
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

/// A pattern for these words, in any case, with `-`, `_` or a blank between their parts.
fn either(words: &[&str]) -> String {
    let mut out = String::from("^\\s*(");
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            out.push('|');
        }
        for c in word.chars() {
            match c {
                '-' => out.push_str("[-_ ]"),
                c if c.is_ascii_alphabetic() => {
                    out.push_str(&format!(
                        "[{}{}]",
                        c.to_ascii_uppercase(),
                        c.to_ascii_lowercase()
                    ));
                }
                c => out.push(c),
            }
        }
    }
    out.push_str(")\\s*$");
    out
}
