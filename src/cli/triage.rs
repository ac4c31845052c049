//! The first screen of a check: errors in full, the next three steps, one row a goal, one last line.
//!
//! Never a dump: a plan that begins messy gets what a friend would say first.

use super::env::Env;
use crate::analysis::Analysis;
use crate::check::{self, Letter};
use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::emit;
use crate::plan::GoalEntry;
use crate::plan::{FileKind, Layout, kind_of, looks_like_a_goal};
use crate::source::{LineIndex, Sources, one_line};
use crate::vocabulary::Horizon;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// How many errors are shown in full; more of them get two lines each.
const IN_FULL: usize = 1;
/// How many errors are shown at all, so that the whole fits thirty lines.
const ERRORS: usize = 4;
/// How many goals get a row beside errors, and without them.
const ROWS: (usize, usize) = (8, 14);

/// Writes the triage of a plan.
pub(super) fn write(
    analysis: &Analysis,
    sources: &Sources,
    (shown, env): (&[Diagnostic], &Env),
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut errors: Vec<&Diagnostic> = shown
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    // What cannot be read hides all else that the file says, so it is mended first.
    errors.sort_by_key(|error| !error.code.0.starts_with('F'));
    let mut told: BTreeSet<*const Diagnostic> = BTreeSet::new();
    let id = std::ptr::from_ref::<Diagnostic>;
    if errors.len() <= IN_FULL {
        for error in &errors {
            writeln!(out, "{}\n", emit::render(error, sources, env.style()))?;
        }
    } else {
        for error in errors.iter().take(ERRORS) {
            line(error, sources, env, out)?;
        }
        if errors.len() > ERRORS {
            writeln!(
                out,
                "  … and {} more errors: `--all`",
                errors.len() - ERRORS
            )?;
        }
        writeln!(out)?;
    }
    told.extend(errors.iter().map(|error| id(error)));

    let steps: Vec<&Diagnostic> = next_steps(shown);
    if !steps.is_empty() {
        writeln!(
            out,
            "{}",
            env.paint(
                "1",
                if steps.len() == 1 {
                    "Next step"
                } else {
                    "Next steps"
                }
            )
        )?;
        for (at, step) in steps.iter().enumerate() {
            let room = env.width.saturating_sub(5);
            writeln!(out, "  {}. {}", at + 1, said(analysis, step, room))?;
            if let Some(help) = &step.help {
                writeln!(out, "     {}", env.paint("2", &whole_clauses(help, room)))?;
            }
        }
        writeln!(out)?;
        told.extend(steps.iter().map(|step| id(step)));
    }
    rows(
        analysis,
        if errors.is_empty() { ROWS.1 } else { ROWS.0 },
        env,
        out,
    )?;
    tail(shown, &told, env, out)?;
    if let Some(line) = other_languages(analysis) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// How many goals are in another language than English, whose words are left alone.
pub(super) fn other_languages(analysis: &Analysis) -> Option<String> {
    let config = &analysis.plan.config;
    let others: Vec<&GoalEntry> = analysis
        .plan
        .goals
        .iter()
        .filter(|goal| goal.is_judged(analysis.today))
        .filter(|goal| !check::is_english(&goal.goal, config))
        .collect();
    let line = match others.len() {
        0 => return None,
        1 => "1 goal is not in English: its fields are checked, its words are not".into(),
        count => format!(
            "{count} goals are not in English: their fields are checked, their words are not"
        ),
    };
    // What nobody has written down may be taken wrongly.
    let plan_is_english = config.lang.is_empty() || config.lang.starts_with("en");
    let guessed = plan_is_english && others.iter().any(|goal| goal.lang.is_absent());
    Some(if guessed {
        format!("{line}\n(where that is wrong, `lang: en` in the goal says so)")
    } else {
        line
    })
}

/// A finding on one line: the goal's name before it, unless it quotes the title itself. What is too
/// long is cut in the quotation or the name, so that the question stays whole.
fn said(analysis: &Analysis, finding: &Diagnostic, width: usize) -> String {
    let message = &finding.message;
    let title = analysis
        .plan
        .goals
        .iter()
        .find(|goal| goal.goal.path == finding.location.path)
        .map_or("", |goal| goal.title.text());
    let quoted = message
        .split_once('“')
        .and_then(|(before, rest)| Some((before, rest.split_once('”')?)));
    if let Some((before, (quoted, after))) = quoted
        && quoted.split_whitespace().count() > 2
        && title.contains(quoted)
    {
        let room = width.saturating_sub(columns(before) + columns(after) + 2);
        return fit(
            &format!("{before}“{}”{after}", short(quoted, room.max(12))),
            width,
        );
    }
    let room = width.saturating_sub(columns(message) + 2).clamp(12, 25);
    let name = analysis
        .plan
        .goals
        .iter()
        .find(|goal| goal.goal.path == finding.location.path)
        .map_or_else(
            || finding.location.path.to_string(),
            |goal| short(goal.name(), room),
        );
    fit(&format!("{name}: {message}"), width)
}

/// A sentence of help in at most `width` columns: it ends with a whole clause where it must end early.
fn whole_clauses(help: &str, width: usize) -> String {
    let mut help = one_line(help);
    while columns(&help) > width {
        // Never inside code: `measure:` is one word.
        let in_words = |end: &usize| {
            help.get(..*end)
                .is_some_and(|head| head.matches('`').count() % 2 == 0)
        };
        let Some(end) = help
            .match_indices([';', ':', ',', '('])
            .map(|(end, _)| end)
            .rfind(in_words)
            .filter(|end| *end > width / 4)
        else {
            return fit(&help, width);
        };
        help.truncate(end);
        help.truncate(help.trim_end().len());
    }
    help
}

/// An error in two lines: what is so, and its cure.
fn line(error: &Diagnostic, sources: &Sources, env: &Env, out: &mut dyn Write) -> io::Result<()> {
    let text = sources.text(&error.location.path);
    let place = LineIndex::new(text).line_column(text, error.location.span.start);
    let place = format!(
        "{}:{}:{}",
        emit::tame(error.location.path.as_str()),
        place.line,
        place.column
    );
    let code = format!("error[{}]", error.code);
    let words = fit(
        &format!("{place} {}", error.message),
        env.width.saturating_sub(code.len() + 1),
    );
    writeln!(out, "{} {words}", env.paint("1;31", &code))?;
    if let Some(help) = &error.help {
        writeln!(
            out,
            "  {}",
            env.paint("2", &fit(help, env.width.saturating_sub(2)))
        )?;
    }
    Ok(())
}

/// The three findings that are worth most by what a mending brings: one a goal, and of different
/// letters where there are such, since a name, a number and a day bring more than three names.
///
/// A file that has no title comes first, then what a goal is: a day for something that nobody can
/// picture helps little.
pub(super) fn next_steps(shown: &[Diagnostic]) -> Vec<&Diagnostic> {
    const VALUE: &[&str] = &[
        "F01", "P07", "P08", "F06", "S09", "S02", "S04", "M01", "T01", "T02", "M03", "M07", "M08",
        "T05", "A08", "R04", "P03", "P01", "T04", "F03", "S07", "S01", "S05", "S08", "S03", "T10",
        "T06", "A01", "S06", "R02", "M09", "A06",
    ];
    let rank = |finding: &Diagnostic| {
        (
            std::cmp::Reverse(finding.severity),
            VALUE
                .iter()
                .position(|code| *code == finding.code.0)
                .unwrap_or(VALUE.len()),
        )
    };
    let mut open: Vec<&Diagnostic> = shown
        .iter()
        .filter(|finding| finding.severity != Severity::Error && !finding.clock)
        .collect();
    open.sort_by_key(|finding| rank(finding));
    let mut paths = BTreeSet::new();
    let mut codes = BTreeSet::new();
    let fresh: Vec<&Diagnostic> = open
        .iter()
        .copied()
        .filter(|finding| paths.insert(&finding.location.path) && codes.insert(finding.code))
        .collect();
    let mut letters = BTreeSet::new();
    let (mut steps, mut rest): (Vec<&Diagnostic>, Vec<&Diagnostic>) = fresh
        .into_iter()
        .partition(|finding| letters.insert(finding.code.0.chars().next()));
    steps.append(&mut rest);
    steps.truncate(3);
    steps
}

/// The name of the goal that a finding is about, short.
pub(super) fn goal_name(analysis: &Analysis, finding: &Diagnostic) -> String {
    let goal = analysis
        .plan
        .goals
        .iter()
        .find(|goal| goal.goal.path == finding.location.path);
    goal.map_or_else(
        || finding.location.path.to_string(),
        |goal| short(goal.name(), 25),
    )
}

/// One row a goal: what, how much, how, why, when.
fn rows(analysis: &Analysis, most: usize, env: &Env, out: &mut dyn Write) -> io::Result<()> {
    let judged: Vec<&GoalEntry> = analysis
        .plan
        .goals
        .iter()
        .filter(|goal| {
            goal.is_judged(analysis.today) && goal.horizon.get() != Some(&Horizon::Vision)
        })
        .collect();
    if judged.is_empty() {
        return Ok(());
    }
    let all: Vec<[bool; 5]> = judged.iter().map(|goal| marks(goal, analysis)).collect();
    let full = all
        .iter()
        .filter(|marks| marks.iter().all(|met| *met))
        .count();
    let dated = all.iter().filter(|[.., when]| *when).count();
    let of = |count: usize| match judged.len() {
        1 => "The goal says".into(),
        all if count == 1 => format!("1 of {all} goals says"),
        all => format!("{count} of {all} goals say"),
    };
    let good = match (full, dated) {
        (0, 0) => format!("{} to shape", goals(judged.len())),
        (0, dated) => format!("{} by when", of(dated)),
        (full, _) => format!("{} what, how much, how, why, when", of(full)),
    };
    let name = env.width.saturating_sub(32).min(46);
    writeln!(
        out,
        "{}",
        env.paint(
            "1",
            &format!("{:<name$}  what  measure  how  why  when", fit(&good, name))
        )
    )?;
    // Those that lack most come first; they are the ones to look at.
    let mut order: Vec<usize> = (0..judged.len()).collect();
    order.sort_by_key(|at| {
        all.get(*at)
            .map_or(0, |marks| marks.iter().filter(|met| **met).count())
    });
    for (goal, marks) in order
        .iter()
        .take(most)
        .filter_map(|at| Some((judged.get(*at)?, all.get(*at)?)))
    {
        let [what, measure, how, why, when] = marks.map(|met| {
            if met {
                env.paint("32", "✓")
            } else {
                env.paint("2", "·")
            }
        });
        writeln!(
            out,
            "{}   {what}       {measure}      {how}    {why}    {when}",
            pad(&short(goal.name(), name), name)
        )?;
    }
    if judged.len() > most {
        writeln!(out, "  … and {}", goals(judged.len() - most))?;
    }
    Ok(())
}

/// What, measure, how, why, when: whether the goal says it or need not.
fn marks(goal: &GoalEntry, analysis: &Analysis) -> [bool; 5] {
    let letters = check::letters(goal, &analysis.plan, analysis.today);
    let letters = letters.unwrap_or([const { Letter::Open }; 5]);
    letters.map(|letter| letter != Letter::Open)
}

fn tail(
    shown: &[Diagnostic],
    told: &BTreeSet<*const Diagnostic>,
    env: &Env,
    out: &mut dyn Write,
) -> io::Result<()> {
    let clock: Vec<&Diagnostic> = shown.iter().filter(|finding| finding.clock).collect();
    let rest: Vec<&Diagnostic> = shown
        .iter()
        .filter(|finding| !told.contains(&std::ptr::from_ref(*finding)) && !finding.clock)
        .collect();
    let places: BTreeSet<_> = rest.iter().map(|finding| &finding.location.path).collect();
    let mut words = Vec::new();
    if !rest.is_empty() {
        words.push(format!(
            "{} more suggestion{} in {}: `--all`",
            rest.len(),
            if rest.len() == 1 { "" } else { "s" },
            goals(places.len())
        ));
    }
    if !clock.is_empty() {
        words.push(if words.is_empty() {
            format!("With time alone: {}: `--all`", by_name(&clock))
        } else {
            format!("with time alone: {}", by_name(&clock))
        });
    }
    let mends = shown
        .iter()
        .filter_map(|finding| finding.fix.as_ref())
        .filter(|fix| fix.safety == Safety::Safe)
        .count();
    if mends > 0 {
        words.push(format!("{mends} can be mended: `--fix`"));
    }
    if shown.is_empty() {
        words.push(env.paint("32", "Nothing to say: this plan is clean."));
    }
    if words.is_empty() {
        return Ok(());
    }
    let line = words.join(" · ");
    let line = if line.chars().count() > env.width {
        words.join("\n")
    } else {
        line
    };
    writeln!(out, "\n{line}")
}

/// What came with time alone, by its name: "2 overdue, 1 gone quiet".
fn by_name(clock: &[&Diagnostic]) -> String {
    let mut counts: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for finding in clock {
        counts.entry(finding.code.0).or_insert((0, finding.name)).0 += 1;
    }
    let each: Vec<String> = counts
        .values()
        .map(|(count, name)| format!("{count} {}", name.replace('-', " ")))
        .collect();
    each.join(", ")
}

/// Errors, warnings and notes in a line.
pub(super) fn tally(shown: &[Diagnostic]) -> String {
    let count = |severity| {
        shown
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let part = |count: usize, word: &str| {
        (count > 0).then(|| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
    };
    let parts: Vec<String> = [
        part(count(Severity::Error), "error"),
        part(count(Severity::Warning), "warning"),
        part(count(Severity::Note), "note"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        "Nothing to say: this plan is clean.".into()
    } else {
        parts.join(", ")
    }
}

fn goals(count: usize) -> String {
    format!("{count} goal{}", if count == 1 { "" } else { "s" })
}

/// Text on one line of at most `width` columns.
pub(super) fn fit(text: &str, width: usize) -> String {
    short(&one_line(text), width)
}

/// Text cut to at most `width` columns, between words where that keeps half of it.
pub(super) fn short(text: &str, width: usize) -> String {
    let clean: String = emit::tame(text);
    let mut columns = 0;
    let mut out = String::new();
    for c in clean.chars() {
        let wide = columns_of(c);
        if columns + wide + 1 > width && clean.chars().map(columns_of).sum::<usize>() > width {
            let word = out.rfind(char::is_whitespace).filter(|_| c != ' ');
            if let Some(end) = word.filter(|end| *end * 2 > out.len()) {
                out.truncate(end);
            }
            out.truncate(out.trim_end_matches([' ', ',', ';', ':', '-']).len());
            out.push('…');
            break;
        }
        columns += wide;
        out.push(c);
    }
    out
}

/// Text and blanks up to `width` columns.
pub(super) fn pad(text: &str, width: usize) -> String {
    let columns: usize = text.chars().map(columns_of).sum();
    format!("{text}{}", " ".repeat(width.saturating_sub(columns)))
}

/// Columns that a text takes in a terminal.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// Columns that a character takes in a terminal: two for CJK and emoji, none for marks.
fn columns_of(c: char) -> usize {
    unicode_width::UnicodeWidthChar::width(c).unwrap_or(0)
}

/// How many notes there are, where a folder is one of notes rather than of goals: no `plan.yaml`, no
/// `goals/`, over 40 files, and under half of them with any sign of a goal.
pub(super) fn looks_like_a_vault(sources: &Sources) -> Option<usize> {
    if Layout::of(sources) != Layout::Flat {
        return None;
    }
    let notes = || {
        sources
            .files
            .values()
            .filter(|file| file.path.has_extension("md"))
    };
    let count = notes().count();
    let signs = notes()
        .filter(|file| {
            kind_of(&file.path, Layout::Flat) == Some(FileKind::Goal) && looks_like_a_goal(file)
        })
        .count();
    (count > 40 && signs * 2 < count).then_some(count)
}
