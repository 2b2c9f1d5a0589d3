//! How to reach a person or an organisation.

/// How to reach a person or an organisation; every text may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// An e-mail address.
    pub email: String,
    /// A telephone number as written.
    pub phone: String,
    /// A postal address on one line.
    pub address: String,
}

impl Contact {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        let Self { email, phone, address } = self;
        email.is_empty() && phone.is_empty() && address.is_empty()
    }
}
