//! `check --fix` and `--diff`: findings that can be mended from what the file says already.
//!
//! The same edits as everywhere: of the bytes that were analysed, and only while the file still
//! holds them.

use crate::diagnostic::{Diagnostic, Safety};
use crate::edit;
use crate::source::{Edit, LineIndex, PlanPath, SourceFile, Sources};
use crate::write::{self, UpdateError};
use anyhow::{anyhow, bail};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// The edits that would mend these findings, by file; of two that overlap the first.
pub(super) fn edits(found: &[Diagnostic], least: Safety) -> BTreeMap<PlanPath, Vec<Edit>> {
    let mut out: BTreeMap<PlanPath, Vec<Edit>> = BTreeMap::new();
    for finding in found {
        let Some(fix) = &finding.fix else { continue };
        if fix.safety == Safety::Unsafe && least == Safety::Safe {
            continue;
        }
        let free = fix.edits.iter().all(|edit| {
            out.get(&edit.path).is_none_or(|others| {
                others.iter().all(|other| {
                    edit.span.end <= other.span.start || other.span.end <= edit.span.start
                })
            })
        });
        if free {
            for edit in &fix.edits {
                out.entry(edit.path.clone()).or_default().push(edit.clone());
            }
        }
    }
    for edits in out.values_mut() {
        edits.sort_by_key(|edit| edit.span);
    }
    out
}

/// Makes the edits in the files of a plan; answers how many were made.
pub(super) fn write(
    root: &Path,
    sources: &Sources,
    edits: &BTreeMap<PlanPath, Vec<Edit>>,
) -> anyhow::Result<usize> {
    let mut made = 0;
    for (path, edits) in edits {
        let before = SourceFile::new(path.clone(), sources.text(path));
        let after = edit::apply(&before, edits);
        write::update(&root.join(path.as_str()), |bytes| -> anyhow::Result<Vec<u8>> {
            if bytes != before.text().as_bytes() {
                bail!("{path} was written meanwhile\n  run the command again; it was left as it is");
            }
            Ok(after.text().as_bytes().to_vec())
        })
        .map_err(|error| match error {
            UpdateError::Refused(error) => error,
            other => anyhow!("{other}"),
        })?;
        made += edits.len();
    }
    Ok(made)
}

/// The edits as a unified diff with three lines around each.
pub(super) fn diff(sources: &Sources, edits: &BTreeMap<PlanPath, Vec<Edit>>) -> String {
    const AROUND: usize = 3;
    let mut out = String::new();
    for (path, edits) in edits {
        let text = sources.text(path);
        let index = LineIndex::new(text);
        let line_of = |at: usize| index.line_column(text, at).line;
        let _ = writeln!(out, "--- a/{path}\n+++ b/{path}");
        // What is near each other is one hunk.
        let mut hunks: Vec<Vec<&Edit>> = Vec::new();
        for edit in edits {
            let near = hunks
                .last()
                .and_then(|hunk| hunk.last())
                .is_some_and(|last| {
                    line_of(edit.span.start) <= line_of(last.span.end) + 2 * AROUND
                });
            match hunks.last_mut() {
                Some(hunk) if near => hunk.push(edit),
                _ => hunks.push(vec![edit]),
            }
        }
        let mut shift: isize = 0;
        for hunk in hunks {
            let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else {
                continue;
            };
            let start = line_of(first.span.start).saturating_sub(AROUND).max(1);
            // An edit that ends at the start of a line does not touch that line.
            let touched = last
                .span
                .end
                .saturating_sub(usize::from(!last.span.is_empty()));
            let count = index.count() - usize::from(text.ends_with('\n') || text.is_empty());
            let end = (line_of(touched) + AROUND).min(count);
            let from = index.line(text, start).start;
            let to = text.len().min(index.line(text, end + 1).start);
            let old = text.get(from..to).unwrap_or("");
            let moved: Vec<Edit> = hunk
                .iter()
                .map(|edit| Edit {
                    path: edit.path.clone(),
                    span: crate::source::Span::new(edit.span.start - from, edit.span.end - from),
                    text: edit.text.clone(),
                })
                .collect();
            let new = edit::apply(&SourceFile::new(path.clone(), old), &moved);
            let (old, new): (Vec<&str>, Vec<&str>) = (lines(old), lines(new.text()));
            let _ = writeln!(
                out,
                "@@ -{start},{} +{},{} @@",
                old.len(),
                start.saturating_add_signed(shift),
                new.len()
            );
            shift += new.len() as isize - old.len() as isize;
            let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| {
                pairs.take_while(|(one, other)| one == other).count()
            };
            let head = same(&mut old.iter().zip(&new));
            let left = old.len().min(new.len()) - head;
            let tail = same(&mut old.iter().rev().zip(new.iter().rev())).min(left);
            let mut print = |mark: &str, lines: &[&str]| {
                for line in lines {
                    out.push_str(mark);
                    out.push_str(line);
                    if !line.ends_with('\n') {
                        out.push_str("\n\\ No newline at end of file\n");
                    }
                }
            };
            let part = |lines: &[&'_ str], from: usize, to: usize| -> Vec<String> {
                lines
                    .iter()
                    .take(to)
                    .skip(from)
                    .map(|line| (*line).to_owned())
                    .collect()
            };
            for (mark, lines) in [
                (" ", part(&old, 0, head)),
                ("-", part(&old, head, old.len() - tail)),
                ("+", part(&new, head, new.len() - tail)),
                (" ", part(&old, old.len() - tail, old.len())),
            ] {
                let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
                print(mark, &lines);
            }
        }
    }
    out
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}
