//! Links, pictures and embeds, each once.

use super::events::{Events, close, plain};
use super::reader::Reader;
use crate::plan::goal::{Link, LinkStyle};
use crate::plan::markup;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

impl Reader<'_> {
    pub(super) fn links(&mut self, events: &Events<'_>, range: Range<usize>) {
        for at in range {
            self.link(events, at);
        }
    }

    pub(super) fn link(&mut self, events: &Events<'_>, at: usize) {
        if at < self.linked {
            return;
        }
        self.linked = at + 1;
        let (target, style, range) = match events.get(at) {
            Some((
                Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    ..
                }),
                range,
            )) => (dest_url, markup::style(*link_type), range),
            Some((
                Event::Start(Tag::Image {
                    link_type,
                    dest_url,
                    ..
                }),
                range,
            )) => {
                let style = markup::embed(*link_type, dest_url).unwrap_or(LinkStyle::Image);
                (dest_url, style, range)
            }
            _ => return,
        };
        let span = self.span(range);
        let label = plain(events, at..close(events, at));
        self.out.body.links.push(Link {
            target: target.to_string(),
            style,
            label,
            span,
        });
    }
}
