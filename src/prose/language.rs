//! Whether a text in Latin letters is in another language than English.
//!
//! In: a text, with names and loan words in it. Out: yes or no, by counting small words of either side.
//! It never says which language, and a text that gives too little away counts as English: a goal that
//! is silently left alone is worse than one that is asked a question too many.

use super::lexicon::{FUNCTION, Form, VERB};
use super::token::{Kind, Shape, Text};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A set of languages, one bit each in the order of the table.
type Languages = u16;

/// As many words of another language are needed at least, so that one name alone decides nothing.
const LEAST: usize = 2;

static WORDS: LazyLock<HashMap<&'static str, Languages>> = LazyLock::new(|| {
    let mut words: HashMap<&str, Languages> = HashMap::with_capacity(1024);
    let mut count = 0;
    for line in include_str!("data/languages.txt").lines() {
        if line.starts_with('[') {
            count += 1;
        } else if !line.starts_with('#') {
            for word in line.split_ascii_whitespace() {
                *words.entry(word).or_default() |= 1 << (count - 1);
            }
        }
    }
    words
});

/// Whether the words of a text are those of another language than English.
///
/// ```
/// use goalpost::prose::language;
/// assert!(language::is_foreign("Ich möchte bis Juni Deutsch B2 bestehen"));
/// assert!(!language::is_foreign("Walk the Camino de Santiago"));
/// ```
pub fn is_foreign(text: &str) -> bool {
    let text = Text::new(text);
    let mut foreign = [0_usize; Languages::BITS as usize];
    let mut english = 0;
    for at in (0..text.len()).filter(|&at| text.at(at).kind == Kind::Word) {
        let token = text.at(at);
        // A capital inside a sentence is a name's, whatever language the name is of.
        let is_plain = token.shape == Shape::Small || token.first;
        let languages = if is_plain {
            languages(text.word(at))
        } else {
            0
        };
        for (language, count) in foreign.iter_mut().enumerate() {
            *count += usize::from(languages >> language & 1 == 1);
        }
        if languages == 0 {
            english += usize::from(is_english(&text, at));
            // Goals begin with a verb, and a loan word seldom is one.
            let opens = at == 0 && text.has(at, VERB) && token.form == Form::Base;
            english += usize::from(opens);
        }
    }
    let most = foreign.into_iter().max().unwrap_or(0);
    most >= LEAST && most > english
}

/// The languages whose word this is; of `l'examen` the article counts.
fn languages(word: &str) -> Languages {
    let article = word.find('\'').and_then(|at| word.get(..=at));
    let of = |word: &str| WORDS.get(word).copied().unwrap_or(0);
    of(word) | article.map_or(0, of)
}

/// Whether a word is one that the tables of English know and that no other language shares.
fn is_english(text: &Text, at: usize) -> bool {
    /// English, and small words elsewhere too.
    const SHARED: &[&str] = &[
        "a", "an", "am", "as", "at", "die", "do", "for", "he", "in", "i", "it", "me", "no", "on",
        "per", "so", "to", "was", "we", "will",
    ];
    let known = text.has(at, FUNCTION.and(VERB).and(super::lexicon::NOUN));
    known && !SHARED.contains(&text.word(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::lexicon;

    #[test]
    fn goals_in_other_languages_are_known() {
        for text in [
            "Ich möchte bis Juni Deutsch B2 bestehen",
            "Bestehen der Meisterprüfung",
            "Den Master in Informatik bis Juni 2027 abschließen",
            "Jede Woche zwei Bewerbungen schreiben",
            "Passer l'examen du permis de conduire",
            "Lire 12 livres dans l’année",
            "Leer 12 libros este año",
            "Aprender a programar en Python",
            "Superare l'esame di guida entro giugno",
            "Passar no exame de condução até junho",
            "Mijn rijbewijs halen voor de zomer",
            "Klara körkortet före sommaren och köpa en bil till familjen",
            "Bestå køreprøven før sommer og finde et job",
            "Zdać egzamin na prawo jazdy do czerwca",
        ] {
            assert!(is_foreign(text), "{text}");
        }
    }

    #[test]
    fn english_with_names_stays_english() {
        for text in [
            "",
            "CKA",
            "Read Der Spiegel every week",
            "Walk the Camino de Santiago",
            "Camino de Santiago",
            "Sing Der Hirt auf dem Felsen",
            "Play Clair de lune and La fille aux cheveux de lin",
            "Cook for La Cocina de Maria in June 2027",
            "Translate Les Fleurs du Mal",
            "Open a café on the Rue de la Paix with Mme de Staël",
            "Update my résumé",
            "Pass the DELF B2 at the Institut français de Londres",
            "Learn Portuguese for our trip to Rio de Janeiro",
            "Hike from Vila do Conde to Santiago de Compostela",
            "Get a post with Médecins Sans Frontières",
        ] {
            assert!(!is_foreign(text), "{text}");
        }
    }

    #[test]
    fn no_word_of_the_table_is_english_too() {
        let known = lexicon::FUNCTION.and(lexicon::VERB).and(lexicon::NOUN);
        let mut shared: Vec<&str> = WORDS
            .keys()
            .copied()
            .filter(|word| Text::new(word).has(0, known))
            .collect();
        shared.sort_unstable();
        // One letter away from an English word, so that as such they pass for its misspelling.
        assert_eq!(shared, ["als", "courir", "dat", "im", "mot", "nous"]);
    }
}
