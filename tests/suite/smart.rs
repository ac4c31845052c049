//! The judge of a sentence, held to labelled statements and to laws that no text may break.

use crate::cli::run;
use goalpost::prose::assess::{Assessment, Letter, assess};
use goalpost::today::Today;
use proptest::prelude::*;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

const SETS: [&str; 4] = ["a", "b", "c", "d"];

fn statements() -> Vec<Value> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/smart");
    SETS.iter()
        .flat_map(|set| {
            let text = fs::read_to_string(folder.join(format!("{set}.jsonl"))).unwrap();
            let items: Vec<Value> = text
                .lines()
                .filter(|line| !line.trim().is_empty())
                .map(|line| serde_json::from_str(line).unwrap())
                .collect();
            assert_eq!(items.len(), 200, "{set}");
            items
        })
        .collect()
}

fn judged(item: &Value) -> Assessment {
    let today = item["today"].as_str().unwrap().parse().unwrap();
    assess(item["text"].as_str().unwrap(), Today(today))
}

fn letters(judged: &Assessment) -> [&Letter; 5] {
    [
        &judged.specific,
        &judged.measurable,
        &judged.achievable,
        &judged.relevant,
        &judged.time_bound,
    ]
}

/// What does not depend on where in the text it stands.
fn verdict(judged: &Assessment) -> String {
    let met = letters(judged).map(|letter| letter.met);
    let targets: Vec<f64> = judged.targets.iter().map(|target| target.value).collect();
    format!(
        "{met:?} {targets:?} {:?} {:?}",
        judged.deadline, judged.cadence
    )
}

#[test]
fn labelled_statements_are_judged_as_their_readers_did() {
    let items = statements();
    let mut right = [0.0_f64; 5];
    let (mut same, mut claimed, mut wanted) = (0.0, 0.0, 0.0);
    let (mut dates, mut dated, mut false_dates) = (0.0, 0.0, 0.0);
    let (mut rhythms, mut rhythmic) = (0.0, 0.0);
    for item in &items {
        let judged = judged(item);
        for (at, name) in ["s", "m", "a", "r", "t"].iter().enumerate() {
            right[at] += f64::from(letters(&judged)[at].met == item[name].as_bool().unwrap());
        }
        let mut want: Vec<f64> = item["targets"]
            .as_array()
            .unwrap()
            .iter()
            .map(|value| value.as_f64().unwrap())
            .collect();
        wanted += want.len() as f64;
        for target in &judged.targets {
            claimed += 1.0;
            if let Some(at) = want
                .iter()
                .position(|want| (want - target.value).abs() < 1e-6)
            {
                want.remove(at);
                same += 1.0;
            }
        }
        let date = judged.deadline.map(|date| date.to_string());
        match item["deadline"].as_str() {
            Some(want) => {
                dated += 1.0;
                dates += f64::from(date.as_deref() == Some(want));
            }
            None => false_dates += f64::from(date.is_some()),
        }
        if let Some(want) = item["cadence"].as_str() {
            rhythmic += 1.0;
            let got = judged.cadence.map(|period| period.to_string());
            rhythms += f64::from(got.as_deref() == Some(want));
        }
    }
    let count = items.len() as f64;
    let letters = right.map(|right| right / count);
    let mean = letters.iter().sum::<f64>() / 5.0;
    assert!(mean >= 0.97, "letters {letters:?}");
    assert!(letters.iter().all(|letter| *letter >= 0.94), "{letters:?}");
    let f1 = 2.0 * same / (claimed + wanted);
    assert!(f1 >= 0.97, "targets {f1}");
    assert!(dates / dated >= 0.98, "deadlines {dates} of {dated}");
    assert!(false_dates <= 2.0, "false deadlines {false_dates}");
    assert!(
        rhythms / rhythmic >= 0.97,
        "cadences {rhythms} of {rhythmic}"
    );
}

#[test]
fn a_judgement_does_not_hang_on_blanks_quotes_and_full_stops() {
    let mut changed = Vec::new();
    for item in statements() {
        let text = item["text"].as_str().unwrap();
        let today = Today(item["today"].as_str().unwrap().parse().unwrap());
        let plain = verdict(&assess(text, today));
        let ends = text.trim_end().ends_with(char::is_alphanumeric);
        let mut others = vec![
            format!("{text}   "),
            format!("{text}\r\n"),
            text.replace(' ', "\u{a0}"),
            text.replace('\'', "’"),
            text.replace('’', "'"),
        ];
        if ends {
            others.push(format!("{text}."));
        }
        for other in others {
            let got = verdict(&assess(&other, today));
            if got != plain {
                changed.push(format!("{other:?}\n  {plain}\n  {got}"));
            }
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

fn holds_the_laws(text: &str) {
    let judged = assess(text, Today("2028-02-29".parse().unwrap()));
    for letter in letters(&judged) {
        assert_eq!(letter.met, !letter.evidence.is_empty(), "{text:?}");
        for evidence in &letter.evidence {
            assert!(text.get(evidence.bytes.clone()).is_some(), "{text:?}");
            assert!(evidence.bytes.start < evidence.bytes.end, "{text:?}");
        }
    }
    for target in &judged.targets {
        assert!(target.value.is_finite(), "{text:?}");
        assert!(text.get(target.bytes.clone()).is_some(), "{text:?}");
    }
    if let Some(deed) = judged.deed {
        assert!(
            text.get(deed).is_some_and(|words| !words.is_empty()),
            "{text:?}"
        );
    }
}

/// Words of goals with odd things between them.
fn wording() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Pass",
        "the",
        "CKA",
        "by",
        "June",
        "2027",
        "in",
        "two",
        "weeks",
        "every",
        "Friday",
        "from",
        "4%",
        "to",
        "1.5 %",
        "–",
        ";",
        ",",
        ".",
        ":",
        "(",
        ")",
        "with",
        "my",
        "mentor",
        "so that",
        "because",
        "as",
        "I",
        "want",
        "before",
        "the end of",
        "next",
        "31/02/2027",
        "99999999999999999999",
        "-",
        "½",
        "é",
        "🙂",
        "\u{202e}",
        "\u{0}",
        "’",
        "a",
        "hour",
        "/",
        "$",
        "k",
        "Q9",
        "H2",
        "mid-",
        "29 Feb",
        "once",
        "within",
        "half",
        "30",
        "st",
        "of",
        "quarter",
        "10-",
        "and a half",
        "\n",
        "٣",
        "ǆ",
        "İ",
        "ß",
        "improve",
        "use",
        "which",
        "get",
        "better",
        "at",
        "through",
        "twice",
        "year's",
        "'27",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_judged_with_evidence_inside_it(text in any::<String>()) {
        holds_the_laws(&text);
    }

    #[test]
    fn any_wording_is_judged_with_evidence_inside_it(text in wording()) {
        holds_the_laws(&text);
    }
}

#[test]
fn a_phrase_that_breaks_off_is_judged() {
    for text in [
        "Run each half a",
        "by the",
        "from 4 to",
        "at least once a",
        "every 2",
        ".eaM [Heasiobháne that will stie(((((\u{8}\u{1}!\n(p(áne tive:",
        "goal:",
    ] {
        holds_the_laws(text);
    }
}

#[test]
fn a_line_of_a_megabyte_is_judged() {
    for piece in [
        "by doing 3 ",
        "a",
        "🙂",
        "to win, ",
        "and join ",
        "1",
        ": ",
        "every week ",
        "(",
        "\u{202e}x ",
        "(1-",
        "in June ",
        "\0",
    ] {
        holds_the_laws(&piece.repeat(1_000_000 / piece.len()));
    }
}

#[test]
fn lines_are_answered_in_order_with_scalars_for_offsets() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run(
        folder.path(),
        &[
            "assess",
            "--format",
            "jsonl",
            "🙂 Pass the CKA by June 2027 with two lab evenings a week",
        ],
    );
    assert_eq!(ran.code, 0, "{ran:?}");
    let answer: Value = serde_json::from_str(ran.out.trim_end()).unwrap();
    assert_eq!(answer["time_bound"]["deadline"], "2027-06-30");
    assert_eq!(answer["time_bound"]["cadence"], "P1W");
    assert_eq!(answer["measurable"]["targets"][0]["value"], 2);
    assert_eq!(answer["relevant"]["met"], false);
    let text = answer["text"].as_str().unwrap();
    for letter in [
        "specific",
        "measurable",
        "achievable",
        "relevant",
        "time_bound",
    ] {
        for piece in answer[letter]["evidence"].as_array().unwrap() {
            let place = |key: &str| piece[key].as_u64().unwrap() as usize;
            let slice: String = text
                .chars()
                .skip(place("start"))
                .take(place("end") - place("start"))
                .collect();
            assert_eq!(piece["text"], slice, "{letter}");
        }
    }
}

#[test]
fn what_is_open_is_asked_in_ones_own_words() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run(folder.path(), &["assess", "Improve", "my", "skills"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("· time-bound"), "{}", ran.out);
    assert!(
        ran.out.contains("“Improve my skills” by when"),
        "{}",
        ran.out
    );
    let strong = run(
        folder.path(),
        &[
            "assess",
            "Pass the CKA by June 2027 using the staff labs, because our team needs it",
        ],
    );
    assert!(!strong.out.contains("\n  · "), "{}", strong.out);
    assert!(strong.out.contains("by 2027-06-30"), "{}", strong.out);
}
