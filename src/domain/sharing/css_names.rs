//! The names of CSS colours: any other word in the place of a colour may be a name.

use crate::domain::event::color::is_color;

/// The words that the names of CSS Color 4, 6.1, are made of: `light` `golden` `rod` `yellow`.
const WORDS: &str = "alice almond antique aqua aquamarine azure beige bisque black blanched blue blush \
brick brown burly burlywood cadet chartreuse chiffon chocolate coral corn cream crimson cyan dark deep dim dodger drab \
fire floral flower forest fuchsia gainsboro ghost gold golden goldenrod gray green grey honeydew hot indian indigo \
ivory khaki lace lavender lawn lemon light lime linen magenta marine maroon medium midnight mint misty moccasin \
navajo navy old olive orange orchid pale papaya peach peru pink plum powder puff purple rebecca red rose rosy \
royal saddle salmon sandy sea shell sienna silk silver sky slate smoke snow spring steel tan teal thistle tomato turquoise \
violet wheat whip white wood yellow";

/// Whether a text is `#rrggbb`, or made of the words of the names of colours.
pub(crate) fn is_css_color(text: &str) -> bool {
    is_color(text) && (text.starts_with('#') || is_made_of_words(&text.to_ascii_lowercase()))
}

fn is_made_of_words(text: &str) -> bool {
    text.is_empty()
        || WORDS
            .split_ascii_whitespace()
            .filter_map(|word| text.strip_prefix(word))
            .any(is_made_of_words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_colours_are_told_from_names_of_people() {
        let colors = [
            "steelblue",
            "lightgoldenrodyellow",
            "RebeccaPurple",
            "seagreen",
            "olivedrab",
            "mediumpurple",
            "papayawhip",
            "burlywood",
            "#12ab90",
            "darkorange",
            "aquamarine",
            "slategray",
            "hotpink",
        ];
        for color in colors {
            assert!(is_css_color(color), "{color}");
        }
        for name in ["yamada", "tanaka", "hanako", "#mihonh", "", "blue mihon"] {
            assert!(!is_css_color(name), "{name}");
        }
    }
}
