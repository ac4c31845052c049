//! Alignment map: which goals lead to which larger goals, roles and values.
//!
//! In: nodes and what each serves. Out: on wide pages columns from left to right, what is served
//! always further right, with as few crossings as a few passes find; on narrow pages, and where
//! there are many layers, an outline from the largest down. A loop is cut where it closes.

use super::svg::{Anchor, Canvas};
use super::text::{BOLD, wrap};
use super::{Chart, Size, Table, Tone, key};
use crate::render::words::listed;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// A goal, and how it stands.
    Goal(Tone),
    /// A role that is headed for.
    Role,
    /// A value.
    Value,
}

impl Level {
    fn draw(self, canvas: &mut Canvas, place: (f64, f64)) {
        match self {
            Self::Goal(tone) => tone.draw(canvas, place),
            Self::Role => canvas.rect(
                "mark-role",
                (place.0 - 4.0, place.1 - 4.0),
                (place.0 + 4.0, place.1 + 4.0),
                0.0,
            ),
            Self::Value => {
                canvas.line(
                    "mark-value",
                    (place.0 - 4.5, place.1),
                    (place.0 + 4.5, place.1),
                );
                canvas.line(
                    "mark-value",
                    (place.0, place.1 - 4.5),
                    (place.0, place.1 + 4.5),
                );
            }
        }
    }
}

/// A mark of the key: what it stands for, in words, and where.
type KeyEntry = (Level, &'static str, (f64, f64));

fn draw_key(canvas: &mut Canvas, key: Vec<KeyEntry>) {
    for (level, word, (x, y)) in key {
        level.draw(canvas, (x, y));
        canvas.text("soft", (x + 11.0, y + 4.0), Anchor::Start, word);
    }
}

/// A goal, role or value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// Its title.
    pub(crate) title: String,
    /// What it is.
    pub(crate) level: Level,
    /// The nodes that it serves, by their place.
    pub(crate) serves: Vec<usize>,
}

/// What the map shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Alignment {
    /// Goals, roles and values.
    pub(crate) nodes: Vec<Node>,
}

/// The most goals of which all are drawn, and how many of the first are where there are more.
const MOST: (usize, usize) = (32, 14);

/// The most columns that can be read side by side.
const COLUMNS: usize = 4;

/// The nodes that have a line, and how they hang together.
struct Graph<'a> {
    nodes: Vec<&'a Node>,
    /// What each serves, loops cut.
    serves: Vec<Vec<usize>>,
    /// What serves each.
    served_by: Vec<Vec<usize>>,
    /// How many lines lie between a node and the last that it leads to, at most.
    layer: Vec<usize>,
}

impl Alignment {
    /// The chart; `None` where nothing leads to anything.
    pub(crate) fn chart(&self) -> Option<Chart> {
        let graph = Graph::new(&self.nodes)?;
        let title_of = |at: &usize| self.nodes.get(*at).map(|node| node.title.clone());
        let goals = self
            .nodes
            .iter()
            .filter(|node| matches!(node.level, Level::Goal(_)));
        let count = goals.clone().count();
        let most = if count > MOST.0 { MOST.1 } else { MOST.0 };
        let rows = goals.take(most).map(|node| {
            let serves: Vec<String> = node.serves.iter().filter_map(title_of).collect();
            vec![
                node.title.clone(),
                if serves.is_empty() {
                    "nothing larger".to_owned()
                } else {
                    listed(&serves)
                },
            ]
        });
        let table = Table {
            head: vec!["Goal", "Leads to"],
            rows: rows.collect(),
            note: super::left_out(count.saturating_sub(most)),
        };
        let deep = graph.layer.iter().max().copied().unwrap_or(0) >= COLUMNS;
        Some(Chart::new(
            ("alignment", "What leads to what"),
            self.finding(),
            table,
            |size| {
                if size == Size::Narrow || deep {
                    graph.outline(size)
                } else {
                    graph.columns(size)
                }
            },
        ))
    }

    fn finding(&self) -> String {
        let served = |at: usize| {
            self.nodes
                .iter()
                .filter(|node| node.serves.contains(&at))
                .count()
        };
        let goals: Vec<(usize, &Node)> = self
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| matches!(node.level, Level::Goal(_)))
            .collect();
        let leading = goals
            .iter()
            .filter(|(_, node)| !node.serves.is_empty())
            .count();
        let alone: Vec<String> = goals
            .iter()
            .filter(|(at, node)| node.serves.is_empty() && served(*at) == 0)
            .map(|(_, node)| format!("“{}”", node.title))
            .collect();
        let most = (0..self.nodes.len())
            .map(|at| (served(at), std::cmp::Reverse(at)))
            .max()
            .and_then(|(count, at)| Some((count, self.nodes.get(at.0)?)));
        let all = goals.len();
        let mut text = if leading == 1 {
            format!("1 of {all} goals leads to something larger")
        } else {
            format!("{leading} of {all} goals lead to something larger")
        };
        if let Some((count, node)) = most.filter(|(count, _)| *count > 1) {
            text.push_str(&format!(", {count} of them to “{}”", node.title));
        }
        match alone.as_slice() {
            [] => {}
            [one] => text.push_str(&format!("; {one} stands alone")),
            few if few.len() <= 3 => text.push_str(&format!("; {} stand alone", listed(few))),
            many => text.push_str(&format!("; {} stand alone", many.len())),
        }
        format!("{text}.")
    }
}

impl<'a> Graph<'a> {
    /// The graph of the nodes with lines; `None` where there are none.
    fn new(nodes: &'a [Node]) -> Option<Self> {
        let touched = |at: usize, node: &Node| {
            !node.serves.is_empty() || nodes.iter().any(|other| other.serves.contains(&at))
        };
        let kept: Vec<usize> = nodes
            .iter()
            .enumerate()
            .filter(|(at, node)| touched(*at, node))
            .map(|(at, _)| at)
            .collect();
        // Goals come first: of very many the first are drawn, with what they lead to.
        let is_goal =
            |at: &usize| matches!(nodes.get(*at).map(|node| node.level), Some(Level::Goal(_)));
        let kept: Vec<usize> = if kept.iter().filter(|at| is_goal(at)).count() > MOST.0 {
            let first: Vec<usize> = kept.iter().copied().filter(is_goal).take(MOST.1).collect();
            let serves = first
                .iter()
                .filter_map(|at| nodes.get(*at))
                .flat_map(|node| &node.serves);
            let mut with: Vec<usize> = serves.copied().chain(first.iter().copied()).collect();
            with.sort_unstable();
            with.dedup();
            with.retain(|at| *at < nodes.len());
            with
        } else {
            kept
        };
        let place = |old: &usize| kept.iter().position(|at| at == old);
        let mut serves: Vec<Vec<usize>> = kept
            .iter()
            .filter_map(|at| nodes.get(*at))
            .map(|node| node.serves.iter().filter_map(place).collect())
            .collect();
        for list in &mut serves {
            list.sort_unstable();
            list.dedup();
        }
        let count = kept.len();
        let mut layer = vec![0; count];
        let mut state = vec![0u8; count];
        for at in 0..count {
            measure(at, &mut serves, (&mut layer, &mut state));
        }
        let mut served_by = vec![Vec::new(); count];
        for (at, list) in serves.iter().enumerate() {
            for larger in list {
                if let Some(from) = served_by.get_mut(*larger) {
                    from.push(at);
                }
            }
        }
        serves.iter().any(|list| !list.is_empty()).then(|| Self {
            nodes: kept.iter().filter_map(|at| nodes.get(*at)).collect(),
            serves,
            served_by,
            layer,
        })
    }

    /// The nodes of each layer, the largest first, in an order with few crossings.
    fn layers(&self) -> Vec<Vec<usize>> {
        let deepest = self.layer.iter().max().copied().unwrap_or(0);
        let mut layers: Vec<Vec<usize>> = (0..=deepest)
            .map(|layer| {
                let there = self.layer.iter().enumerate();
                there
                    .filter(|(_, of)| **of == layer)
                    .map(|(at, _)| at)
                    .collect()
            })
            .collect();
        let mut place = vec![0.0; self.nodes.len()];
        for pass in 0..8 {
            for layer in &layers {
                let span = layer.len().max(1) as f64;
                for (at, node) in layer.iter().enumerate() {
                    if let Some(place) = place.get_mut(*node) {
                        *place = (at as f64 + 0.5) / span;
                    }
                }
            }
            let neighbours = if pass % 2 == 0 {
                &self.serves
            } else {
                &self.served_by
            };
            for layer in &mut layers {
                let wish = |node: &usize| {
                    let near = neighbours.get(*node).map_or(&[][..], Vec::as_slice);
                    let places: Vec<f64> = near
                        .iter()
                        .filter_map(|at| place.get(*at))
                        .copied()
                        .collect();
                    if places.is_empty() {
                        place.get(*node).copied().unwrap_or(0.0)
                    } else {
                        places.iter().sum::<f64>() / places.len() as f64
                    }
                };
                layer.sort_by(|a, b| wish(a).total_cmp(&wish(b)));
            }
        }
        layers
    }

    /// Columns, what is served further right.
    fn columns(&self, size: Size) -> Canvas {
        const GAP: f64 = 40.0;
        const BETWEEN: f64 = 9.0;
        let text = size.text();
        let layers = self.layers();
        let count = layers.len() as f64;
        let column = (size.width() - GAP * (count - 1.0)) / count;
        let column = column.min(280.0);
        let gap = if count > 1.0 {
            (size.width() - column * count) / (count - 1.0)
        } else {
            GAP
        };
        let most = if layers.len() > 3 { 4 } else { 3 };
        let lines: Vec<Vec<String>> = self
            .nodes
            .iter()
            .map(|node| wrap(&node.title, text, column - 32.0, most))
            .collect();
        let height = |at: &usize| lines.get(*at).map_or(1, Vec::len).max(1) as f64 * 15.0 + 12.0;
        let tall = |layer: &Vec<usize>| layer.iter().map(height).sum::<f64>();
        let bottom = layers
            .iter()
            .map(|layer| tall(layer) + BETWEEN * (layer.len().max(1) - 1) as f64)
            .fold(0.0, f64::max);
        let (key, end) = self.key(size, bottom + 12.0);
        let mut canvas = Canvas::new(size.width(), end, text);
        // The corner of each box.
        let mut corners = vec![(0.0, 0.0); self.nodes.len()];
        for (at, layer) in layers.iter().enumerate() {
            let x = (count - 1.0 - at as f64) * (column + gap);
            let free = (bottom - tall(layer)) / layer.len().max(1) as f64;
            let mut y = 2.0 + free / 2.0;
            for node in layer {
                if let Some(corner) = corners.get_mut(*node) {
                    *corner = (x, y);
                }
                y += height(node) + free;
            }
        }
        let corner = |at: &usize| corners.get(*at).copied().unwrap_or_default();
        for (at, list) in self.serves.iter().enumerate() {
            let (x, y) = corner(&at);
            for larger in list {
                let (to_x, to_y) = corner(larger);
                canvas.curve(
                    "link",
                    (x + column, y + height(&at) / 2.0),
                    (to_x, to_y + height(larger) / 2.0),
                );
            }
        }
        for (at, node) in self.nodes.iter().enumerate() {
            let (x, y) = corner(&at);
            let bottom = y + height(&at);
            let class = match node.level {
                Level::Goal(_) => "node",
                Level::Role => "node role",
                Level::Value => "node value",
            };
            canvas.rect(class, (x + 0.5, y), (x + column - 0.5, bottom), 5.0);
            self.mark(&mut canvas, at, (x + 14.0, y + 13.5));
            for (line, words) in lines.get(at).into_iter().flatten().enumerate() {
                canvas.text(
                    "",
                    (x + 25.0, y + 18.0 + line as f64 * 15.0),
                    Anchor::Start,
                    words,
                );
            }
        }
        draw_key(&mut canvas, key);
        canvas
    }

    /// The marks that there are, with their words and places; and where the key ends.
    fn key(&self, size: Size, top: f64) -> (Vec<KeyEntry>, f64) {
        let levels = Tone::ALL.into_iter().map(Level::Goal);
        let levels: Vec<Level> = levels
            .chain([Level::Role, Level::Value])
            .filter(|level| self.nodes.iter().any(|node| node.level == *level))
            .collect();
        let words: Vec<&'static str> = levels
            .iter()
            .map(|level| match level {
                Level::Goal(tone) => tone.word(),
                Level::Role => "a role",
                Level::Value => "a value",
            })
            .collect();
        let (places, bottom) = key::lay(size, top, &words);
        let entries = levels.into_iter().zip(words).zip(places);
        (
            entries
                .map(|((level, word), place)| (level, word, place))
                .collect(),
            bottom,
        )
    }

    fn mark(&self, canvas: &mut Canvas, at: usize, place: (f64, f64)) {
        if let Some(node) = self.nodes.get(at) {
            node.level.draw(canvas, place);
        }
    }

    /// An outline from the largest down; what leads to several is told beside its first place.
    fn outline(&self, size: Size) -> Canvas {
        struct Line {
            at: usize,
            depth: usize,
            words: Vec<String>,
            also: Vec<String>,
            parent: Option<usize>,
        }
        let text = size.text();
        let mut lines: Vec<Line> = Vec::new();
        let mut seen = vec![false; self.nodes.len()];
        let tops = (0..self.nodes.len()).filter(|at| self.layer.get(*at) == Some(&0));
        let mut stack: Vec<(usize, usize, Option<usize>)> = tops.map(|at| (at, 0, None)).collect();
        stack.reverse();
        while let Some((at, depth, parent)) = stack.pop() {
            match seen.get_mut(at) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            let Some(node) = self.nodes.get(at) else {
                continue;
            };
            let indent = 22.0 + depth.min(6) as f64 * 16.0;
            let above = parent.and_then(|line| lines.get(line)).map(|line| line.at);
            let others: Vec<String> = self
                .serves
                .get(at)
                .into_iter()
                .flatten()
                .filter(|larger| Some(**larger) != above)
                .filter_map(|larger| self.nodes.get(*larger))
                .map(|larger| larger.title.clone())
                .collect();
            let also = if others.is_empty() {
                Vec::new()
            } else {
                let words = format!("also to {}", listed(&others));
                wrap(&words, text, size.width() - indent - 2.0, 2)
            };
            let row = lines.len();
            lines.push(Line {
                at,
                depth,
                words: wrap(
                    &node.title,
                    if depth == 0 { text * BOLD } else { text },
                    size.width() - indent - 2.0,
                    2,
                ),
                also,
                parent,
            });
            let below = self.served_by.get(at).into_iter().flatten().rev();
            stack.extend(below.map(|lesser| (*lesser, depth + 1, Some(row))));
        }
        let height = |line: &Line| (line.words.len().max(1) + line.also.len()) as f64 * 14.0 + 10.0;
        let bottom = lines.iter().map(height).sum::<f64>() + 8.0;
        let (key, end) = self.key(size, bottom);
        let mut canvas = Canvas::new(size.width(), end, text);
        let mut marks: Vec<(f64, f64)> = Vec::new();
        let mut y = 2.0;
        for line in &lines {
            let mark = (8.0 + line.depth.min(6) as f64 * 16.0, y + 10.0);
            if let Some(&(parent_x, parent_y)) = line.parent.and_then(|row| marks.get(row))
                && parent_x < mark.0
            {
                canvas.polyline(
                    "link",
                    &[
                        (parent_x, parent_y + 8.0),
                        (parent_x, mark.1),
                        (mark.0 - 7.0, mark.1),
                    ],
                );
            }
            self.mark(&mut canvas, line.at, mark);
            let strong = if line.depth == 0 { "strong" } else { "" };
            for (at, words) in line.words.iter().enumerate() {
                canvas.text(
                    strong,
                    (mark.0 + 13.0, mark.1 + 4.0 + at as f64 * 14.0),
                    Anchor::Start,
                    words,
                );
            }
            for (at, words) in line.also.iter().enumerate() {
                let row = (line.words.len().max(1) + at) as f64;
                canvas.text(
                    "soft",
                    (mark.0 + 13.0, mark.1 + 4.0 + row * 14.0),
                    Anchor::Start,
                    words,
                );
            }
            marks.push(mark);
            y += height(line);
        }
        draw_key(&mut canvas, key);
        canvas
    }
}

/// Finds the layer of a node, the deepest of what it serves and one more; a line that closes a loop
/// is taken out. There are few nodes, so the stack of calls is short.
fn measure(at: usize, serves: &mut [Vec<usize>], known: (&mut [usize], &mut [u8])) {
    const OPEN: u8 = 1;
    const DONE: u8 = 2;
    let (layer, state) = known;
    if state.get(at).copied().unwrap_or(DONE) != 0 {
        return;
    }
    if let Some(state) = state.get_mut(at) {
        *state = OPEN;
    }
    let larger = serves.get(at).cloned().unwrap_or_default();
    let mut deepest = 0;
    let mut kept = Vec::new();
    for to in larger {
        if to == at || state.get(to) == Some(&OPEN) {
            continue;
        }
        measure(to, serves, (&mut *layer, &mut *state));
        deepest = deepest.max(layer.get(to).copied().unwrap_or(0) + 1);
        kept.push(to);
    }
    if let Some(list) = serves.get_mut(at) {
        *list = kept;
    }
    if let Some(layer) = layer.get_mut(at) {
        *layer = deepest;
    }
    if let Some(state) = state.get_mut(at) {
        *state = DONE;
    }
}
