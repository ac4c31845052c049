//! A text as words, numbers and marks, each with its bytes and what the tables know of it.
//!
//! In: any text. Out: tokens, which never overlap and lie on character boundaries. Curly quotes,
//! hyphens of other kinds and blanks of other kinds read as the plain ones. Nothing is judged here.

use super::lexicon::{self, Class, Form};
use super::number;
use super::sign::{self, Signs};
use std::ops::Range;

/// What kind of token it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with the hyphens and apostrophes inside.
    Word,
    /// Digits, with the marks inside.
    Number,
    /// A comma, a bracket, a currency: one character.
    Mark,
    /// The end of a sentence.
    Stop,
    /// Behind the last token.
    #[default]
    Nothing,
}

/// How a word is spelled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// All small, or without letters.
    #[default]
    Small,
    /// A capital, then small ones.
    Capital,
    /// Capitals or digits inside: `CKA`, `PhD`, `B2`.
    Code,
}

/// One token.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Token {
    start: u32,
    end: u32,
    low_start: u32,
    low_end: u32,
    /// Its kind.
    pub(super) kind: Kind,
    /// Its spelling.
    pub(super) shape: Shape,
    /// The classes of a word.
    pub(super) class: Class,
    /// The signs of a word or mark.
    pub(super) signs: Signs,
    /// The form of a word.
    pub(super) form: Form,
    /// Whether it stands against the token before it.
    pub(super) glued: bool,
    /// Whether a sentence begins with it.
    pub(super) first: bool,
    /// The value of a number.
    pub(super) value: f64,
}

/// A text and its tokens. Every look at one that is not there answers an empty token, so that
/// grammar can look ahead without asking first.
#[derive(Debug)]
pub(super) struct Text {
    low: String,
    tokens: Vec<Token>,
    /// Whether most words have a capital, so that a capital tells no name.
    titled: bool,
}

/// Longer texts are read up to here: no goal has so many words, and whatever the grammar compares
/// stays bounded, so that a line of any length takes linear time.
const LONGEST: usize = 1 << 12;

impl Text {
    /// Cuts a text into tokens.
    pub(super) fn new(source: &str) -> Self {
        let mut end = source.len().min(LONGEST);
        while !source.is_char_boundary(end) {
            end -= 1;
        }
        let source = source.get(..end).unwrap_or("");
        let mut reader = Reader {
            source,
            text: Self {
                low: String::with_capacity(source.len() + 8),
                tokens: Vec::with_capacity(source.len() / 4 + 4),
                titled: false,
            },
            at: 0,
            spaced: true,
            first: true,
        };
        while reader.step() {}
        let (mut words, mut capitals) = (0, 0);
        for token in &reader.text.tokens {
            if token.kind == Kind::Word && token.end - token.start > 3 {
                words += 1;
                capitals += usize::from(token.shape != Shape::Small);
            }
        }
        reader.text.titled = words >= 4 && capitals * 4 > words * 3;
        reader.text
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at a place.
    pub(super) fn at(&self, at: usize) -> Token {
        self.tokens.get(at).copied().unwrap_or_default()
    }

    /// The word, number or mark at a place, in small letters; empty where there is none.
    pub(super) fn word(&self, at: usize) -> &str {
        let token = self.at(at);
        self.low
            .get(token.low_start as usize..token.low_end as usize)
            .unwrap_or("")
    }

    /// Whether this word stands at a place.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.word(at) == word
    }

    /// Whether one of these words stands at a place.
    pub(super) fn one_of(&self, at: usize, words: &[&str]) -> bool {
        let here = self.word(at);
        !here.is_empty() && words.contains(&here)
    }

    /// Whether the word or mark at a place shows a sign.
    pub(super) fn shows(&self, at: usize, sign: Signs) -> bool {
        self.at(at).signs.any(sign)
    }

    /// Whether the word at a place is of a class.
    pub(super) fn has(&self, at: usize, class: Class) -> bool {
        self.at(at).class.any(class)
    }

    /// Whether a number in digits stands at a place.
    pub(super) fn is_number(&self, at: usize) -> bool {
        self.at(at).kind == Kind::Number
    }

    /// Whether a word stands at a place.
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.at(at).kind == Kind::Word
    }

    /// Whether the word at a place is written as a name: a capital inside a sentence, or a code.
    pub(super) fn is_name(&self, at: usize) -> bool {
        let token = self.at(at);
        match token.shape {
            Shape::Small => false,
            Shape::Capital => !token.first && !self.titled,
            Shape::Code => true,
        }
    }

    /// The bytes of some tokens.
    pub(super) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let first = self.at(range.start);
        // A phrase that the text breaks off ends with it.
        let end = range.end.min(self.tokens.len());
        let last = self.at(end.saturating_sub(1).max(range.start));
        first.start as usize..(last.end.max(first.start)) as usize
    }

    /// The phrase that begins at a place.
    pub(super) fn phrase(&self, at: usize) -> Option<(usize, lexicon::Opens)> {
        if self.at(at).kind != Kind::Word {
            return None;
        }
        lexicon::phrase(self.word(at), |ahead| self.word(at + ahead))
    }
}

struct Reader<'a> {
    source: &'a str,
    text: Text,
    at: usize,
    spaced: bool,
    first: bool,
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2212}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '\u{2bc}')
}

/// What stands before a full stop that ends no sentence.
const SHORT: &[&str] = &[
    "dr", "mr", "mrs", "ms", "prof", "st", "no", "vs", "approx", "dept", "inc", "ltd", "jr", "sr",
    "e.g", "i.e", "etc", "eg", "ie", "max", "min", "vol", "fig", "gen", "col", "sgt", "lt", "capt",
];

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or("")
    }

    /// Reads one token, or skips one character; answers whether there was any.
    fn step(&mut self) -> bool {
        let Some(c) = self.rest().chars().next() else {
            return false;
        };
        if c == '\n' {
            self.at += 1;
            self.mark('.', self.at - 1, Kind::Stop);
            self.first = true;
            self.spaced = true;
        } else if c.is_whitespace() || c.is_control() || c == '\u{feff}' || c == '\u{200b}' {
            self.at += c.len_utf8();
            self.spaced = true;
        } else if c.is_ascii_digit() {
            self.number();
        } else if c.is_alphabetic() {
            self.letters();
        } else {
            self.other(c);
        }
        true
    }

    fn push(&mut self, kind: Kind, span: Range<usize>, low_start: usize) -> &mut Token {
        let signs = sign::of(self.text.low.get(low_start..).unwrap_or(""));
        let token = Token {
            signs,
            start: span.start as u32,
            end: span.end as u32,
            low_start: low_start as u32,
            low_end: self.text.low.len() as u32,
            kind,
            glued: !self.spaced,
            first: self.first,
            ..Token::default()
        };
        self.spaced = false;
        self.text.tokens.push(token);
        let at = self.text.tokens.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "it was pushed on the line above")]
        &mut self.text.tokens[at]
    }

    fn mark(&mut self, as_read: char, start: usize, kind: Kind) {
        let low = self.text.low.len();
        self.text.low.push(as_read);
        self.push(kind, start..self.at, low);
    }

    fn other(&mut self, c: char) {
        let start = self.at;
        self.at += c.len_utf8();
        let next = self.rest().chars().next();
        match c {
            '.' | '!' | '?' | '…' => {
                let ends = next.is_none_or(|c| c.is_whitespace() || "\"”’')".contains(c));
                let short = c == '.'
                    && self.text.tokens.last().is_some_and(|last| {
                        let at = self.text.tokens.len() - 1;
                        let word = self.text.word(at);
                        last.kind == Kind::Word
                            && (SHORT.contains(&word) || word.chars().count() == 1)
                            && next.is_some()
                    });
                if ends && !short {
                    self.mark('.', start, Kind::Stop);
                    self.first = true;
                }
                self.spaced = false;
            }
            // The dash between clauses, however typed.
            '–' | '—' => self.mark('–', start, Kind::Mark),
            _ if is_hyphen(c) => {
                let dash = self.spaced && next.is_none_or(char::is_whitespace);
                self.mark(if dash { '–' } else { '-' }, start, Kind::Mark);
            }
            '"' | '“' | '”' | '„' | '«' | '»' | '*' | '_' | '`' => {}
            '→' => self.mark('→', start, Kind::Mark),
            ';' | '•' | '·' | '|' => self.mark(';', start, Kind::Mark),
            // `June '27`.
            _ if is_apostrophe(c) && self.spaced && self.short_year(start) => {}
            _ if is_apostrophe(c) => {}
            _ => self.mark(c, start, Kind::Mark),
        }
    }

    /// A year whose century is an apostrophe.
    fn short_year(&mut self, start: usize) -> bool {
        let source = self.source;
        let rest = source.get(self.at..).unwrap_or("");
        let Some(year) = rest
            .get(..2)
            .filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
        else {
            return false;
        };
        if rest.chars().nth(2).is_some_and(char::is_alphanumeric) {
            return false;
        }
        let value = 2000.0 + year.parse().unwrap_or(0.0);
        let low = self.text.low.len();
        self.text.low.push_str("20");
        self.text.low.push_str(year);
        self.at += 2;
        self.push(Kind::Number, start..self.at, low).value = value;
        self.first = false;
        true
    }

    /// Digits with marks between them, and `st`, `nd`, `rd`, `th` behind.
    fn number(&mut self) {
        let start = self.at;
        let bytes = self.source.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut at = start;
        while digit(at)
            || (matches!(bytes.get(at), Some(b'.' | b',')) && digit(at + 1) && digit(at - 1))
        {
            // A comma parts thousands; before anything else it parts two numbers.
            if bytes.get(at) == Some(&b',')
                && !(digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4))
            {
                break;
            }
            at += 1;
        }
        self.at = at;
        let written = self.source.get(start..at).unwrap_or("");
        let value = number::read(written)
            .map(|number| number.value)
            .or_else(|_| written.parse())
            .unwrap_or(f64::NAN);
        let low = self.text.low.len();
        self.text.low.push_str(written);
        self.push(Kind::Number, start..at, low).value = value;
        self.first = false;
    }

    /// Letters, with digits, apostrophes, ampersands and hyphens inside.
    fn letters(&mut self) {
        let start = self.at;
        let low = self.text.low.len();
        let rest = self.source.get(self.at..).unwrap_or("");
        let mut end = 0;
        let (mut capitals, mut small, mut digits, mut inner) = (0, 0, 0, 0);
        let chars = rest.char_indices().peekable();
        let mut lower = String::new();
        std::mem::swap(&mut lower, &mut self.text.low);
        for (at, c) in chars {
            let next = rest
                .get(at + c.len_utf8()..)
                .and_then(|rest| rest.chars().next());
            let goes_on = |next: Option<char>| next.is_some_and(char::is_alphanumeric);
            if c.is_alphabetic() {
                if c.is_uppercase() {
                    capitals += 1;
                    inner += usize::from(at > 0);
                } else {
                    small += 1;
                }
                if c.is_ascii() {
                    lower.push(c.to_ascii_lowercase());
                } else {
                    lower.extend(c.to_lowercase());
                }
            } else if c.is_ascii_digit() {
                digits += 1;
                lower.push(c);
            } else if is_apostrophe(c) && (next.is_some_and(char::is_alphabetic)) {
                lower.push('\'');
            } else if is_hyphen(c) && goes_on(next) {
                // `mid-2027` is two words, `sixth-form` is one.
                let word = lower.get(low..).unwrap_or("");
                let opens = matches!(word, "mid" | "early" | "late");
                let month = lexicon::look_up(word).class.any(lexicon::MONTH);
                if opens
                    || ((month || word.starts_with("fy"))
                        && next.is_some_and(|c| c.is_ascii_digit()))
                {
                    break;
                }
                lower.push('-');
            } else if (c == '&' || c == '+' || c == '#') && capitals > 0 && at > 0 {
                // `R&D`, `C++`, `C#`.
                lower.push(c);
            } else if c == '.' && next.is_some_and(char::is_alphanumeric) && small + capitals < 8 {
                // `e.g.`, `Node.js`, `B.Sc`.
                lower.push('.');
            } else if c == '/'
                && (capitals > 1 && next.is_some_and(char::is_uppercase)
                    || matches!(lower.get(low..), Some("w" | "b")))
            {
                // `CI/CD`, `w/`, `b/c`.
                lower.push('/');
            } else {
                break;
            }
            end = at + c.len_utf8();
        }
        // Hurried spellings read as the plain word.
        let plain = match lower.get(low..).unwrap_or("") {
            "thru" | "thro" | "throu" => "through",
            "o" if rest
                .get(end..)
                .is_some_and(|rest| rest.starts_with(is_apostrophe)) =>
            {
                "of"
            }
            "wi" if rest
                .get(end..)
                .is_some_and(|rest| rest.starts_with(is_apostrophe)) =>
            {
                "with"
            }
            "tae" => "to",
            "fae" => "from",
            "afore" | "befor" | "befroe" => "before",
            "til" | "untill" | "untl" => "until",
            "w/in" => "within",
            "w/o" => "without",
            "cuz" | "coz" | "cos" | "b/c" | "bc" | "becuase" | "cause"
                if lower.get(low..) != Some("cause") =>
            {
                "because"
            }
            "tmrw" | "tmw" => "tomorrow",
            "yr" => "year",
            "yrs" => "years",
            "&c" => "etc",
            _ => "",
        };
        if !plain.is_empty() {
            lower.truncate(low);
            lower.push_str(plain);
        }
        std::mem::swap(&mut lower, &mut self.text.low);
        self.at = start + end;
        let shape = if digits > 0 || inner > 0 {
            Shape::Code
        } else if capitals > 0 {
            Shape::Capital
        } else {
            Shape::Small
        };
        let mut entry = lexicon::look_up(self.text.low.get(low..).unwrap_or(""));
        // A slip of the pen reads as the word that it stands for.
        if entry.class == lexicon::Class::default()
            && (shape == Shape::Small || shape == Shape::Capital && self.first)
            && let Some(meant) = lexicon::corrected(self.text.low.get(low..).unwrap_or(""))
        {
            self.text.low.truncate(low);
            self.text.low.push_str(meant);
            entry = lexicon::look_up(meant);
        }
        let token = self.push(Kind::Word, start..start + end, low);
        token.shape = shape;
        token.class = entry.class;
        token.form = entry.form;
        self.first = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> String {
        let text = Text::new(source);
        (0..text.len())
            .map(|at| text.word(at).to_owned())
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn texts_become_tokens() {
        for (source, tokens) in [
            ("Pass the CKA by June.", "pass|the|cka|by|june|."),
            ("mid-2027", "mid|-|2027"),
            ("sixth-form tool‑safety", "sixth-form|tool-safety"),
            ("from 1,200 to 10k", "from|1,200|to|10|k"),
            ("Dr. Okafor’s ward", "dr|okafor's|ward"),
            ("2027-06-30", "2027|-|06|-|30"),
            ("save £8,500", "save|£|8,500"),
            ("one - two — three", "one|–|two|–|three"),
            ("12-week course", "12|-|week|course"),
            ("3.5 GPA. Then", "3.5|gpa|.|then"),
        ] {
            assert_eq!(words(source), tokens, "{source}");
        }
    }
}
