//! A theme: templates and styles, the user's over the theme's over ours.

use super::own_words;
use crate::config::ThemeChoice;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::Tera;

pub(super) static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// Most blocks of one template of the user's: they are read one inside the other, and more would not
/// fit on the stack.
const MOST_BLOCKS: usize = 1000;

/// Why a theme cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// There is no such theme.
    #[error("there is no theme `{name}`; there are {there}")]
    Unknown {
        /// As asked for.
        name: String,
        /// Those that there are.
        there: String,
    },
    /// A template of it is broken.
    #[error("a template of the theme cannot be used: {0}")]
    Template(String),
}

/// The sheet that no page of a site loads.
const ALONE: &str = "css/alone.css";

/// A theme, ready to render.
pub struct Theme {
    pub(super) tera: Tera,
    /// The style sheet of a site.
    pub(super) css: String,
    /// What a page that stands alone needs beside it.
    alone: String,
    /// Other files, by their path under `assets/`.
    pub(super) files: BTreeMap<String, Arc<[u8]>>,
    /// The words of the user's own templates and styles, bare.
    said: String,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme")
            .field("css", &self.css.len())
            .field("files", &self.files.keys())
            .finish_non_exhaustive()
    }
}

impl Theme {
    /// The theme of a choice, with `own` files (by path: `templates/goal.html`, `css/tokens.css`)
    /// over it.
    ///
    /// # Errors
    /// When there is no such theme, or a template is broken.
    pub fn find(
        choice: &ThemeChoice,
        own: &BTreeMap<String, Arc<str>>,
    ) -> Result<Self, ThemeError> {
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        let mut files: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
        take("base", &mut texts, &mut files);
        let base_templates: Vec<(String, String)> = texts
            .iter()
            .filter_map(|(path, text)| {
                Some((
                    format!("base/{}", path.strip_prefix("templates/")?),
                    text.clone(),
                ))
            })
            .collect();
        if let Some(name) = choice.name.as_deref().filter(|name| *name != "base") {
            if !Self::names().contains(&name) && own.is_empty() {
                return Err(ThemeError::Unknown {
                    name: name.to_owned(),
                    there: Self::names().join(", "),
                });
            }
            take(name, &mut texts, &mut files);
        }
        let mut said = String::new();
        for (path, text) in own {
            said.push_str(&own_words::of(text));
            texts.insert(path.clone(), text.to_string());
        }
        if let Some((path, _)) = own
            .iter()
            .find(|(_, text)| text.matches("{%").count() > MOST_BLOCKS)
        {
            return Err(ThemeError::Template(format!(
                "{path} has more than {MOST_BLOCKS} blocks; split it into several"
            )));
        }
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html", ".svg", ".xml"]);
        let templates = texts.iter().filter_map(|(path, text)| {
            Some((path.strip_prefix("templates/")?.to_owned(), text.clone()))
        });
        tera.add_raw_templates(base_templates.into_iter().chain(templates))
            .map_err(|error| ThemeError::Template(told(&error)))?;
        let (mut css, mut alone) = (String::new(), String::new());
        // The first file states the order of the layers; the others are sorted by name.
        let order = |path: &str| (path != "css/layers.css", path.to_owned());
        let mut sheets: Vec<&String> = texts
            .keys()
            .filter(|path| {
                path.strip_prefix("css/").is_some_and(|name| {
                    name.rsplit_once('.')
                        .is_some_and(|(_, extension)| extension == "css")
                })
            })
            .collect();
        sheets.sort_by_key(|path| order(path));
        for sheet in sheets {
            let out = if sheet == ALONE { &mut alone } else { &mut css };
            compact(texts.get(sheet).map_or("", String::as_str), out);
            out.push('\n');
        }
        if let Some(accent) = &choice.accent {
            css.push_str(&format!(":root {{ --gp-accent-light: {accent}; --gp-accent-dark: color-mix(in oklab, {accent}, white 45%); }}\n"));
        }
        Ok(Self {
            tera,
            css,
            alone,
            files,
            said,
        })
    }

    /// Whether a page may say this passage whatever the plan, because the program or the theme does.
    pub fn says(&self, passage: &str) -> bool {
        own_words::says(passage)
            || self
                .said
                .contains(&crate::publish::without_numbers(passage))
    }

    /// The style sheet for a page that stands alone: the files that it names are part of it, and
    /// what it names and is not there is left out.
    pub(super) fn css_alone(&self) -> String {
        let css = format!("{}{}", self.css, self.alone);
        let mut out = String::with_capacity(css.len());
        let mut rest = css.as_str();
        while let Some((before, after)) = rest.split_once("url(") {
            out.push_str(before);
            let Some((name, behind)) = after.split_once(')') else {
                rest = after;
                continue;
            };
            let name = name.trim().trim_matches(['"', '\'']);
            let file = name.rsplit_once("assets/").map_or(name, |(_, file)| file);
            match self.files.get(file) {
                _ if name.starts_with("data:") => out.push_str(&format!("url(\"{name}\")")),
                Some(bytes) => out.push_str(&format!(
                    "url(\"data:{};base64,{}\")",
                    media_type(file),
                    base64(bytes)
                )),
                None => out.push_str("url(\"data:,\")"),
            }
            rest = behind;
        }
        out.push_str(rest);
        // Nothing in a style may end the element that it stands in.
        out.replace("</", "<\\/")
    }

    /// The names of the themes that are built in.
    pub fn names() -> Vec<&'static str> {
        BUILT_IN
            .dirs()
            .filter_map(|dir| dir.path().to_str())
            .collect()
    }
}

/// Writes a style sheet without comments and without space that says nothing: a sixth of what a
/// first visit loads. Strings stay as they are.
fn compact(css: &str, out: &mut String) {
    let mut rest = css;
    let mut last = '\n';
    let mut space = false;
    while let Some(c) = rest.chars().next() {
        if let Some((_, after)) = rest
            .strip_prefix("/*")
            .map(|inside| inside.split_once("*/").unwrap_or((inside, "")))
        {
            space = true;
            rest = after;
            continue;
        }
        let (head, after) = rest.split_at(c.len_utf8());
        rest = after;
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if space
            && !matches!(last, '{' | '}' | ';' | ':' | ',' | '\n')
            && !matches!(c, '{' | '}' | ';' | ',')
        {
            out.push(' ');
        }
        space = false;
        last = c;
        out.push_str(head);
        if matches!(c, '"' | '\'') {
            let end = string_end(rest, c);
            let (string, after) = rest.split_at(end);
            out.push_str(string);
            rest = after;
        }
    }
}

/// Where a string ends, its closing quote included.
fn string_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

fn media_type(file: &str) -> &'static str {
    match file.rsplit_once('.').map(|(_, extension)| extension) {
        Some("woff2") => "font/woff2",
        Some("woff") => "font/woff",
        Some("ttf") => "font/ttf",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        _ => "application/octet-stream",
    }
}

/// Bytes in base 64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let sign = SIGNS.get((bits >> (18 - 6 * at) & 63) as usize);
            let sign = sign.filter(|_| at <= three.len());
            out.push(sign.map_or('=', |sign| char::from(*sign)));
        }
    }
    out
}

fn take(name: &str, texts: &mut BTreeMap<String, String>, files: &mut BTreeMap<String, Arc<[u8]>>) {
    let Some(folder) = BUILT_IN.get_dir(name) else {
        return;
    };
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = file
                .path()
                .strip_prefix(name)
                .unwrap_or(file.path())
                .to_string_lossy()
                .replace('\\', "/");
            match file.contents_utf8() {
                Some(text) if path.starts_with("templates/") || path.starts_with("css/") => {
                    texts.insert(path, text.to_owned());
                }
                _ => {
                    if let Some(asset) = path.strip_prefix("assets/") {
                        files.insert(asset.to_owned(), file.contents().into());
                    }
                }
            }
        }
    }
}

/// An error of a template with all that it says of its cause.
pub(super) fn told(error: &tera::Error) -> String {
    let mut out = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        out.push_str(&format!(": {inner}"));
        cause = inner.source();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_loses_only_what_says_nothing() {
        let mut out = String::new();
        compact(
            "/* why */\n.a > .b:hover, .c :focus { color: red;\n  content: \"/* no */ ; \\\" {\"; inline-size: calc(1px + 2px); }\n@media (width < 40rem) and print { .d { margin: 0 auto; } }\n",
            &mut out,
        );
        assert_eq!(
            out,
            ".a > .b:hover,.c :focus{color:red;content:\"/* no */ ; \\\" {\";inline-size:calc(1px + 2px);}@media (width < 40rem) and print{.d{margin:0 auto;}}"
        );
    }

    #[test]
    fn base_64_is_that_of_the_standard() {
        for (from, to) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(from.as_bytes()), to);
        }
    }

    #[test]
    fn a_style_that_stands_alone_names_no_file() {
        let theme = Theme {
            tera: Tera::new(),
            css: "@font-face { src: url(\"a.woff2\") format(\"woff2\"), url(gone.woff) } i { content: \"</style>\"; background: url('data:,x') }".into(),
            alone: String::new(),
            files: BTreeMap::from([("a.woff2".to_owned(), Arc::from(&b"foo"[..]))]),
            said: String::new(),
        };
        assert_eq!(
            theme.css_alone(),
            "@font-face { src: url(\"data:font/woff2;base64,Zm9v\") format(\"woff2\"), url(\"data:,\") } i { content: \"<\\/style>\"; background: url(\"data:,x\") }"
        );
    }
}
