//! A drawing as SVG text: the one place that writes elements and numbers.
//!
//! In: shapes with places in the drawing's own units. Out: an `svg` element. Whatever comes in,
//! every place is finite, inside the drawing, and written with at most one decimal, so that equal
//! charts are equal bytes.

use super::text::{BOLD, cut, escape, width};

/// Where a text stands to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A place: to the right, and down.
pub(super) type Place = (f64, f64);

/// A drawing of a given size, while it is made.
#[derive(Debug)]
pub(super) struct Canvas {
    width: f64,
    height: f64,
    size: f64,
    body: String,
    /// The class of the lines that the body ends in, if it does.
    lines: Option<String>,
}

/// The longest side that a drawing may have.
const LONGEST: f64 = 20_000.0;

/// A number with at most one decimal, without a needless zero or sign.
pub(super) fn fixed(value: f64) -> String {
    let tenths = if value.is_finite() {
        (value.clamp(-LONGEST, LONGEST) * 10.0).round() as i64
    } else {
        0
    };
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, part) = (tenths.abs() / 10, tenths.abs() % 10);
    if part == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{part}")
    }
}

impl Canvas {
    /// An empty drawing whose text is drawn at `size` where nothing else is said.
    pub(super) fn new(width: f64, height: f64, size: f64) -> Self {
        Self {
            width,
            height: height.clamp(1.0, LONGEST),
            size,
            body: String::new(),
            lines: None,
        }
    }

    fn x(&self, x: f64) -> f64 {
        if x.is_finite() {
            x.clamp(0.0, self.width)
        } else {
            0.0
        }
    }

    fn y(&self, y: f64) -> f64 {
        if y.is_finite() {
            y.clamp(0.0, self.height)
        } else {
            0.0
        }
    }

    fn place(&self, (x, y): Place) -> String {
        format!("{} {}", fixed(self.x(x)), fixed(self.y(y)))
    }

    fn add(&mut self, element: &str) {
        self.body.push_str(element);
        self.lines = None;
    }

    /// A straight line.
    pub(super) fn line(&mut self, class: &str, from: Place, to: Place) {
        const END: &str = "\"/>";
        let (x, y) = (fixed(self.x(to.0)), fixed(self.y(to.1)));
        let level = (fixed(self.x(from.0)) == x, fixed(self.y(from.1)) == y);
        let from = self.place(from);
        // Most lines run level or straight down, which takes one number.
        let to = match level {
            (true, _) => format!("V{y}"),
            (_, true) => format!("H{x}"),
            _ => format!("L{x} {y}"),
        };
        // Lines that follow each other are one path: a grid is as short as its places.
        if self.lines.as_deref() == Some(class) && self.body.ends_with(END) {
            self.body.truncate(self.body.len() - END.len());
            self.body.push_str(&format!("M{from}{to}{END}"));
        } else {
            self.add(&format!("<path class=\"{class}\" d=\"M{from}{to}{END}"));
            self.lines = Some(class.to_owned());
        }
    }

    /// Straight lines from point to point, open at the end.
    pub(super) fn polyline(&mut self, class: &str, points: &[Place]) {
        if points.len() > 1 {
            let path = self.path(points);
            self.add(&format!("<path class=\"{class}\" d=\"{path}\"/>"));
        }
    }

    /// An area within straight lines.
    pub(super) fn polygon(&mut self, class: &str, points: &[Place]) {
        if points.len() > 2 {
            let path = self.path(points);
            self.add(&format!("<path class=\"{class}\" d=\"{path}Z\"/>"));
        }
    }

    fn path(&self, points: &[Place]) -> String {
        let places: Vec<String> = points.iter().map(|point| self.place(*point)).collect();
        format!("M{}", places.join("L"))
    }

    /// A curve that leaves and arrives level.
    pub(super) fn curve(&mut self, class: &str, from: Place, to: Place) {
        let middle = f64::midpoint(from.0, to.0);
        let path = format!(
            "M{}C{} {} {}",
            self.place(from),
            self.place((middle, from.1)),
            self.place((middle, to.1)),
            self.place(to)
        );
        self.add(&format!("<path class=\"{class}\" d=\"{path}\"/>"));
    }

    /// A rectangle from one corner to the other, its corners rounded by `round`.
    pub(super) fn rect(&mut self, class: &str, from: Place, to: Place, round: f64) {
        let (left, right) = (self.x(from.0.min(to.0)), self.x(from.0.max(to.0)));
        let (top, bottom) = (self.y(from.1.min(to.1)), self.y(from.1.max(to.1)));
        let round = if round > 0.0 {
            format!(" rx=\"{}\"", fixed(round))
        } else {
            String::new()
        };
        self.add(&format!(
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{round}/>",
            fixed(left),
            fixed(top),
            fixed(right - left),
            fixed(bottom - top)
        ));
    }

    /// A disc or ring.
    pub(super) fn circle(&mut self, class: &str, (x, y): Place, radius: f64) {
        let x = self.x(x).clamp(radius, (self.width - radius).max(radius));
        let y = self.y(y).clamp(radius, (self.height - radius).max(radius));
        self.add(&format!(
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            fixed(x),
            fixed(y),
            fixed(radius)
        ));
    }

    /// A square that stands on its corner.
    pub(super) fn diamond(&mut self, class: &str, (x, y): Place, radius: f64) {
        self.polygon(
            class,
            &[
                (x, y - radius),
                (x + radius, y),
                (x, y + radius),
                (x - radius, y),
            ],
        );
    }

    /// A text; one that would leave the drawing is moved inside, one that is too long is cut.
    pub(super) fn text(&mut self, class: &str, place: Place, anchor: Anchor, text: &str) {
        let size = self.size;
        self.text_at(class, place, (anchor, size), text);
    }

    /// As [`Canvas::text`], at a size of its own.
    pub(super) fn text_at(
        &mut self,
        class: &str,
        (x, y): Place,
        (anchor, size): (Anchor, f64),
        text: &str,
    ) {
        if text.is_empty() {
            return;
        }
        let bold = class.contains("strong");
        let drawn = if bold { size * BOLD } else { size };
        let text = cut(text, drawn, self.width);
        let wide = width(&text, drawn);
        let x = self.x(x);
        let (least, most) = match anchor {
            Anchor::Start => (0.0, self.width - wide),
            Anchor::Middle => (wide / 2.0, self.width - wide / 2.0),
            Anchor::End => (wide, self.width),
        };
        let x = x.clamp(least.min(most), most.max(least));
        let y = self.y(y).clamp(size.min(self.height), self.height);
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        // The ground around words that cross lines is an attribute: style checkers do not know it.
        let around = if class.contains("halo") {
            " paint-order=\"stroke\""
        } else {
            ""
        };
        let class = if class.is_empty() {
            String::new()
        } else {
            format!(" class=\"{class}\"")
        };
        let size = if (size - self.size).abs() < 0.01 {
            String::new()
        } else {
            format!(" font-size=\"{}\"", fixed(size))
        };
        self.add(&format!(
            "<text{class}{around} x=\"{}\" y=\"{}\"{anchor}{size}>{}</text>",
            fixed(x),
            fixed(y),
            escape(&text)
        ));
    }

    /// The drawing as an element: `class` names its size, `title` says what it is, `finding` what it
    /// shows.
    pub(super) fn finish(self, class: &str, title: &str, finding: &str) -> String {
        format!(
            "<svg class=\"{class}\" role=\"img\" viewBox=\"0 0 {} {}\" font-size=\"{}\"><title>{}</title><desc>{}</desc>{}</svg>",
            fixed(self.width),
            fixed(self.height),
            fixed(self.size),
            escape(title),
            escape(finding),
            self.body
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_never_odd() {
        let cases = [
            (0.0, "0"),
            (-0.04, "0"),
            (12.34, "12.3"),
            (-7.25, "-7.3"),
            (100.0, "100"),
            (f64::NAN, "0"),
            (f64::INFINITY, "0"),
        ];
        for (value, shown) in cases {
            assert_eq!(fixed(value), shown);
        }
    }

    #[test]
    fn what_would_leave_the_drawing_stays_inside() {
        let mut canvas = Canvas::new(100.0, 50.0, 10.0);
        canvas.circle("p", (200.0, -4.0), 3.0);
        canvas.text("", (99.0, 80.0), Anchor::Start, "wide words");
        let svg = canvas.finish("wide", "A", "B");
        assert!(svg.contains("cx=\"97\" cy=\"3\""), "{svg}");
        assert!(
            svg.contains("y=\"50\"") && !svg.contains("x=\"99\""),
            "{svg}"
        );
    }
}
