//! Readings in Latin letters, as in addresses of pages: ヤマダ is `yamada`, サトウ is `sato`, `satou` and `satoh`.

/// Hiragana with its letters in the Hepburn system.
const LETTERS: &str = "あa いi うu えe おo かka きki くku けke こko がga ぎgi ぐgu げge ごgo さsa しshi すsu せse そso ざza \
じji ずzu ぜze ぞzo たta ちchi つtsu てte とto だda ぢji づzu でde どdo なna にni ぬnu ねne のno はha ひhi ふfu へhe ほho ばba \
びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo まma みmi むmu めme もmo やya ゆyu よyo らra りri るru れre ろro わwa をo んn ゔvu";

/// The fewest letters of a name that is told from other words.
const SHORTEST: usize = 3;

/// Returns a reading in the usual ways of writing it; nothing if it is not all kana.
pub(super) fn romaji(kana: &str) -> Vec<String> {
    let Some(plain) = letters(kana) else { return Vec::new() };
    let short = plain.replace("ou", "o").replace("oo", "o").replace("uu", "u");
    let with_h = plain.replace("ou", "oh").replace("oo", "oh");
    let with_m = short.replace("nb", "mb").replace("np", "mp").replace("nm", "mm");
    let japanese = short
        .replace("sh", "sy")
        .replace("ch", "ty")
        .replace('j', "zy")
        .replace("yi", "i")
        .replace("tsu", "tu")
        .replace("fu", "hu");
    let mut ways = vec![plain, short, with_h, with_m, japanese];
    ways.retain(|way| way.len() >= SHORTEST);
    ways.sort();
    ways.dedup();
    ways
}

fn letters(kana: &str) -> Option<String> {
    let mut out = String::new();
    let mut is_doubled = false;
    for c in kana.chars().map(hiragana) {
        let small = match c {
            'ゃ' => Some('a'),
            'ゅ' => Some('u'),
            'ょ' => Some('o'),
            _ => None,
        };
        if let Some(vowel) = small {
            let stem = out.strip_suffix('i')?.to_owned();
            out = stem;
            if !out.ends_with("sh") && !out.ends_with("ch") && !out.ends_with('j') {
                out.push('y');
            }
            out.push(vowel);
        } else if c == 'っ' {
            is_doubled = true;
        } else if c != 'ー' {
            let own = of(c)?;
            if std::mem::take(&mut is_doubled) {
                out.push(if own.starts_with('c') { 't' } else { own.chars().next()? });
            }
            out.push_str(own);
        }
    }
    (!out.is_empty()).then_some(out)
}

fn of(c: char) -> Option<&'static str> {
    LETTERS.split_ascii_whitespace().find_map(|pair| pair.strip_prefix(c))
}

fn hiragana(c: char) -> char {
    let is_katakana = ('\u{30a1}'..='\u{30f6}').contains(&c);
    let shifted = is_katakana.then(|| char::from_u32(u32::from(c) - 0x60)).flatten();
    shifted.unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_in_the_usual_ways() {
        let rows = [
            ("ヤマダ", vec!["yamada"]),
            ("さとう", vec!["sato", "satoh", "satou"]),
            ("ショウジ", vec!["shohji", "shoji", "shouji", "syozi"]),
            ("ホンマ", vec!["homma", "honma"]),
            ("はっとり", vec!["hattori"]),
            ("見本", vec![]),
            ("り", vec![]),
        ];
        for (kana, ways) in rows {
            assert_eq!(romaji(kana), ways, "{kana}");
        }
    }
}
