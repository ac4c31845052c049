//! Any bytes are a goal's file: they are read, checked, told in every format, and drawn for everyone.
//!
//! How to run it: `tests/fuzz/README.md`.

#![no_main]

use goalpost::analysis::analyze;
use goalpost::config::Config;
use goalpost::emit::{self, Colour, Format, Options, Style};
use goalpost::publish::{Audience, publish};
use goalpost::render::{self, Theme};
use goalpost::source::Sources;
use goalpost::today::Today;
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

static THEME: LazyLock<Arc<Theme>> = LazyLock::new(|| {
    let theme = Theme::find(&Config::default().theme, &BTreeMap::new());
    Arc::new(theme.expect("our own theme"))
});

/// What the file stands beside: something to serve, something to come after, a role, a vision.
const BESIDE: [(&str, &str); 4] = [
    ("plan.yaml", "name: Kim Park\nvalues: [craft]\ncapacity: 10 h/week\n"),
    ("goals/lead.md", "---\ndue: 2030\nhorizon: vision\n---\n# Lead a ward\n"),
    ("goals/talk.md", "---\ndue: 2028-06\nmeasure: 3 talks\n---\n# Give 3 talks\n\n## Log\n- 2028-01-03: 1\n"),
    ("roles/nurse.md", "---\ntitle: Nurse\nskills: { triage: 4 }\n---\n"),
];

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let files = BESIDE.into_iter().chain([("goals/own.md", text.as_ref())]);
    let sources: Sources = files.collect();
    let today = Today("2028-02-29".parse().expect("a date"));
    let analysis = analyze(&sources, today);
    for finding in analysis.diagnostics.iter() {
        let text = sources.text(&finding.location.path);
        let span = finding.location.span;
        assert!(text.get(span.start..span.end).is_some(), "{finding:?}");
    }
    for format in [Format::Text, Format::Concise, Format::Json, Format::Sarif, Format::GitHub] {
        let style = Style { colour: Colour::None, width: 80 };
        let options = Options { format, style, today, base: "" };
        let mut out = Vec::new();
        emit::write(&analysis.diagnostics, &sources, &options, &mut out).expect("memory takes all");
        assert!(std::str::from_utf8(&out).is_ok());
    }
    let mut buffer = Vec::new();
    for audience in [Audience::Public, Audience::Mentor, Audience::Me] {
        let (published, _) = publish(&analysis, audience);
        let site = render::site(Arc::new(published), Arc::clone(&THEME));
        let paths: Vec<String> = site.paths().map(|path| path.as_str().to_owned()).collect();
        for path in paths {
            // What depends on no goal is the same each time.
            if path.ends_with(".css") || path.ends_with(".woff2") || path.ends_with(".png") {
                continue;
            }
            buffer.clear();
            site.make_into(&path, &mut buffer).expect("a page of any plan is made");
        }
    }
});
