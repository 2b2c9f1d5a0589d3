//! Strategies that make the details of events: colour, privacy, registration.

use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use tsudoi::domain::event::color::CssColor;
use tsudoi::domain::event::registration::Registration;
use tsudoi::domain::event::status::Privacy;

use crate::support::generate::clock;
use crate::support::generate::format::foreign;

/// A colour as a file can name it.
pub(crate) fn color() -> impl Strategy<Value = CssColor> {
    "[a-zA-Z]{1,8}|#[0-9a-fA-F]{6}".prop_map(|text| CssColor::new(&text).expect("it is one"))
}

/// A privacy value, including values of other programs.
pub(crate) fn privacy() -> impl Strategy<Value = Privacy> {
    let all = [Privacy::Public, Privacy::Private, Privacy::Secret, Privacy::Other("Näh".into())];
    select([all.as_slice(), &[Privacy::Other("x-board".into())]].concat())
}

/// A registration, with everything that a file can contain about it.
pub(crate) fn registration() -> impl Strategy<Value = Registration> {
    let number = || option::of(any::<u32>());
    (option::of(clock()), number(), number(), foreign()).prop_map(
        |(closes, capacity, fee_yen, foreign)| Registration { closes, capacity, fee_yen, foreign },
    )
}
