//! Markdown events → [`Markup`]: escaped HTML with holes where another part of the plan decides.
//!
//! Our own writer, for the library's has no place for holes, makes bare checkboxes, and leaves gaps
//! between heading levels.

use crate::plan::goal::{Hole, LinkStyle, Markup};
use crate::plan::slug::slug;
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd,
};
use std::collections::BTreeMap;

/// Writes events one by one.
#[derive(Default)]
pub(super) struct Writer {
    out: Markup,
    /// Source levels of the headings that are open above the next one.
    levels: Vec<u8>,
    heading: Option<(u8, usize, String)>,
    image: Option<(String, String, String)>,
    wiki: bool,
    /// How many embeds are open.
    embeds: usize,
    raw: Option<String>,
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    footnotes: BTreeMap<String, usize>,
}

/// How a link is written.
pub(super) fn style(link: LinkType) -> LinkStyle {
    match link {
        LinkType::WikiLink { has_pothole: true } => LinkStyle::WikiLabelled,
        LinkType::WikiLink { has_pothole: false } => LinkStyle::WikiBare,
        _ => LinkStyle::Markdown,
    }
}

/// How an embed (`![[note]]`) is written as a link, for a page links what a notebook draws in place;
/// `None` for a picture.
pub(super) fn embed(link: LinkType, target: &str) -> Option<LinkStyle> {
    const PICTURES: &[&str] = &[
        "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "pdf",
    ];
    let picture = target.rsplit_once('.').is_some_and(|(_, extension)| {
        PICTURES
            .iter()
            .any(|known| known.eq_ignore_ascii_case(extension))
    });
    let style = style(link);
    (style != LinkStyle::Markdown && !picture).then_some(style)
}

impl Writer {
    /// A writer of what about so many bytes of Markdown say.
    pub(super) fn of(bytes: usize) -> Self {
        let mut writer = Self::default();
        writer.out.html.reserve(bytes + bytes / 8);
        writer
    }

    pub(super) fn finish(mut self) -> Markup {
        // Thousands of goals are kept; what a growing string reserved is given back.
        self.out.html.shrink_to_fit();
        self.out.holes.shrink_to_fit();
        self.out
    }

    fn raw(&mut self, html: &str) {
        self.out.html.push_str(html);
    }

    fn hole(&mut self, hole: Hole) {
        self.out.holes.push((self.out.html.len(), hole));
    }

    fn text(&mut self, text: &str) {
        if let Some((_, alt, _)) = &mut self.image {
            alt.push_str(text);
            return;
        }
        if let Some((_, _, words)) = &mut self.heading {
            words.push_str(text);
        }
        escape(text, &mut self.out.html);
    }

    pub(super) fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.wiki => {
                // The label of a bare `[[id]]` is decided by who reads it.
                let _ = text;
            }
            Event::Text(text) => self.text(&text),
            Event::Code(code) => {
                self.raw("<code>");
                self.text(&code);
                self.raw("</code>");
            }
            Event::InlineMath(math) | Event::DisplayMath(math) => self.text(&math),
            Event::Html(html) => match &mut self.raw {
                Some(raw) => raw.push_str(&html),
                None => self.html(&html),
            },
            Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => self.raw("<br>\n"),
            Event::Rule => self.raw("<hr>\n"),
            Event::FootnoteReference(name) => {
                let number = self.footnote(&name);
                self.raw(&format!(
                    "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\">{number}</a></sup>"
                ));
            }
            // A task's state is words, never a box that nobody can name.
            Event::TaskListMarker(done) => self.raw(if done {
                "<span class=\"box\">[done]</span> "
            } else {
                "<span class=\"box\">[open]</span> "
            }),
        }
    }

    fn html(&mut self, html: &str) {
        let shown = without_comments(html);
        if !shown.is_empty() {
            self.hole(Hole::RawHtml(shown));
        }
    }

    fn footnote(&mut self, name: &str) -> usize {
        let next = self.footnotes.len() + 1;
        *self.footnotes.entry(name.to_owned()).or_insert(next)
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.raw("<p>"),
            Tag::Heading { level, .. } => {
                let level = level as u8;
                while self.levels.last().is_some_and(|open| *open >= level) {
                    self.levels.pop();
                }
                self.levels.push(level);
                // The page's own title is the first level, and no level is left out.
                let shown = u8::try_from(self.levels.len() + 1).unwrap_or(6).min(6);
                self.raw(&format!("<h{shown} id=\""));
                self.heading = Some((shown, self.out.html.len(), String::new()));
                self.raw("\">");
            }
            Tag::BlockQuote(None) => self.raw("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => {
                let (class, name) = match kind {
                    BlockQuoteKind::Note => ("note", "Note"),
                    BlockQuoteKind::Tip => ("tip", "Tip"),
                    BlockQuoteKind::Important => ("important", "Important"),
                    BlockQuoteKind::Warning => ("warning", "Warning"),
                    BlockQuoteKind::Caution => ("caution", "Caution"),
                };
                self.raw(&format!(
                    "<div class=\"aside aside-{class}\">\n<p class=\"aside-name\">{name}</p>\n"
                ));
            }
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or(""),
                    CodeBlockKind::Indented => "",
                };
                self.raw("<pre tabindex=\"0\"><code");
                if !language.is_empty() {
                    self.raw(" class=\"language-");
                    escape(language, &mut self.out.html);
                    self.raw("\"");
                }
                self.raw(">");
            }
            Tag::HtmlBlock => self.raw = Some(String::new()),
            Tag::List(first) => match first {
                None => self.raw("<ul>\n"),
                Some(1) => self.raw("<ol>\n"),
                Some(first) => self.raw(&format!("<ol start=\"{first}\">\n")),
            },
            Tag::Item => self.raw("<li>"),
            Tag::FootnoteDefinition(name) => {
                let number = self.footnote(&name);
                self.raw(&format!("<div class=\"footnote\" id=\"fn-{number}\"><span class=\"footnote-number\">{number}</span>\n"));
            }
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.raw("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table\">\n<table>\n");
            }
            Tag::TableHead => {
                self.head = true;
                self.column = 0;
                self.raw("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.raw("<tr>");
            }
            Tag::TableCell => {
                let align = match self.alignments.get(self.column) {
                    Some(Alignment::Right) => " class=\"right\"",
                    Some(Alignment::Center) => " class=\"center\"",
                    _ => "",
                };
                let open = if self.head {
                    format!("<th scope=\"col\"{align}>")
                } else {
                    format!("<td{align}>")
                };
                self.raw(&open);
            }
            Tag::Emphasis => self.raw("<em>"),
            Tag::Strong => self.raw("<strong>"),
            Tag::Strikethrough => self.raw("<del>"),
            Tag::Superscript => self.raw("<sup>"),
            Tag::Subscript => self.raw("<sub>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.link(style(link_type), &dest_url, &title),
            Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            } if embed(link_type, &dest_url).is_some() => {
                self.embeds += 1;
                self.link(style(link_type), &dest_url, &title);
            }
            Tag::Image {
                dest_url, title, ..
            } => self.image = Some((dest_url.to_string(), String::new(), title.to_string())),
            Tag::MetadataBlock(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => {}
        }
    }

    fn link(&mut self, style: LinkStyle, target: &CowStr<'_>, title: &CowStr<'_>) {
        self.hole(Hole::LinkOpen {
            target: target.to_string(),
            title: title.to_string(),
            style,
        });
        if style == LinkStyle::WikiBare {
            self.hole(Hole::WikiLabel {
                target: target.to_string(),
            });
            self.wiki = true;
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.raw("</p>\n"),
            TagEnd::Heading(_) => {
                if let Some((level, at, words)) = self.heading.take() {
                    let hole = Hole::Anchor {
                        wanted: slug(&words).into_owned(),
                    };
                    // The words come after their anchor, so the hole goes back to its place.
                    let place = self.out.holes.partition_point(|(place, _)| *place <= at);
                    self.out.holes.insert(place, (at, hole));
                    self.raw(&format!("</h{level}>\n"));
                }
            }
            TagEnd::BlockQuote(None) => self.raw("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) | TagEnd::FootnoteDefinition => self.raw("</div>\n"),
            TagEnd::CodeBlock => self.raw("</code></pre>\n"),
            TagEnd::HtmlBlock => {
                let raw = self.raw.take().unwrap_or_default();
                self.html(&raw);
            }
            TagEnd::List(ordered) => self.raw(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.raw("</li>\n"),
            TagEnd::Table => self.raw("</tbody>\n</table>\n</div>\n"),
            TagEnd::TableHead => {
                self.head = false;
                self.raw("</tr></thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.raw("</tr>\n"),
            TagEnd::TableCell => {
                self.column += 1;
                self.raw(if self.head { "</th>" } else { "</td>" });
            }
            TagEnd::Emphasis => self.raw("</em>"),
            TagEnd::Strong => self.raw("</strong>"),
            TagEnd::Strikethrough => self.raw("</del>"),
            TagEnd::Superscript => self.raw("</sup>"),
            TagEnd::Subscript => self.raw("</sub>"),
            TagEnd::Link => {
                self.wiki = false;
                self.hole(Hole::LinkClose);
            }
            // A picture holds no embed that is open any longer.
            TagEnd::Image if self.image.is_none() && self.embeds > 0 => {
                self.embeds -= 1;
                self.wiki = false;
                self.hole(Hole::LinkClose);
            }
            TagEnd::Image => {
                if let Some((target, alt, title)) = self.image.take() {
                    self.hole(Hole::Image { target, alt, title });
                }
            }
            TagEnd::MetadataBlock(_)
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => {}
        }
    }
}

/// HTML without its comments: they are the writer's own notes.
fn without_comments(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        out.push_str(before);
        // A comment that never ends hides all that follows.
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    if out.trim().is_empty() {
        String::new()
    } else {
        out
    }
}

/// Appends `text` with the characters that HTML reserves escaped.
pub fn escape(text: &str, out: &mut String) {
    let mut at = 0;
    for (place, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(text.get(at..place).unwrap_or(""));
        out.push_str(escaped);
        at = place + 1;
    }
    out.push_str(text.get(at..).unwrap_or(""));
}

/// The first `bytes` of `markup` cut off, holes in them too.
pub(super) fn cut_front(markup: &mut Markup, bytes: usize) {
    let rest = markup.html.get(bytes..).unwrap_or("");
    let kept = rest.trim_start();
    let cut = bytes + (rest.len() - kept.len());
    markup.html = kept.to_owned();
    markup.holes.retain(|(at, _)| *at >= cut);
    for (at, _) in &mut markup.holes {
        *at -= cut;
    }
}
