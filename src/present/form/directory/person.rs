//! The form of a person.

use jiff::civil::Date;

use crate::domain::directory::Directory;
use crate::domain::directory::item::{DirectoryChange, wanted};
use crate::domain::directory::person::{Office, Person};
use crate::domain::id::{LocalId, OrganizationId, PersonId};
use crate::domain::time::UtcTime;
use crate::present::form::directory::names::OrganizationNames;
use crate::present::form::directory::{check_email, line, need_name, text};
use crate::present::form::draft::draft_of;
use crate::present::form::error::{Errors, FieldError, FieldErrorKind};
use crate::present::form::rows::row_of;
use crate::present::form::text::LONGEST_TEXT;
use crate::present::form::{Form, SetTo, edited};
use crate::present::route::path::{format_day, parse_day};

/// The values of the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonForm {
    /// 名前.
    pub name: String,
    /// ふりがな.
    pub reading: String,
    /// 所属, the one that lists show first.
    pub memberships: Vec<MembershipForm>,
    /// 役職.
    pub offices: Vec<OfficeForm>,
    /// メール.
    pub email: String,
    /// 電話.
    pub phone: String,
    /// 住所.
    pub address: String,
    /// メモ.
    pub note: String,
    /// 上部団体への氏名提供に同意した日.
    pub agreed: String,
}

/// One organisation of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MembershipForm {
    /// The key of the row.
    pub key: LocalId,
    /// The name of the organisation.
    pub organization: String,
}

/// One office of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeForm {
    /// The key of the row.
    pub key: LocalId,
    /// 役職名.
    pub title: String,
    /// The name of the organisation; empty for the person's first one.
    pub organization: String,
    /// 就任日, `2023-10-01`.
    pub from: String,
    /// 退任日.
    pub until: String,
}

draft_of!(PersonForm { name, reading, memberships, offices, email, phone, address, note, agreed });
draft_of!(MembershipForm { key, organization });
draft_of!(OfficeForm { key, title, organization, from, until });
row_of!(MembershipForm { organization });
row_of!(OfficeForm { title, organization, from, until });

/// The fields that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonField {
    /// 名前.
    Name,
    /// Another text of one line.
    Line,
    /// 役職名.
    OfficeTitle,
    /// 就任日.
    OfficeFrom,
    /// 退任日.
    OfficeUntil,
    /// メール.
    Email,
    /// メモ.
    Note,
    /// 同意した日.
    Agreed,
}

/// What a form changes; `None` for what was not edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonEdits {
    name: Option<String>,
    reading: Option<String>,
    memberships: Option<Vec<String>>,
    offices: Option<Vec<OfficeEdit>>,
    email: Option<String>,
    phone: Option<String>,
    address: Option<String>,
    note: Option<String>,
    agreed: Option<SetTo<Date>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct OfficeEdit {
    title: String,
    organization: String,
    from: Option<Date>,
    until: Option<Date>,
}

impl PersonForm {
    /// Fills the form with a person.
    pub fn of(person: &Person, directory: &Directory) -> Self {
        let Person {
            name,
            reading,
            organizations,
            offices,
            contact,
            note,
            agreed,
            // The form does not show them.
            id: _,
            addresses: _,
            updated: _,
            deleted: _,
            foreign: _,
        } = person;
        let name_of =
            |id: &OrganizationId| directory.organization(id).map(|it| it.shown_name().to_owned());
        let key = |number: usize| LocalId::new(format!("{number:03}"));
        let membership =
            |(number, id)| Some(MembershipForm { key: key(number), organization: name_of(id)? });
        let office = |(number, office): (usize, &Office)| {
            let Office { title, organization, from, until } = office;
            let day = |day: &Option<Date>| day.map(format_day).unwrap_or_default();
            let organization = organization.as_ref().and_then(name_of).unwrap_or_default();
            let (from, until) = (day(from), day(until));
            OfficeForm { key: key(number), title: title.clone(), organization, from, until }
        };
        Self {
            name: name.clone(),
            reading: reading.clone(),
            memberships: organizations.iter().enumerate().filter_map(membership).collect(),
            offices: offices.iter().enumerate().map(office).collect(),
            email: contact.email.clone(),
            phone: contact.phone.clone(),
            address: contact.address.clone(),
            note: note.clone(),
            agreed: agreed.map(format_day).unwrap_or_default(),
        }
    }

    /// Returns the form of a new person, with a row for the first organisation.
    pub fn blank(organization: String) -> Self {
        let memberships = vec![MembershipForm { key: LocalId::new("000"), organization }];
        Self { memberships, ..Self::default() }
    }
}

impl OfficeForm {
    /// Creates a blank row.
    pub fn blank(key: LocalId) -> Self {
        let empty = String::new;
        Self { key, title: empty(), organization: empty(), from: empty(), until: empty() }
    }
}

impl Form for PersonForm {
    type Field = PersonField;
    type Edits = PersonEdits;

    fn parse(&self, before: &Self) -> Result<PersonEdits, Vec<FieldError<PersonField>>> {
        let mut errors = Errors::default();
        need_name(&self.name, PersonField::Name, &mut errors);
        let mut edit = |now: &String, was: &String, field| line(now, was, field, &mut errors);
        let name = edit(&self.name, &before.name, PersonField::Name);
        let reading = edit(&self.reading, &before.reading, PersonField::Line);
        let email = edit(&self.email, &before.email, PersonField::Email);
        let phone = edit(&self.phone, &before.phone, PersonField::Line);
        let address = edit(&self.address, &before.address, PersonField::Line);
        let note = text(&self.note, &before.note, LONGEST_TEXT, PersonField::Note, &mut errors);
        check_email(email.as_ref(), PersonField::Email, &mut errors);
        let agreed = edited(&self.agreed, &before.agreed).map(|agreed| {
            let day = parse_day(agreed.trim());
            if day.is_none() && !agreed.trim().is_empty() {
                errors.add(PersonField::Agreed, FieldErrorKind::BadDay);
            }
            SetTo(day)
        });
        let offices = edited(&self.offices, &before.offices);
        let offices = offices.map(|offices| offices_of(&offices, &mut errors));
        let memberships = edited(&self.memberships, &before.memberships)
            .map(|rows| rows.into_iter().map(|row| row.organization).collect());
        errors.or(PersonEdits {
            name,
            reading,
            memberships,
            offices,
            email,
            phone,
            address,
            note,
            agreed,
        })
    }
}

fn offices_of(rows: &[OfficeForm], errors: &mut Errors<PersonField>) -> Vec<OfficeEdit> {
    let mut offices = Vec::new();
    for OfficeForm { key, title, organization, from, until } in rows {
        let mut day = |text: &str, field| {
            let day = parse_day(text.trim());
            if day.is_none() && !text.trim().is_empty() {
                errors.add_in_row(field, key, FieldErrorKind::BadDay);
            }
            day
        };
        let from = day(from, PersonField::OfficeFrom);
        let until = day(until, PersonField::OfficeUntil);
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            errors.add_in_row(PersonField::OfficeUntil, key, FieldErrorKind::EndsBeforeStart);
        }
        let (title, organization) = (title.trim().to_owned(), organization.trim().to_owned());
        if !title.is_empty() {
            offices.push(OfficeEdit { title, organization, from, until });
        } else if from.is_some() || until.is_some() || !organization.is_empty() {
            errors.add_in_row(PersonField::OfficeTitle, key, FieldErrorKind::NameMissing);
        }
    }
    offices
}

impl PersonEdits {
    /// Returns the change that applies the edits to a person as they are now, or makes a new one. Organisations that are
    /// not known yet are made.
    pub fn planned(
        &self,
        directory: &Directory,
        id: &PersonId,
        at: UtcTime,
        new_id: &mut dyn FnMut() -> String,
    ) -> DirectoryChange {
        let before = directory.person(id);
        let mut person = before.cloned().unwrap_or_else(|| Person::new(id.clone(), ""));
        let mut names = OrganizationNames::of(directory, at, new_id);
        let Self { name, reading, memberships, offices, email, phone, address, note, agreed } =
            self;
        let set = |text: &mut String, edit: &Option<String>| {
            if let Some(edit) = edit {
                text.clone_from(edit);
            }
        };
        set(&mut person.name, name);
        set(&mut person.reading, reading);
        set(&mut person.contact.email, email);
        set(&mut person.contact.phone, phone);
        set(&mut person.contact.address, address);
        set(&mut person.note, note);
        if let Some(SetTo(day)) = agreed {
            person.agreed = *day;
        }
        if let Some(memberships) = memberships {
            person.organizations.clear();
            for id in memberships.iter().filter_map(|name| names.id(name)) {
                if !person.organizations.contains(&id) {
                    person.organizations.push(id);
                }
            }
        }
        if let Some(offices) = offices {
            let office = |OfficeEdit { title, organization, from, until }: &OfficeEdit| Office {
                title: title.clone(),
                organization: names.id(organization),
                from: *from,
                until: *until,
            };
            person.offices = offices.iter().map(office).collect();
        }
        if before == Some(&person) {
            return DirectoryChange::new();
        }
        person.updated = Some(at.later_than(person.updated));
        let mut change: DirectoryChange = [wanted(person)].into_iter().collect();
        names.add_to(&mut change);
        change
    }
}
