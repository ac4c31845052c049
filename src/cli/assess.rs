//! `goalpost assess`: what the words of a goal tell, and what they leave open.
//!
//! Texts come as arguments or, for `-`, as lines of standard input, answered one by one as they come.
//! The exit code says nothing about a goal: a weak one is an answer too.

use super::Exit;
use super::env::Env;
use crate::config::Config;
use crate::emit::Colour;
use crate::prose::assess::{Assessment, Evidence, Letter, assess};
use crate::prose::remark::{self, Which};
use crate::prose::{language, number};
use crate::today::Today;
use anyhow::{Context as _, bail};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufRead as _, BufReader, BufWriter, IsTerminal as _, Write};
use unicode_width::UnicodeWidthChar as _;

/// How judgements are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// The sentence with its evidence marked, and what is open
    Text,
    /// One JSON object a line, in order
    Jsonl,
}

/// Arguments of `assess`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A goal in your own words, in quotes; `-` reads one a line from standard input
    #[arg(value_name = "TEXT")]
    texts: Vec<String>,

    /// How to write the judgement
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Judges each text in turn.
pub(super) fn run(args: &Args, env: &Env) -> anyhow::Result<Exit> {
    let today = env.today(&Config::default());
    let mut out = BufWriter::new(super::out());
    let texts = sentences(&args.texts);
    if texts.is_empty() && io::stdin().is_terminal() {
        bail!(
            "there is no goal to judge; write one in quotes: goalpost assess \"Pass the CKA by June 2027\""
        );
    }
    if texts.is_empty() || texts == ["-"] {
        let mut input = BufReader::new(io::stdin().lock());
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = input.read_until(b'\n', &mut line);
            if read.context("standard input cannot be read")? == 0 {
                break;
            }
            let text = String::from_utf8_lossy(&line);
            let text = text.strip_suffix('\n').unwrap_or(&text);
            let text = text.strip_suffix('\r').unwrap_or(text);
            write(text, (args.format, today), env, &mut out)?;
            // Whoever types line by line wants each answer at once; a long file need not wait.
            if input.buffer().is_empty() {
                out.flush()?;
            }
        }
    } else {
        for text in &texts {
            write(text, (args.format, today), env, &mut out)?;
        }
    }
    out.flush()?;
    Ok(Exit::Clean)
}

/// The texts of the arguments; words without their quotes are one text.
fn sentences(texts: &[String]) -> Vec<Cow<'_, str>> {
    let unquoted = texts.len() > 1 && texts.iter().all(|text| !text.contains(char::is_whitespace));
    if unquoted {
        vec![texts.join(" ").into()]
    } else {
        texts.iter().map(Cow::from).collect()
    }
}

fn write(
    text: &str,
    (format, today): (Format, Today),
    env: &Env,
    out: &mut dyn Write,
) -> io::Result<()> {
    let judged = assess(text, today);
    match format {
        Format::Jsonl => {
            serde_json::to_writer(&mut *out, &answer(text, &judged))?;
            writeln!(out)
        }
        Format::Text => write_text(text, (&judged, today), env, out),
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    text: &'a str,
    specific: Plain<'a>,
    measurable: Measurable<'a>,
    achievable: Plain<'a>,
    relevant: Plain<'a>,
    time_bound: TimeBound<'a>,
}

#[derive(Serialize)]
struct Plain<'a> {
    met: bool,
    evidence: Vec<Piece<'a>>,
}

#[derive(Serialize)]
struct Measurable<'a> {
    met: bool,
    targets: Vec<Aim<'a>>,
    evidence: Vec<Piece<'a>>,
}

#[derive(Serialize)]
struct TimeBound<'a> {
    met: bool,
    deadline: Option<String>,
    cadence: Option<String>,
    evidence: Vec<Piece<'a>>,
}

#[derive(Serialize)]
struct Piece<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    what: &'static str,
}

#[derive(Serialize)]
struct Aim<'a> {
    #[serde(serialize_with = "short")]
    value: f64,
    unit: Option<&'a str>,
}

/// A whole number without a point, as one would write it.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn short<S: serde::Serializer>(value: &f64, to: S) -> Result<S::Ok, S::Error> {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        to.serialize_i64(*value as i64)
    } else {
        to.serialize_f64(*value)
    }
}

/// Bytes as Unicode scalars, for all places that are asked for, in one pass over the text.
fn scalars(text: &str, judged: &Assessment) -> BTreeMap<usize, usize> {
    let mut places: Vec<usize> = letters(judged)
        .iter()
        .flat_map(|(_, letter)| &letter.evidence)
        .flat_map(|evidence| [evidence.bytes.start, evidence.bytes.end])
        .collect();
    places.sort_unstable();
    places.dedup();
    let mut found = BTreeMap::new();
    let mut chars = text.char_indices().enumerate().peekable();
    let length = text.len();
    for place in places {
        while chars.next_if(|(_, (at, _))| *at < place).is_some() {}
        let scalar = chars
            .peek()
            .filter(|_| place < length)
            .map(|(scalar, _)| *scalar);
        found.insert(place, scalar.unwrap_or_else(|| text.chars().count()));
    }
    found
}

fn answer<'a>(text: &'a str, judged: &'a Assessment) -> Answer<'a> {
    let scalars = scalars(text, judged);
    let place = |at: usize| scalars.get(&at).copied().unwrap_or_default();
    let pieces = |letter: &Letter| {
        let piece = |evidence: &Evidence| Piece {
            start: place(evidence.bytes.start),
            end: place(evidence.bytes.end),
            text: text.get(evidence.bytes.clone()).unwrap_or(""),
            what: evidence.what.word(),
        };
        letter.evidence.iter().map(piece).collect()
    };
    let plain = |letter: &Letter| Plain {
        met: letter.met,
        evidence: pieces(letter),
    };
    Answer {
        text,
        specific: plain(&judged.specific),
        measurable: Measurable {
            met: judged.measurable.met,
            targets: judged
                .targets
                .iter()
                .map(|target| Aim {
                    value: target.value,
                    unit: target.unit.as_deref(),
                })
                .collect(),
            evidence: pieces(&judged.measurable),
        },
        achievable: plain(&judged.achievable),
        relevant: plain(&judged.relevant),
        time_bound: TimeBound {
            met: judged.time_bound.met,
            deadline: judged.deadline.map(|date| date.to_string()),
            cadence: judged.cadence.map(|period| period.to_string()),
            evidence: pieces(&judged.time_bound),
        },
    }
}

fn letters(judged: &Assessment) -> [(char, &Letter); 5] {
    [
        ('S', &judged.specific),
        ('M', &judged.measurable),
        ('A', &judged.achievable),
        ('R', &judged.relevant),
        ('T', &judged.time_bound),
    ]
}

/// The colour of a letter in a terminal.
fn colour(letter: char) -> &'static str {
    match letter {
        'S' => "34",
        'M' => "35",
        'A' => "36",
        'R' => "33",
        _ => "32",
    }
}

/// How much of a long text is shown marked.
const SHOWN: usize = 2_000;

fn write_text(
    text: &str,
    (judged, today): (&Assessment, Today),
    env: &Env,
    out: &mut dyn Write,
) -> io::Result<()> {
    for line in wrapped(text, env.width.saturating_sub(4)) {
        let shown: String = text
            .get(line.clone())
            .unwrap_or("")
            .chars()
            .map(plain_char)
            .collect();
        writeln!(out, "  {}", env.paint("1", shown.trim_end()))?;
        for row in marks(text, &line, judged) {
            let painted: String = match env.colour {
                Colour::None => row.iter().map(|(c, _)| *c).collect(),
                Colour::Ansi => row
                    .iter()
                    .map(|(c, letter)| match letter {
                        Some(letter) => env.paint(colour(*letter), &c.to_string()),
                        None => c.to_string(),
                    })
                    .collect(),
            };
            writeln!(out, "  {}", painted.trim_end())?;
        }
    }
    writeln!(out)?;
    for (letter, found) in letters(judged) {
        let (sign, code) = if found.met {
            ("✓", "32")
        } else {
            ("·", "2")
        };
        let name = match letter {
            'S' => "specific",
            'M' => "measurable",
            'A' => "achievable",
            'R' => "relevant",
            _ => "time-bound",
        };
        let told = if found.met {
            met(text, (letter, found), judged)
        } else {
            open(text, letter, (judged, today))
        };
        let indent = 17;
        let lines = wrapped(&told, env.width.saturating_sub(indent).max(20));
        for (index, line) in lines.iter().enumerate() {
            let line = told.get(line.clone()).unwrap_or("").trim();
            if index == 0 {
                writeln!(out, "  {} {name:<12} {line}", env.paint(code, sign))?;
            } else {
                writeln!(out, "{:indent$}{line}", "")?;
            }
        }
    }
    if language::is_foreign(text) {
        writeln!(
            out,
            "\n  {}",
            env.paint(
                "2",
                "This does not look like English, the one language that is judged"
            )
        )?;
    }
    writeln!(out)
}

/// The words that met a letter, and what was read out of them.
fn met(text: &str, (letter, found): (char, &Letter), judged: &Assessment) -> String {
    let mut words: Vec<String> = found
        .evidence
        .iter()
        .map(|evidence| one_line(text.get(evidence.bytes.clone()).unwrap_or("")))
        .collect();
    words.dedup();
    let mut told = words.join(" · ");
    if letter == 'M' && !judged.targets.is_empty() {
        let numbers: Vec<String> = judged
            .targets
            .iter()
            .map(|target| match &target.unit {
                Some(unit) => format!("{} {}", number::show(target.value), one_line(unit)),
                None => number::show(target.value),
            })
            .collect();
        told.push_str(&format!(" → {}", numbers.join(", ")));
    }
    if letter == 'T' {
        if let Some(deadline) = judged.deadline {
            told.push_str(&format!(" → by {deadline}"));
        }
        if let Some(cadence) = judged.cadence {
            told.push_str(&format!(" → {}", cadence.in_words()));
        }
    }
    told
}

/// What is open, as a question from the words that are there.
fn open(text: &str, letter: char, (judged, today): (&Assessment, Today)) -> String {
    let goal = judged
        .deed
        .clone()
        .and_then(|bytes| text.get(bytes))
        .map(one_line)
        .filter(|goal| !goal.is_empty());
    let Some(goal) = goal else {
        return match letter {
            'S' => "what is to be done or be different, and to what?",
            'M' => "how could someone else see that it is done?",
            'A' => "how: by doing what, with whom, in which hours?",
            'R' => "what is it for?",
            _ => "by when, or how often?",
        }
        .into();
    };
    match letter {
        'S' => {
            let question = match remark::which(text, today).filter(|_| judged.open_verb.is_none()) {
                Some(Which::One) => "which one? Name it so that a stranger pictures the same",
                Some(Which::Ones) => "which ones? Name them so that a stranger pictures the same",
                Some(Which::Kind) => "of what kind, for whom, where?",
                Some(Which::Better) => "what would be different, and who would see it?",
                None => "what will be there when it is done?",
            };
            format!("“{goal}”: {question}")
        }
        'M' => format!(
            "“{goal}”: how could someone else see that it is done: a count, a result, one event?"
        ),
        'A' => format!("“{goal}” by doing what, with whom, in which hours?"),
        'R' => format!("“{goal}” so that …? What does it make possible, who needs it?"),
        _ => format!("“{goal}” by when, or how often?"),
    }
}

/// At most so many characters of a text, on one line.
fn one_line(text: &str) -> String {
    let line: String = text
        .chars()
        .map(plain_char)
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let line = line.trim_matches([',', ';', ' ', '–', '-']);
    if line.chars().count() > 90 {
        let short: String = line.chars().take(89).collect();
        return format!("{short}…");
    }
    line.to_owned()
}

/// What a terminal may not be sent reads as a blank.
fn plain_char(c: char) -> char {
    if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
        ' '
    } else {
        c
    }
}

fn width_of(c: char) -> usize {
    plain_char(c).width().unwrap_or(0)
}

/// The byte ranges of the lines that a text fills at a width, broken at blanks.
fn wrapped(text: &str, width: usize) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut used, mut blank) = (0, 0, None);
    for (at, c) in text.char_indices().take(SHOWN) {
        let wide = width_of(c);
        if used + wide > width && at > start {
            let end = blank.filter(|&blank| blank > start).unwrap_or(at);
            lines.push(start..end);
            start = end;
            used = text
                .get(start..at)
                .map_or(0, |rest| rest.chars().map(width_of).sum());
            blank = None;
        }
        used += wide;
        if c.is_whitespace() {
            blank = Some(at + c.len_utf8());
        }
    }
    let end = text
        .char_indices()
        .nth(SHOWN)
        .map_or(text.len(), |(at, _)| at);
    if end > start || lines.is_empty() {
        lines.push(start..end);
    }
    lines
}

/// A row of signs under a line, each with the letter that it stands for.
type Row = Vec<(char, Option<char>)>;

/// Under a line: `S~~~` where its evidence stands, letters that overlap one below the other.
fn marks(text: &str, line: &std::ops::Range<usize>, judged: &Assessment) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut pieces: Vec<(usize, usize, char)> = Vec::new();
    for (letter, found) in letters(judged) {
        for evidence in &found.evidence {
            let start = evidence.bytes.start.max(line.start);
            let end = evidence.bytes.end.min(line.end);
            if start < end {
                let column = |to: usize| {
                    text.get(line.start..to)
                        .map_or(0, |part| part.chars().map(width_of).sum::<usize>())
                };
                pieces.push((column(start), column(end), letter));
            }
        }
    }
    pieces.sort_unstable();
    pieces.truncate(40);
    for (start, end, letter) in pieces {
        // A gap between two marks in one row keeps them apart.
        let free = rows.iter().position(|row| {
            row.len() < start || (row.len() == start && row.last().is_none_or(|(c, _)| *c == ' '))
        });
        let at = free.unwrap_or(rows.len());
        if free.is_none() {
            rows.push(Row::new());
        }
        if let Some(row) = rows.get_mut(at) {
            row.resize(start, (' ', None));
            row.push((letter, Some(letter)));
            row.resize(end.max(start + 1), ('~', Some(letter)));
        }
    }
    rows
}
