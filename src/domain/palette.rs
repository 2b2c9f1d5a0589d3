//! The colours of calendars and events on screen: ten fixed colours, each with a light and a dark pair in the style
//! sheet.
//!
//! A colour from a file (a CSS name or `#rrggbb`) is mapped to the nearest of these, and is never used in a style.

use crate::domain::event::color::CssColor;

/// One colour of the palette.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Color {
    /// 青.
    #[default]
    Blue,
    /// 青緑.
    Teal,
    /// 緑.
    Green,
    /// 黄緑.
    Olive,
    /// 黄.
    Amber,
    /// だいだい.
    Orange,
    /// 赤.
    Red,
    /// 桃.
    Pink,
    /// 紫.
    Purple,
    /// 灰.
    Grey,
}

impl Color {
    /// Every colour.
    pub const ALL: [Self; 10] = [
        Self::Blue,
        Self::Teal,
        Self::Green,
        Self::Olive,
        Self::Amber,
        Self::Orange,
        Self::Red,
        Self::Pink,
        Self::Purple,
        Self::Grey,
    ];

    /// Returns the name in the style sheet.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Teal => "teal",
            Self::Green => "green",
            Self::Olive => "olive",
            Self::Amber => "amber",
            Self::Orange => "orange",
            Self::Red => "red",
            Self::Pink => "pink",
            Self::Purple => "purple",
            Self::Grey => "grey",
        }
    }

    /// Returns the colour as it is written into a file: a CSS name, or a hex code if CSS has no name.
    ///
    /// Law: `Color::of(Some(color.css())) == color`.
    pub fn css(self) -> &'static str {
        match self {
            Self::Blue => "steelblue",
            Self::Teal => "teal",
            Self::Green => "seagreen",
            Self::Olive => "olivedrab",
            Self::Amber => "goldenrod",
            Self::Orange => "darkorange",
            Self::Red => "crimson",
            Self::Pink => "hotpink",
            Self::Purple => "mediumpurple",
            Self::Grey => "slategray",
        }
    }

    /// Returns the colour in which an event is shown: its own if we know it, or else that of its calendar.
    pub fn shown(own: Option<&CssColor>, calendar: Option<&str>) -> Self {
        own.and_then(Self::own).unwrap_or_else(|| Self::of(calendar))
    }

    /// Returns the nearest palette colour to that of an event; `None` if the name is unknown.
    pub fn own(own: &CssColor) -> Option<Self> {
        Self::known(own.as_str())
    }

    /// Returns the colour that a new calendar takes: the first that no other has, or else the one that the fewest have.
    pub fn free(taken: impl IntoIterator<Item = Self>) -> Self {
        let taken: Vec<Self> = taken.into_iter().collect();
        let uses = |color: &Self| taken.iter().filter(|it| *it == color).count();
        Self::ALL.into_iter().min_by_key(uses).unwrap_or_default()
    }

    /// Returns the nearest palette colour to a colour from a file; blue if it has none that we know.
    pub fn of(text: Option<&str>) -> Self {
        text.and_then(Self::known).unwrap_or_default()
    }

    fn known(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let own = Self::ALL.into_iter().find(|color| color.slug() == text);
        own.or_else(|| by_name(&text)).or_else(|| hex(&text).map(nearest))
    }
}

/// Returns the colour of a CSS colour name (CSS Color 4, 6.1).
fn by_name(name: &str) -> Option<Color> {
    let holds = |names: &str| names.split_whitespace().any(|known| known == name);
    NAMES.iter().find(|(_, names)| holds(names)).map(|(color, _)| *color)
}

/// Parses red, green and blue of `#rgb` or `#rrggbb`.
fn hex(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#')?;
    let digits: Vec<u8> = digits
        .chars()
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    match *digits.as_slice() {
        [r, g, b] => Some([r * 17, g * 17, b * 17]),
        [r, r2, g, g2, b, b2] => Some([r * 16 + r2, g * 16 + g2, b * 16 + b2]),
        _ => None,
    }
}

/// Returns the palette colour with the nearest hue; a colour that has almost no hue is grey.
fn nearest([red, green, blue]: [u8; 3]) -> Color {
    let (r, g, b) = (i32::from(red), i32::from(green), i32::from(blue));
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let spread = most - least;
    if spread * 6 <= most {
        return Color::Grey;
    }
    let hue = if most == r {
        (60 * (g - b) / spread).rem_euclid(360)
    } else if most == g {
        120 + 60 * (b - r) / spread
    } else {
        240 + 60 * (r - g) / spread
    };
    let is_dark = most < 170;
    match hue {
        0..15 | 345.. => Color::Red,
        15..36 => Color::Orange,
        36..66 if is_dark => Color::Olive,
        36..66 => Color::Amber,
        66..95 => Color::Olive,
        95..160 => Color::Green,
        160..195 => Color::Teal,
        195..252 => Color::Blue,
        252..311 => Color::Purple,
        _ => Color::Pink,
    }
}

const NAMES: [(Color, &str); 10] = [
    (
        Color::Blue,
        "aliceblue blue cornflowerblue darkblue deepskyblue dodgerblue lightblue lightskyblue \
         lightsteelblue mediumblue midnightblue navy powderblue royalblue skyblue steelblue",
    ),
    (
        Color::Teal,
        "aqua aquamarine azure cadetblue cyan darkcyan darkturquoise lightcyan lightseagreen \
         mediumaquamarine mediumturquoise paleturquoise teal turquoise",
    ),
    (
        Color::Green,
        "darkgreen darkseagreen forestgreen green honeydew lightgreen lime limegreen \
         mediumseagreen mediumspringgreen mintcream palegreen seagreen springgreen",
    ),
    (
        Color::Olive,
        "beige chartreuse darkolivegreen greenyellow ivory lawngreen olive olivedrab \
         yellowgreen",
    ),
    (
        Color::Amber,
        "cornsilk darkgoldenrod darkkhaki gold goldenrod khaki lemonchiffon \
         lightgoldenrodyellow lightyellow palegoldenrod yellow",
    ),
    (
        Color::Orange,
        "antiquewhite bisque blanchedalmond burlywood chocolate coral darkorange darksalmon \
         floralwhite lightsalmon linen moccasin navajowhite oldlace orange papayawhip \
         peachpuff peru saddlebrown sandybrown seashell sienna tan wheat",
    ),
    (
        Color::Red,
        "brown crimson darkred firebrick indianred lightcoral maroon orangered red rosybrown \
         salmon tomato",
    ),
    (
        Color::Pink,
        "deeppink fuchsia hotpink lavenderblush lightpink magenta mediumvioletred mistyrose \
         palevioletred pink",
    ),
    (
        Color::Purple,
        "blueviolet darkmagenta darkorchid darkslateblue darkviolet indigo lavender \
         mediumorchid mediumpurple mediumslateblue orchid plum purple rebeccapurple slateblue \
         thistle violet",
    ),
    (
        Color::Grey,
        "black darkgray darkgrey darkslategray darkslategrey dimgray dimgrey gainsboro \
         ghostwhite gray grey lightgray lightgrey lightslategray lightslategrey silver \
         slategray slategrey snow white whitesmoke",
    ),
];
