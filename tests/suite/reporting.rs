//! The report: all forms say the same, what is cut is not in it, and what one would send is whole.

use crate::cli::{self, Plan};
use goalpost::analysis::{self, Analysis};
use goalpost::config::ThemeChoice;
use goalpost::emit::{Colour, Style};
use goalpost::publish::{Audience, Published, publish};
use goalpost::render::{self, Theme};
use goalpost::report::{self, Period, Report, Since};
use goalpost::source::Sources;
use goalpost::today::Today;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use unicode_width::UnicodeWidthStr as _;

fn today() -> Today {
    Today("2026-10-01".parse().unwrap())
}

fn analyze(files: &[(String, String)]) -> Analysis {
    let files = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    analysis::analyze(&files.collect::<Sources>(), today())
}

fn published(files: &[(String, String)], audience: Audience) -> Published {
    publish(&analyze(files), audience).0
}

fn reported(published: &Published) -> Report {
    let period = Period::of(&Since::LastReview, published.plan(), published.today());
    Report::of(published, period.unwrap())
}

fn plain(width: usize) -> Style {
    Style {
        colour: Colour::None,
        width,
    }
}

fn theme() -> Arc<Theme> {
    Arc::new(Theme::find(&ThemeChoice::default(), &BTreeMap::new()).unwrap())
}

/// What a reader sees of a piece of HTML: its words, each tag a blank.
fn seen(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => {
                inside = true;
                out.push(' ');
            }
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    let out = out
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&#x2F;", "/")
        .replace("&amp;", "&");
    squeezed(&out)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One goal of a random plan.
#[derive(Clone, Debug)]
struct Goal {
    visibility: usize,
    status: usize,
    measure: usize,
    due: usize,
    supports: usize,
    moved: bool,
    log: Vec<(u32, i32)>,
    steps: Vec<(bool, u32)>,
}

const VISIBLE: [&str; 3] = ["public", "mentor", "private"];
const STATUS: [&str; 7] = ["", "active", "planned", "paused", "done", "dropped", "idea"];
const MEASURE: [&str; 6] = [
    "",
    "12 talks",
    "from 48 % to 85 %",
    "2 talks a month",
    "at most 40 h a week",
    "from €2k to €9k",
];
const DUE: [&str; 6] = ["", "2026-09-10", "2026-10-20", "2026-12", "2027-Q3", "2031"];
const TITLE: [&str; 4] = [
    "Give talks",
    "看護記録に結果を直接送る仕組みを六つの病棟で動かす",
    "Raise | the *score* of <b>=everything</b> & more, with_a_title of a hundred and twenty characters which no terminal shows",
    "=HYPERLINK(\"x\") 🚀❤️",
];

fn goals() -> impl Strategy<Value = Vec<Goal>> {
    let log = proptest::collection::vec((0..400_u32, -5..90_i32), 0..6);
    let steps = proptest::collection::vec((any::<bool>(), 0..700_u32), 0..4);
    let goal = (
        0..3_usize,
        0..7_usize,
        0..6_usize,
        0..6_usize,
        0..7_usize,
        any::<bool>(),
        log,
        steps,
    );
    let goal = goal.prop_map(
        |(visibility, status, measure, due, supports, moved, log, steps)| Goal {
            visibility,
            status,
            measure,
            due,
            supports,
            moved,
            log,
            steps,
        },
    );
    proptest::collection::vec(goal, 0..7)
}

fn day(after: u32) -> String {
    let start: chrono::NaiveDate = "2025-09-20".parse().unwrap();
    (start + chrono::Days::new(after.into())).to_string()
}

/// The files of a plan without what a reader of `limit` (1 mentor, 2 owner) may not see, cut by hand.
fn files(goals: &[Goal], limit: usize) -> Vec<(String, String)> {
    let mut out = vec![(
        "plan.yaml".to_owned(),
        "name: Kim Park\ncapacity: 10h\n".to_owned(),
    )];
    for (at, goal) in goals.iter().enumerate() {
        if goal.visibility > limit {
            continue;
        }
        let mut text = format!(
            "---\nvisibility: {}\nstart: 2025-09-20\n",
            VISIBLE[goal.visibility]
        );
        let mut field = |name: &str, value: &str| {
            if !value.is_empty() {
                text.push_str(&format!("{name}: {value}\n"));
            }
        };
        field("status", STATUS[goal.status]);
        // Money is for its owner alone.
        let money = MEASURE[goal.measure].contains('€');
        field(
            "measure",
            if money && limit < 2 {
                ""
            } else {
                MEASURE[goal.measure]
            },
        );
        field("due", DUE[goal.due]);
        if goals
            .get(goal.supports)
            .is_some_and(|other| other.visibility <= limit && goal.supports != at)
        {
            field("supports", &format!("g{}", goal.supports));
        }
        field("effort", "2h/week");
        if goal.visibility == 1 {
            field("ask", "Which of these, and why?");
        }
        if goal.moved {
            field(
                "moved",
                "[{ on: 2026-09-15, from: 2026-08, to: 2026-12, why: the hall was closed }]",
            );
        }
        text.push_str(&format!(
            "---\n# {} {at}\n\n## Steps\n",
            TITLE[at % TITLE.len()]
        ));
        for (step, (done, after)) in goal.steps.iter().enumerate() {
            let (mark, word) = if *done { ('x', "done") } else { (' ', "due") };
            text.push_str(&format!(
                "- [{mark}] Step {step} ({word} {})\n",
                day(*after)
            ));
        }
        text.push_str("\n## Log\n");
        for (after, value) in &goal.log {
            let value = if money && limit < 2 {
                String::new()
            } else {
                format!("{value} — ")
            };
            text.push_str(&format!("- {}: {value}a word\n", day(*after)));
        }
        out.push((format!("goals/g{at}.md"), text));
    }
    out
}

/// All forms of a report.
fn forms(published: Published) -> [String; 5] {
    let report = reported(&published);
    let json = serde_json::to_string_pretty(&report::json(&report)).unwrap();
    let page = render::mailed(Arc::new(published), theme(), &report).unwrap();
    [
        report::text(&report, plain(80)),
        report::markdown(&report),
        report::csv(&report),
        json,
        String::from_utf8(page).unwrap(),
    ]
}

/// Reads CSV as RFC 4180 has it; anything else is a fault.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        let row = rows.last_mut().unwrap();
        let cell = row.last_mut().unwrap();
        match (c, quoted) {
            ('"', true) if chars.peek() == Some(&'"') => {
                cell.push('"');
                chars.next();
            }
            ('"', true) => {
                quoted = false;
                assert!(
                    matches!(chars.peek(), Some(',' | '\r')),
                    "text behind a quote"
                );
            }
            ('"', false) => {
                assert!(cell.is_empty(), "a quote within a cell");
                quoted = true;
            }
            (',', false) => row.push(String::new()),
            ('\r', false) => {
                assert_eq!(chars.next(), Some('\n'));
                rows.push(vec![String::new()]);
            }
            ('\n', false) => panic!("a bare line end"),
            (c, _) => cell.push(c),
        }
    }
    assert_eq!(
        rows.pop(),
        Some(vec![String::new()]),
        "the last line has an end"
    );
    rows
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// What a reader is told is what the plan without all that they may not see tells; so are the
    /// numbers of goals that others carry.
    #[test]
    fn a_report_is_that_of_the_plan_with_the_hidden_things_deleted(goals in goals()) {
        let whole = forms(published(&files(&goals, 2), Audience::Mentor));
        let cut = forms(published(&files(&goals, 1), Audience::Mentor));
        for (whole, cut) in whole.iter().zip(&cut) {
            prop_assert_eq!(whole, cut);
        }
    }

    /// The page's numbers are those of the JSON, and so are those of text, Markdown and CSV.
    #[test]
    fn every_form_tells_the_same_numbers(goals in goals()) {
        let published = Arc::new(published(&files(&goals, 2), Audience::Me));
        let report = reported(&published);
        let json = report::json(&report);
        let csv = read_csv(&report::csv(&report));
        let markdown = report::markdown(&report);
        let text = report::text(&report, plain(80));
        let site = render::site(Arc::clone(&published), theme());
        let page = site.make("report.html").map(|page| String::from_utf8(page).unwrap());
        let page = page.unwrap_or_default();
        let all = json["goals"].as_array().unwrap();
        prop_assert_eq!(csv.len(), all.len() + 1);
        prop_assert_eq!(all.len(), goals.len());
        for (goal, cells) in all.iter().zip(&csv[1..]) {
            let word = |name: &str| goal[name].as_str().unwrap_or("");
            let cell = |name: &str| &cells[csv[0].iter().position(|head| head == name).unwrap()];
            for name in ["id", "status", "health", "last_checkin", "due"] {
                prop_assert_eq!(cell(name), word(name));
            }
            for name in ["progress", "expected", "slack_days"] {
                prop_assert_eq!(cell(name).parse::<f64>().ok(), goal[name].as_f64());
            }
            prop_assert_eq!(cell("forecast_60_to"), goal["forecast"]["p60"][1].as_str().unwrap_or(""));
            let over = matches!(word("status"), "done" | "dropped" | "idea");
            if over {
                continue;
            }
            let start = page.find(&format!("<tr id=\"goal-{}\">", word("id"))).unwrap();
            let row = &page[start..start + page[start..].find("</tr>").unwrap()];
            let row = seen(row);
            let pieces = |name: &str| word(name).split("; ").map(squeezed).collect::<Vec<_>>();
            let percent = goal["progress"].as_f64().map(|share| format!("{} %", (share * 100.0).round()));
            let told = pieces("pace").into_iter().chain(pieces("outlook_words")).chain([squeezed(word("value"))]).chain(percent.clone());
            for piece in told {
                prop_assert!(row.contains(&piece), "{piece:?} is not in {row:?}");
            }
            // The page of the goal tells the same share.
            let own = site.make(&format!("goals/{}.html", word("id"))).unwrap();
            let own = seen(&String::from_utf8(own).unwrap());
            if let (Some(percent), false) = (percent, word("value").starts_with("aim")) {
                prop_assert!(own.contains(&percent), "{percent} is not in {own}");
                prop_assert!(text.contains(&percent) && markdown.contains(&percent));
            }
        }
        prop_assert!(page.is_empty() || seen(&page).contains(json["headline"].as_str().unwrap()));
        prop_assert!(markdown.contains(json["headline"].as_str().unwrap()));
    }

    /// No line is wider than the terminal, and colours change nothing but colours.
    #[test]
    fn text_keeps_to_its_width(goals in goals(), width in 40..130_usize) {
        for width in [40, 80, 120, width] {
            let published = published(&files(&goals, 2), Audience::Me);
            let report = reported(&published);
            let text = report::text(&report, plain(width));
            let plans = report::PlanLine::of("a/plan", &report);
            let plans = report::plans_text(&[plans.clone(), plans], plain(width));
            for line in text.lines().chain(plans.lines()) {
                prop_assert!(line.width() <= width, "{} columns of {width}: {line:?}", line.width());
            }
            let coloured = report::text(&report, Style { colour: Colour::Ansi, width });
            let codes = ["\u{1b}[1m", "\u{1b}[2m", "\u{1b}[0m"];
            let bare = codes.iter().fold(coloured, |text, code| text.replace(code, ""));
            prop_assert_eq!(bare, text);
        }
    }

    /// A cell that is no number never begins as a formula does.
    #[test]
    fn no_cell_is_a_formula(goals in goals()) {
        let report = reported(&published(&files(&goals, 2), Audience::Me));
        for cell in read_csv(&report::csv(&report)).concat() {
            let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            prop_assert!(!formula || cell.parse::<f64>().is_ok(), "{cell}");
        }
    }
}

fn example() -> Sources {
    goalpost::load::plan(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-plan")).unwrap()
}

fn example_report(audience: Audience) -> (Report, Published) {
    let sources = example();
    let config = analysis::settings(&sources);
    let analysis = analysis::analyze(&sources, Today(config.as_of.unwrap()));
    let (published, _) = publish(&analysis, audience);
    (reported(&published), published)
}

#[test]
fn the_example_as_text_markdown_json_and_csv() {
    let (report, _) = example_report(Audience::Me);
    let snapshot = snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    snapshot.eq(
        report::text(&report, plain(80)),
        snapbox::file!["../reports/example.txt"],
    );
    snapshot.eq(
        report::text(&report, plain(40)),
        snapbox::file!["../reports/example-narrow.txt"],
    );
    snapshot.eq(
        report::csv(&report).replace("\r\n", "\n"),
        snapbox::file!["../reports/example.csv"],
    );
    let json = serde_json::to_string_pretty(&report::json(&report)).unwrap();
    snapshot.eq(
        format!("{json}\n"),
        snapbox::file!["../reports/example.json": Text],
    );
    let (report, _) = example_report(Audience::Mentor);
    snapshot.eq(
        report::markdown(&report),
        snapbox::file!["../reports/example.md": Text],
    );
}

#[test]
fn the_first_screen_of_the_example_fits_24_lines() {
    for audience in [Audience::Me, Audience::Mentor] {
        let text = report::text(&example_report(audience).0, plain(80));
        let first = text.lines().position(|line| line == "Open goals").unwrap();
        assert!(first <= 24, "{first} lines");
        let ask = text
            .lines()
            .position(|line| line.contains("Which decisions"));
        assert!(ask.is_some_and(|at| at < first));
    }
}

#[test]
fn every_field_of_the_json_is_documented() {
    fn names(value: &Value, out: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                for (name, value) in map {
                    out.push(name.clone());
                    names(value, out);
                }
            }
            Value::Array(list) => list.iter().for_each(|value| names(value, out)),
            _ => {}
        }
    }
    let topic = cli::run(Path::new("."), &["explain", "report"]).out;
    let known: Vec<&str> = topic
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .collect();
    let (report, _) = example_report(Audience::Me);
    let mut all = Vec::new();
    names(&report::json(&report), &mut all);
    names(
        &report::plans_json(&[report::PlanLine::of("a", &report)]),
        &mut all,
    );
    let missing: Vec<_> = all
        .iter()
        .filter(|name| !known.contains(&name.as_str()))
        .collect();
    assert!(missing.is_empty(), "not in `explain report`: {missing:?}");
}

#[test]
fn a_mailed_report_needs_no_other_file_and_no_other_host() {
    let (report, published) = example_report(Audience::Mentor);
    let page = render::mailed(Arc::new(published), theme(), &report).unwrap();
    let page = String::from_utf8(page).unwrap();
    for tag in [
        "<script",
        "<link",
        "<iframe",
        "<object",
        "<img",
        " src=",
        "@import",
        "http-equiv=\"refresh",
    ] {
        assert!(!page.contains(tag), "{tag}");
    }
    let links = page
        .split("href=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap());
    for link in links {
        let target = link
            .strip_prefix('#')
            .unwrap_or_else(|| panic!("{link} leads elsewhere"));
        assert!(
            page.contains(&format!("id=\"{target}\"")),
            "{link} leads nowhere"
        );
    }
    let urls = page.split("url(").skip(1);
    assert!(
        urls.clone()
            .all(|url| url.trim_start_matches('"').starts_with("data:"))
    );
    assert!(page.contains("<style>") && page.contains("<svg"));
}

fn told(plan: &Plan, args: &[&str]) -> String {
    let ran = plan.run(args);
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.out
}

#[test]
fn plans_without_much_in_them_are_reported_all_the_same() {
    let empty = Plan::new().file("plan.yaml", "name: Kim");
    assert!(told(&empty, &["report"]).contains("No goal is written yet."));
    assert!(told(&empty, &["report", "--format", "html"]).contains("No goal is written yet."));
    let one = Plan::new().file("goals/a.md", "# Pass the exam");
    assert!(told(&one, &["report"]).contains("1 active goal, under way."));
    let over = Plan::new()
        .file("goals/a.md", "---\nstatus: dropped\n---\n# Pass the exam")
        .file("goals/b.md", "---\nstatus: dropped\n---\n# Give a talk");
    let text = told(&over, &["report"]);
    assert!(
        text.contains("No goal is active at the moment: 2 dropped."),
        "{text}"
    );
    let undated = Plan::new().file("goals/a.md", "# Give talks\n\n- [x] One\n- [ ] Two\n");
    assert!(told(&undated, &["report"]).contains("1. Two"));
    for plan in [&empty, &one, &over, &undated] {
        for format in ["text", "html", "markdown", "json", "csv"] {
            for audience in ["mentor", "me"] {
                told(plan, &["report", "--format", format, "--for", audience]);
            }
        }
    }
}

/// A plan in which something happened in each month.
fn eventful() -> Plan {
    Plan::new()
        .file("goals/talks.md", "---\nstart: 2026-01\ndue: 2026-12\nmeasure: 12 talks\nmoved:\n  - { on: 2026-08-10, from: 2026-09, to: 2026-12, why: the hall was closed }\n---\n# Give twelve talks\n\n## Log\n- 2026-07-01: 1 — the first\n- 2026-08-20: 2\n- 2026-09-20: 1 — a full hall\n")
        .file("goals/course.md", "---\nstatus: done\nstart: 2026-01\ndue: 2026-08\nclosed: 2026-08-15\nresult: Passed the course with 91 %\nevidence:\n  - { title: Certificate, url: https://example.org/c, date: 2026-08-16 }\n---\n# Pass the course\n")
        .file("goals/late.md", "---\nstart: 2026-01\ndue: 2026-09-10\n---\n# Finish the paper\n\n- [x] Draft (done 2026-08-01)\n- [ ] Send it\n")
}

#[test]
fn a_period_tells_what_happened_in_it_and_nothing_else() {
    let plan = eventful();
    let august: Value = serde_json::from_str(&told(
        &plan,
        &["report", "--period", "2026-08", "--format", "json"],
    ))
    .unwrap();
    let goals: Vec<&str> = august["changed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["goal"].as_str().unwrap())
        .collect();
    assert_eq!(goals, ["course", "talks", "late"]);
    assert_eq!(
        august["changed"][1]["value"],
        serde_json::json!({ "from": 1.0, "to": 3.0 })
    );
    assert_eq!(
        august["reached"][0]["result"],
        "Passed the course with 91 %"
    );
    assert_eq!(
        august["reached"][0]["evidence"][0]["url"],
        "https://example.org/c"
    );
    assert_eq!(august["reached"][1]["steps"][0]["text"], "Draft");
    assert_eq!(august["slipped"][1]["why"], "the hall was closed");
    // Where things stand is as of today, whatever is looked back on.
    assert_eq!(august["goals"][0]["health"], "overdue");

    let text = told(&plan, &["report", "--since", "2026-09-15"]);
    assert!(
        text.contains("What changed since 15 September 2026"),
        "{text}"
    );
    assert!(
        text.contains("3 → 4 of 12 talks") && !text.contains("Passed the course"),
        "{text}"
    );
    assert!(
        text.contains("was due 10 September 2026, 3 weeks ago, and is open"),
        "{text}"
    );
    let same = |args: &[&str]| told(&plan, &[&["report"], args].concat());
    assert_eq!(
        same(&["--since", "30d"]).replace("since 1 September 2026", "in the last 30 days"),
        same(&["--since", "last-review"])
    );

    for (args, words) in [
        (["--period", "soon"], "`soon` is not a period"),
        (
            ["--period", "2027-Q1"],
            "nothing in the first quarter of 2027 can be told",
        ),
        (["--since", "whenever"], "`whenever` is not a day"),
        (["--since", "2027-01-01"], "it is still ahead"),
    ] {
        let ran = plan.run(&["report", args[0], args[1]]);
        assert!(
            ran.code == 2 && ran.err.contains(words) && ran.out.is_empty(),
            "{ran:?}"
        );
    }
}

#[test]
fn several_plans_are_a_line_each_and_one_that_fails_is_told() {
    let folder = Plan::new()
        .file("kim/plan.yaml", "name: Kim Park")
        .file("kim/goals/a.md", "---\nstart: 2026-01\ndue: 2026-10-20\nask: Which hall?\n---\n# Give a talk\n\n- [ ] Slides (due 2026-09-01)\n\n## Log\n- 2026-09-24: began\n")
        .file("lee/goals/a.md", "---\nvisibility: private\nask: Shall I leave?\n---\n# Hidden goal\n")
        .file("notes.txt", "not a plan");
    let text = told(&folder, &["report", "kim", "lee", "notes.txt"]);
    let line = text
        .lines()
        .find(|line| line.starts_with("Kim Park"))
        .unwrap();
    assert_eq!(squeezed(line), "Kim Park 7 days ago 1 1 1 Which hall?");
    assert!(
        !text.contains("Shall I leave?") && text.contains("lee"),
        "{text}"
    );
    // A `*` that no shell filled in.
    assert_eq!(
        told(&folder, &["report", "*", "--brief"]),
        told(&folder, &["report", "kim", "lee"])
    );

    let json: Value = serde_json::from_str(&told(
        &folder,
        &["report", "kim", "lee", "--format", "json"],
    ))
    .unwrap();
    assert_eq!(
        (&json["version"], &json["plans"][0]["asks"][0]),
        (&1.into(), &"Which hall?".into())
    );
    let csv = read_csv(&told(&folder, &["report", "kim", "lee", "--format", "csv"]));
    assert_eq!(csv[1][..3], ["kim", "Kim Park", "2026-10-01"]);
    assert!(
        told(
            &folder,
            &["report", "kim", "--brief", "--format", "markdown"]
        )
        .contains("| Kim Park |")
    );

    let ran = folder.run(&["report", "kim", "gone", "lee"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.out.contains("Kim Park") && ran.out.contains("lee"),
        "{ran:?}"
    );
    assert!(
        ran.err.contains("there is no folder gone") && ran.err.contains("1 of 3 plans"),
        "{ran:?}"
    );
    assert_eq!(
        folder
            .run(&["report", "kim", "lee", "--format", "html"])
            .code,
        2
    );
}

#[test]
fn what_is_sent_on_is_for_a_mentor_unless_its_owner_says_otherwise() {
    let plan = Plan::new()
        .file(
            "goals/a.md",
            "---\nvisibility: private\n---\n# Leave for Basel\n",
        )
        .file(
            "goals/b.md",
            "---\nvisibility: public\n---\n# Give a talk\n",
        );
    for (format, owner) in [
        ("text", true),
        ("json", true),
        ("csv", true),
        ("html", false),
        ("markdown", false),
    ] {
        let basel = |args: &[&str]| {
            told(&plan, &[&["report", "--format", format], args].concat()).contains("Basel")
        };
        assert_eq!(basel(&[]), owner, "{format}");
        assert!(
            basel(&["--for", "me"]) && !basel(&["--for", "mentor"]),
            "{format}"
        );
    }
}

#[test]
fn a_report_never_takes_the_place_of_a_part_of_the_plan() {
    let plan = eventful();
    for out in ["goals/talks.md", "goals/new.md", "index.md", "plan.yaml"] {
        let before = std::fs::read(plan.path(out)).ok();
        let ran = plan.run(&["report", "--format", "markdown", "--out", out]);
        assert!(
            ran.code == 2 && ran.err.contains("would be read as a part of the plan"),
            "{out}: {ran:?}"
        );
        assert_eq!(std::fs::read(plan.path(out)).ok(), before);
    }
    let ran = plan.run(&["report", "--format", "html", "--out", "report.html"]);
    assert!(
        ran.code == 0 && ran.out.is_empty() && ran.err.contains("Wrote report.html"),
        "{ran:?}"
    );
    assert!(plan.path("report.html").exists());
    let nowhere = plan.run(&["report", "--out", "gone/report.txt"]);
    assert!(
        nowhere.code == 2 && nowhere.err.contains("could not write"),
        "{nowhere:?}"
    );
}

#[test]
fn errors_in_a_plan_are_named_beside_its_report() {
    let plan = Plan::new().file("goals/a.md", "---\ndue: never\n---\n# Pass the exam");
    let ran = plan.run(&["report"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("Pass the exam") && ran.err.contains("1 error in the plan"),
        "{ran:?}"
    );
}
