//! People and organisations that may be in the directory twice. They are pointed out with the reasons, and never merged
//! without a person.

use crate::domain::directory::Directory;
use crate::domain::directory::organization::Organization;
use crate::domain::directory::person::Person;
use crate::domain::search::fold::fold;
use crate::domain::search::index::digits;
use crate::domain::sorted_set::SortedSet;

/// Why two people may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same name, in whatever letters.
    Name,
    /// The same reading.
    Reading,
    /// The same organisation.
    Organization,
    /// The same e-mail address.
    Email,
    /// The same telephone number.
    Phone,
}

/// Returns the people who may be the same as one, with the reasons. An organisation or a reading alone is no reason: many
/// people share them.
pub fn people_like<'d>(
    directory: &'d Directory,
    person: &Person,
) -> Vec<(&'d Person, SortedSet<Likeness>)> {
    let others = directory.people().filter(|other| other.id != person.id);
    let like = |other: &'d Person| {
        let likeness = likeness(person, other);
        let is_reason = |it: &Likeness| match it {
            Likeness::Name | Likeness::Email | Likeness::Phone => true,
            Likeness::Reading | Likeness::Organization => false,
        };
        likeness.iter().any(is_reason).then_some((other, likeness))
    };
    others.filter_map(like).collect()
}

fn likeness(one: &Person, other: &Person) -> SortedSet<Likeness> {
    let is_same = |one: &str, other: &str| {
        let key = without_spaces(one);
        !key.is_empty() && key == without_spaces(other)
    };
    let is_same_phone = |one: &str, other: &str| {
        let digits_of_one = digits(one);
        !digits_of_one.is_empty() && digits_of_one == digits(other)
    };
    let shares = one.organizations.iter().any(|id| other.organizations.contains(id));
    let found = [
        (Likeness::Name, is_same(&one.name, &other.name)),
        (Likeness::Reading, is_same(&one.reading, &other.reading)),
        (Likeness::Organization, shares),
        (Likeness::Email, is_same(&one.contact.email, &other.contact.email)),
        (Likeness::Phone, is_same_phone(&one.contact.phone, &other.contact.phone)),
    ];
    found.into_iter().filter(|(_, is_so)| *is_so).map(|(likeness, _)| likeness).collect()
}

/// Returns the organisations that share a name with one.
pub fn organizations_like<'d>(
    directory: &'d Directory,
    organization: &Organization,
) -> Vec<&'d Organization> {
    let names: SortedSet<Vec<u16>> = organization.names().map(without_spaces).collect();
    let is_like = |other: &&Organization| {
        other.id != organization.id
            && other.names().any(|name| names.contains(&without_spaces(name)))
    };
    directory.organizations().filter(is_like).collect()
}

/// Returns a folded text without its spaces: 見本 太郎 and 見本太郎 are one name.
fn without_spaces(text: &str) -> Vec<u16> {
    let folded = fold(text);
    folded.units().iter().copied().filter(|unit| *unit != 0x20).collect()
}
