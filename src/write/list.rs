//! The list of the files that a build made: `.goalpost`, in the output.
//!
//! It names only what is there, so it is made from the cut plan alone and tells nothing that the
//! site does not tell.

use std::collections::BTreeSet;

/// The list's file name.
pub(super) const NAME: &str = ".goalpost";

const HEADER: &str = "# Made by goalpost: the files of this site. Only what stands here is ever replaced or deleted.";

/// The list as text: a header and a remark, then one path a line, sorted.
pub(super) fn text(paths: &BTreeSet<String>, remark: Option<&str>) -> String {
    let mut text = String::with_capacity(paths.len() * 32);
    text.push_str(HEADER);
    text.push('\n');
    if let Some(remark) = remark {
        text.push_str(&remark_line(remark));
        text.push('\n');
    }
    for path in paths {
        // A line that begins so would be a remark; no path begins with the other stroke.
        if path.starts_with('#') {
            text.push('\\');
        }
        text.push_str(path);
        text.push('\n');
    }
    text
}

fn remark_line(remark: &str) -> String {
    format!("# {remark}")
}

/// Whether a list has this remark.
pub(super) fn has(text: &str, remark: &str) -> bool {
    text.lines().any(|line| line == remark_line(remark))
}

/// The paths of a list; whatever could lead out of the folder is left out.
pub(super) fn read(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.strip_prefix('\\').unwrap_or(line))
        .filter(|path| is_inside(path))
        .map(String::from)
        .collect()
}

/// Whether a path is plain: relative, on one line, without `..`, `.`, empty parts or `\`, and on Windows
/// without `:`, which stands after a drive letter there, or before a second content of a file.
pub(super) fn is_inside(path: &str) -> bool {
    let odd = |c: char| c == '\\' || c.is_control() || (cfg!(windows) && c == ':');
    !path.is_empty()
        && !path.contains(odd)
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_back_and_never_leads_outside() {
        let paths = [
            "a.html",
            "goals/b.html",
            "#1.png",
            "##",
            "goals/#2.png",
            " x ",
        ];
        let paths = paths.map(String::from).into();
        for remark in [None, Some("Made with plan.yaml.")] {
            let text = text(&paths, remark);
            assert_eq!(read(&text), paths);
            assert_eq!(has(&text, "Made with plan.yaml."), remark.is_some());
        }
        assert!(read("../x\n/etc/passwd\nC:\\x\na/../../b\n\n.\n\\/etc\n\\../x\na\tb").is_empty());
    }
}
