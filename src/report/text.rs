//! A report as text for a terminal: what matters fits the first screen, the rest stands below.

use super::layout::{columns, cut, cut_at_word, lines, pad, wrap};
use super::sections::{self, Item, Section};
use super::{Report, Row};
use crate::emit::{Colour, Style};
use crate::words;

/// From how many columns on goals stand in a table.
const TABLE: usize = 72;
/// How many lines a list of the first screen has: changed, slipped, asked.
const FIRST: (usize, usize, usize) = (4, 2, 2);

/// A report as text of at most `style.width` columns (40 at least).
pub fn text(report: &Report, style: Style) -> String {
    let mut page = Page {
        out: String::new(),
        style,
        width: style.width.max(40),
    };
    page.wrapped("1", &sections::head(report), 0);
    page.wrapped("", &report.headline, 0);

    let changed = sections::changed(report);
    let slipped = sections::slipped(report);
    let asked = sections::asked(report);
    page.first(&changed, FIRST.0, "Nothing");
    page.slipped(&slipped, FIRST.1);
    page.next(report);
    page.asked(&asked, FIRST.2);

    page.goals(report);
    let rest = |section: &Section, shown: usize, title: &str| Section {
        id: section.id,
        title: title.to_owned(),
        items: section.items.iter().skip(shown).cloned().collect(),
    };
    page.section(&rest(&changed, FIRST.0, "More that changed"));
    page.section(&rest(&slipped, FIRST.1, "More that slipped"));
    page.section(&rest(&asked, FIRST.2, "More that is asked"));
    for section in sections::below(report) {
        page.section(&section);
    }
    page.out
}

struct Page {
    out: String,
    style: Style,
    width: usize,
}

impl Page {
    fn paint(&self, code: &str, text: &str) -> String {
        match self.style.colour {
            Colour::Ansi if !code.is_empty() => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            _ => text.to_owned(),
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    /// A text on as many lines as it needs, `indent` columns from the edge.
    fn wrapped(&mut self, code: &str, text: &str, indent: usize) {
        for line in wrap(text, self.width - indent) {
            let line = self.paint(code, &line);
            self.line(&format!("{}{line}", " ".repeat(indent)));
        }
    }

    fn title(&mut self, title: &str) {
        self.out.push('\n');
        self.wrapped("1", title, 0);
    }

    /// Columns of the lead of a line, where leads and words stand side by side.
    fn lead(&self, items: &[Item]) -> Option<usize> {
        let most = self.width * 3 / 8;
        let leads = items.iter().map(|item| cut_at_word(&item.lead, most));
        let widest = leads.map(|lead| columns(&lead)).max()?;
        (self.width >= TABLE).then_some(widest)
    }

    /// What changed, one line each, and how many there are more.
    fn first(&mut self, section: &Section, most: usize, none: &str) {
        self.title(&section.title);
        if section.items.is_empty() {
            self.line(&format!("  {none}"));
        }
        let shown: Vec<Item> = section.items.iter().take(most).cloned().collect();
        let lead = self.lead(&shown);
        for item in &shown {
            self.pair(item, lead);
        }
        self.more(section.items.len(), most);
    }

    /// Lead and words on one line, or on two where there is no room.
    fn pair(&mut self, item: &Item, lead: Option<usize>) {
        match lead {
            Some(lead) => {
                let words = cut(&item.words, self.width - lead - 4);
                let line = format!(
                    "  {}  {words}",
                    pad(&cut_at_word(&item.lead, self.width * 3 / 8), lead)
                );
                self.line(&line);
            }
            None => {
                let lead = cut_at_word(&item.lead, self.width - 2);
                self.line(&format!("  {lead}"));
                let words = cut(&item.words, self.width - 4);
                self.line(&format!("    {words}"));
            }
        }
    }

    fn more(&mut self, all: usize, shown: usize) {
        if all > shown {
            let line = self.paint("2", &format!("  … and {} more below", all - shown));
            self.line(&line);
        }
    }

    /// What slipped: what, then why.
    fn slipped(&mut self, section: &Section, most: usize) {
        self.title(&section.title);
        if section.items.is_empty() {
            self.line("  Nothing");
        }
        let shown: Vec<Item> = section.items.iter().take(most).cloned().collect();
        let lead = self.lead(&shown);
        for item in &shown {
            self.pair(item, lead);
            for line in lines(&item.more, self.width - 4, 1) {
                let line = self.paint("2", &line);
                self.line(&format!("    {line}"));
            }
        }
        self.more(section.items.len(), most);
    }

    /// The next steps, each on one line where it fits.
    fn next(&mut self, report: &Report) {
        let section = sections::next(report);
        if section.items.is_empty() {
            return;
        }
        self.title(&section.title);
        for (at, item) in section.items.iter().enumerate() {
            let by = if item.words.is_empty() {
                String::new()
            } else {
                format!(", {}", item.words)
            };
            let room = self.width - 5 - columns(&by).min(self.width / 2);
            let text = format!("{}{by}", cut_at_word(&item.lead, room));
            let left = (self.width - 5).saturating_sub(columns(&text));
            let of = if left > 14 {
                let goal = cut_at_word(&item.more, left - 3);
                self.paint("2", &format!(" · {goal}"))
            } else {
                String::new()
            };
            self.line(&format!("  {}. {text}{of}", at + 1));
        }
    }

    fn asked(&mut self, section: &Section, most: usize) {
        if section.items.is_empty() {
            return;
        }
        self.title(&section.title);
        let room = if section.items.len() == 1 { 2 } else { 1 };
        for item in section.items.iter().take(most) {
            for line in lines(&item.words, self.width - 2, room) {
                self.line(&format!("  {line}"));
            }
        }
        self.more(section.items.len(), most);
    }

    /// A list below the first screen, in full.
    fn section(&mut self, section: &Section) {
        if section.items.is_empty() {
            return;
        }
        self.title(&section.title);
        for item in &section.items {
            let text = match (item.lead.as_str(), item.words.as_str()) {
                ("", words) => words.to_owned(),
                (lead, "") => lead.to_owned(),
                (lead, words) => format!("{lead}: {words}"),
            };
            for (at, line) in wrap(&text, self.width - 4).iter().enumerate() {
                let mark = if at == 0 { "  · " } else { "    " };
                self.line(&format!("{mark}{line}"));
            }
            self.wrapped("2", &item.more, 4);
        }
    }

    /// One row an open goal, each with what is to be expected of it.
    fn goals(&mut self, report: &Report) {
        let open: Vec<&Row> = report.goals.iter().filter(|row| row.is_open()).collect();
        if !open.is_empty() {
            self.title("Open goals");
            self.rows(&open);
            if let Some(basis) = sections::basis(report) {
                self.wrapped("2", &basis, 2);
            }
        }
    }

    fn rows(&mut self, rows: &[&Row]) {
        if self.width < TABLE {
            for row in rows {
                self.narrow(row);
            }
            return;
        }
        let health = |row: &Row| words::health(row.health);
        let widths = [
            widest(rows, |row| health(row).to_owned(), "Health"),
            widest(rows, sections::percent, "Done"),
            widest(rows, |row| row.pace.clone(), "Pace").min(24),
            widest(rows, sections::when, "Due"),
        ];
        let [health_w, done_w, pace_w, due_w] = widths;
        let lead = self.width - 2 - widths.iter().map(|width| width + 2).sum::<usize>();
        let row_of = |cells: [&str; 5]| {
            let [title, health, done, pace, due] = cells;
            format!(
                "  {}  {}  {}  {}  {}",
                pad(&cut_at_word(title, lead), lead),
                pad(health, health_w),
                pad(done, done_w),
                pad(&cut(pace, pace_w), pace_w),
                cut(due, due_w)
            )
        };
        let head = row_of(["Goal", "Health", "Done", "Pace", "Due"]);
        let head = self.paint("2", head.trim_end());
        self.line(&head);
        for row in rows {
            let cells = [
                &row.title,
                health(row),
                &sections::percent(row),
                &row.pace,
                &sections::when(row),
            ];
            self.line(&row_of(cells));
            self.wrapped("2", &below(row), 4);
        }
    }

    fn narrow(&mut self, row: &Row) {
        self.wrapped("", &row.title, 2);
        let mut parts = vec![words::health(row.health).to_owned()];
        parts.extend([sections::percent(row), sections::pace(row)]);
        let when = sections::when(row);
        parts.push(if when.is_empty() {
            when
        } else {
            format!("due {when}")
        });
        parts.retain(|part| !part.is_empty());
        self.wrapped("", &parts.join(", "), 4);
        self.wrapped("2", &below(row), 4);
    }
}

/// The second line of a goal: its value and what is to be expected.
fn below(row: &Row) -> String {
    // The column has no room for more than the days.
    let margin = if sections::pace(row) == row.pace {
        String::new()
    } else {
        "behind within the margin".to_owned()
    };
    let parts = [row.value.clone(), margin, sections::outlook(row)];
    let there: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    there.join("; ")
}

fn widest(rows: &[&Row], cell: impl Fn(&Row) -> String, head: &str) -> usize {
    let cells = rows.iter().map(|row| columns(&cell(row)));
    cells.max().unwrap_or(0).max(head.len())
}
