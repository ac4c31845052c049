//! T10: the date of the title is not in `due`.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::check::words::is_moving;
use crate::diagnostic::{Code, Fix, Safety, Severity};
use crate::edit::{self, Value};
use crate::plan::goal::{Goal, SectionRole};
use crate::prose::assess::{Assessment, What, assess};
use crate::prose::date::{self, DateSpan};
use crate::source::{SourceFile, Span};
use std::sync::Arc;

pub(super) static RULE: Rule = Rule {
    code: Code("T10"),
    name: "date-not-in-due",
    severity: Severity::Note,
    clock: false,
    page: include_str!("t10_date_not_in_due.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(words) = cx.words(goal) else { return };
    if goal.due.is_broken() || !goal.is_asked(cx.today) {
        return;
    }
    if let Some(due) = goal.due.get() {
        // A day before the title's is a day in time.
        if let Some(said) = absolute(goal.title.text(), &words.title, cx)
            && said.date.last < due.first
        {
            out.report(
                goal.title_span(),
                format!(
                    "“{}” in the title, `due: {}` in the file: which of the two?",
                    said.words,
                    due.iso()
                ),
            )
            .help("let both say the same, or leave the date to `due:`");
        }
        return;
    }
    let title = absolute(goal.title.text(), &words.title, cx);
    let section = || {
        let section = goal
            .body
            .sections
            .iter()
            .find(|section| section.role == SectionRole::TimeBound)?;
        let said = absolute(&section.words, &assess(&section.words, cx.today), cx)?;
        Some((said, section.heading))
    };
    let found: Option<(Said<'_>, Span)> =
        title.map(|said| (said, goal.title_span())).or_else(section);
    let Some((said, span)) = found else { return };
    let due = said.date.iso();
    let told = out
        .report(
            span,
            format!(
                "“{}” is not in `due:` yet, where the report and the calendar look",
                said.words
            ),
        )
        .help(format!("add `due: {due}`; `goalpost check --fix` does it"));
    let file = SourceFile::new(goal.path.clone(), Arc::clone(&goal.body.source));
    if let Ok(edits) = edit::set(&file, "due", &Value::Plain(due)) {
        told.fix(Fix {
            safety: Safety::Safe,
            edits,
        });
    }
}

/// A date that words tell, the same whenever they are read.
struct Said<'a> {
    words: &'a str,
    date: DateSpan,
}

fn absolute<'a>(text: &'a str, read: &Assessment, cx: &Context<'_>) -> Option<Said<'a>> {
    let deadline = read.deadline?;
    let (date, bytes) = date::find(text)?;
    let time = read.time_bound.evidence.iter().find(|evidence| {
        evidence.what == What::Time
            && evidence.bytes.start < bytes.end
            && bytes.start < evidence.bytes.end
    })?;
    if is_moving(text, cx.today) {
        return None;
    }
    // `before June` ends in May, `mid-2027` in June: then the day counts, else the period as written.
    let date = if date.last == deadline {
        date
    } else {
        DateSpan::day(deadline)
    };
    let words = text.get(time.bytes.clone())?;
    Some(Said { words, date })
}
