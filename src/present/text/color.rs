//! The colours of calendars and events in words.

use crate::domain::palette::Color;
use crate::i18n::Messages;

/// Returns the name of a colour for people.
pub fn color_label(color: Color, messages: &dyn Messages) -> &'static str {
    match color {
        Color::Blue => messages.color_blue(),
        Color::Teal => messages.color_teal(),
        Color::Green => messages.color_green(),
        Color::Olive => messages.color_olive(),
        Color::Amber => messages.color_amber(),
        Color::Orange => messages.color_orange(),
        Color::Red => messages.color_red(),
        Color::Pink => messages.color_pink(),
        Color::Purple => messages.color_purple(),
        Color::Grey => messages.color_grey(),
    }
}
