//! A value as YAML: plain where it may be, else quoted.

/// A value to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A word, number or date of the format: written as it is wherever that is possible.
    Plain(String),
    /// A person's words: they stay text whatever they look like (`12`, `no`, `2027-01-01`).
    Text(String),
}

impl Value {
    /// The characters, without quotes.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Text(text) => text,
        }
    }
}

impl Value {
    /// The value as it stands behind a key in YAML, quoted where that is needed.
    ///
    /// ```
    /// use goalpost::edit::Value;
    /// assert_eq!(Value::Text("Kim: a plan".into()).to_yaml(), "\"Kim: a plan\"");
    /// ```
    pub fn to_yaml(&self) -> String {
        write(self, Place::Block, Quotes::None)
    }
}

/// Where a value is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// After a key of its own line.
    Block,
    /// Between brackets or braces.
    Flow,
}

/// The quotes that a value had before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    /// None, or nothing is known.
    None,
    /// `'`
    Single,
    /// `"`
    Double,
}

impl Quotes {
    /// Those of a value as written.
    pub(super) fn of(written: &str) -> Self {
        match written.chars().next() {
            Some('\'') => Self::Single,
            Some('"') => Self::Double,
            _ => Self::None,
        }
    }
}

/// The value as it is to be written.
pub(super) fn write(value: &Value, place: Place, quotes: Quotes) -> String {
    let text = value.as_str();
    let typed = matches!(value, Value::Text(_)) && is_typed(text);
    if quotes == Quotes::None && !typed && is_plain(text, place) {
        return text.to_owned();
    }
    let special = text.chars().any(needs_escape);
    let prefers_single =
        quotes == Quotes::Single || (text.contains(['"', '\\']) && !text.contains('\''));
    if !special && quotes != Quotes::Double && prefers_single {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if needs_escape(c) => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether a character cannot stand in YAML as it is, or ends a line there.
fn needs_escape(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

/// Whether YAML reads a text without quotes as that text.
fn is_plain(text: &str, place: Place) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    let second = chars.next();
    let begins = match first {
        '-' | '?' | ':' => {
            place == Place::Block && second.is_some_and(|c| c.is_alphanumeric() || c == '.')
        }
        ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%'
        | '@' | '`' => false,
        _ => true,
    };
    let blank = |c: char| c == ' ' || c == '\t';
    begins
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
        && !text.ends_with(':')
        && !text.chars().any(|c| needs_escape(c) || c == '\t')
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.starts_with("...")
        && (place == Place::Block || !text.contains([',', '[', ']', '{', '}']))
        && text
            .char_indices()
            .filter(|(_, c)| *c == ':')
            .all(|(at, _)| {
                let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
                match place {
                    Place::Block => !next.is_some_and(blank),
                    // Older readers stumble over two colons between braces.
                    Place::Flow => next.is_some_and(|c| c.is_alphanumeric() || c == '/'),
                }
            })
}

/// Whether some reader of YAML takes a text without quotes for something else than text.
fn is_typed(text: &str) -> bool {
    let lower = text.to_lowercase();
    let word = matches!(
        lower.as_str(),
        "~" | "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "=" | "<<"
    );
    let digits = lower.trim_start_matches(['+', '-', '.']);
    let number = lower.parse::<f64>().is_ok()
        || matches!(digits, "inf" | "nan")
        || ["0x", "0o", "0b"]
            .iter()
            .any(|base| digits.starts_with(base))
        || (digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| {
                c.is_ascii_digit() || matches!(c, '_' | ':' | '.' | '-' | 'e' | '+' | 't' | 'z')
            }));
    word || number
}
