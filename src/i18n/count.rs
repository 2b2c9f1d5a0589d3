//! Counts inside a text.

use std::fmt::Display;

/// A count of things, in whichever integer type the caller has.
pub trait Count: Copy + Display {
    /// Returns whether English needs the singular.
    fn is_one(self) -> bool;
}

macro_rules! counts {
    ($($number:ty),*) => { $(
        impl Count for $number {
            fn is_one(self) -> bool {
                self == 1
            }
        }
    )* };
}

counts!(u32, u64, usize);

/// Returns the number with the noun that fits it: `1 person`, `2 people`.
pub fn plural(count: impl Count, one: &str, many: &str) -> String {
    let noun = if count.is_one() { one } else { many };
    format!("{count} {noun}")
}
