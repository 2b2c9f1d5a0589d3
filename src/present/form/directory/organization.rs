//! The form of an organisation.

use crate::domain::directory::Directory;
use crate::domain::directory::item::{DirectoryChange, wanted};
use crate::domain::directory::organization::{MemberCount, Organization, OrganizationSort};
use crate::domain::id::OrganizationId;
use crate::domain::time::UtcTime;
use crate::present::form::directory::names::OrganizationNames;
use crate::present::form::directory::{check_email, line, need_name, text};
use crate::present::form::draft::draft_of;
use crate::present::form::error::{Errors, FieldError, FieldErrorKind};
use crate::present::form::named::named_by_slug;
use crate::present::form::text::{LONGEST_TEXT, amount};
use crate::present::form::{Form, SetTo, edited};
use crate::present::route::path::{format_day, parse_day};

/// The values of the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganizationForm {
    /// 正式名称.
    pub name: String,
    /// 略称.
    pub short_name: String,
    /// ふりがな.
    pub reading: String,
    /// 別名, one on each line.
    pub aliases: String,
    /// 種類.
    pub sort: OrganizationSort,
    /// 上部組織, by name.
    pub parent: String,
    /// 加盟区分.
    pub affiliation: String,
    /// 地域・ブロック.
    pub region: String,
    /// 業種.
    pub industry: String,
    /// 組合員数.
    pub members: String,
    /// 組合員数の基準日.
    pub as_of: String,
    /// メール.
    pub email: String,
    /// 電話.
    pub phone: String,
    /// 住所.
    pub address: String,
    /// メモ.
    pub note: String,
}

draft_of!(OrganizationForm {
    name,
    short_name,
    reading,
    aliases,
    sort,
    parent,
    affiliation,
    region,
    industry,
    members,
    as_of,
    email,
    phone,
    address,
    note
});
named_by_slug!(OrganizationSort);

/// The fields that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganizationField {
    /// 正式名称.
    Name,
    /// Another text of one line.
    Line,
    /// 別名.
    Aliases,
    /// 組合員数.
    Members,
    /// 基準日.
    AsOf,
    /// メール.
    Email,
    /// メモ.
    Note,
}

/// What a form changes: the fields that differ between both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationEdits {
    before: OrganizationForm,
    after: OrganizationForm,
    size: Option<SetTo<MemberCount>>,
}

impl OrganizationForm {
    /// Fills the form with an organisation.
    pub fn of(organization: &Organization, directory: &Directory) -> Self {
        let Organization {
            name,
            short_name,
            reading,
            aliases,
            sort,
            parent,
            affiliation,
            region,
            industry,
            size,
            contact,
            note,
            // The form does not show them.
            id: _,
            updated: _,
            deleted: _,
            foreign: _,
        } = organization;
        let parent = parent.as_ref().and_then(|id| directory.organization(id));
        let as_of = size.and_then(|size| size.as_of);
        Self {
            name: name.clone(),
            short_name: short_name.clone(),
            reading: reading.clone(),
            aliases: aliases.iter().map(String::as_str).collect::<Vec<_>>().join("\n"),
            sort: *sort,
            parent: parent.map(|it| it.shown_name().to_owned()).unwrap_or_default(),
            affiliation: affiliation.clone(),
            region: region.clone(),
            industry: industry.clone(),
            members: size.map(|size| size.members.to_string()).unwrap_or_default(),
            as_of: as_of.map(format_day).unwrap_or_default(),
            email: contact.email.clone(),
            phone: contact.phone.clone(),
            address: contact.address.clone(),
            note: note.clone(),
        }
    }
}

impl Form for OrganizationForm {
    type Field = OrganizationField;
    type Edits = OrganizationEdits;

    fn parse(
        &self,
        before: &Self,
    ) -> Result<OrganizationEdits, Vec<FieldError<OrganizationField>>> {
        use OrganizationField::{Aliases, Email, Line, Name, Note};
        let mut errors = Errors::default();
        need_name(&self.name, Name, &mut errors);
        let lines = [
            (&self.name, &before.name, Name),
            (&self.short_name, &before.short_name, Line),
            (&self.reading, &before.reading, Line),
            (&self.parent, &before.parent, Line),
            (&self.affiliation, &before.affiliation, Line),
            (&self.region, &before.region, Line),
            (&self.industry, &before.industry, Line),
            (&self.email, &before.email, Email),
            (&self.phone, &before.phone, Line),
            (&self.address, &before.address, Line),
        ];
        for (now, was, field) in lines {
            line(now, was, field, &mut errors);
        }
        let email = edited(&self.email, &before.email);
        check_email(email.as_ref(), Email, &mut errors);
        text(&self.aliases, &before.aliases, LONGEST_TEXT, Aliases, &mut errors);
        text(&self.note, &before.note, LONGEST_TEXT, Note, &mut errors);
        let size = self.parse_size(before, &mut errors);
        errors.or(OrganizationEdits { before: before.clone(), after: self.clone(), size })
    }
}

impl OrganizationForm {
    fn parse_size(
        &self,
        before: &Self,
        errors: &mut Errors<OrganizationField>,
    ) -> Option<SetTo<MemberCount>> {
        let both = |form: &Self| (form.members.clone(), form.as_of.clone());
        if both(self) == both(before) {
            return None;
        }
        let members = amount(&self.members).unwrap_or_else(|kind| {
            errors.add(OrganizationField::Members, kind);
            None
        });
        let as_of = parse_day(self.as_of.trim());
        if as_of.is_none() && !self.as_of.trim().is_empty() {
            errors.add(OrganizationField::AsOf, FieldErrorKind::BadDay);
        }
        Some(SetTo(members.map(|members| MemberCount { members, as_of })))
    }
}

impl OrganizationEdits {
    /// Returns the change that applies the edits to an organisation as it is now, or makes a new one. A parent that is not
    /// known yet is made.
    pub fn planned(
        &self,
        directory: &Directory,
        id: &OrganizationId,
        at: UtcTime,
        new_id: &mut dyn FnMut() -> String,
    ) -> DirectoryChange {
        let known = directory.organization(id);
        let mut it = known.cloned().unwrap_or_else(|| Organization::new(id.clone(), ""));
        let mut names = OrganizationNames::of(directory, at, new_id);
        let Self { before, after, size } = self;
        let texts = [
            (&mut it.name, &after.name, &before.name),
            (&mut it.short_name, &after.short_name, &before.short_name),
            (&mut it.reading, &after.reading, &before.reading),
            (&mut it.affiliation, &after.affiliation, &before.affiliation),
            (&mut it.region, &after.region, &before.region),
            (&mut it.industry, &after.industry, &before.industry),
            (&mut it.contact.email, &after.email, &before.email),
            (&mut it.contact.phone, &after.phone, &before.phone),
            (&mut it.contact.address, &after.address, &before.address),
            (&mut it.note, &after.note, &before.note),
        ];
        for (text, now, was) in texts {
            if now != was {
                now.trim().clone_into(text);
            }
        }
        if after.sort != before.sort {
            it.sort = after.sort;
        }
        if after.aliases != before.aliases {
            let names = after.aliases.lines().map(str::trim).filter(|name| !name.is_empty());
            it.aliases = names.map(str::to_owned).collect();
        }
        if after.parent != before.parent {
            // Nothing is a part of itself.
            it.parent = names.id(&after.parent).filter(|parent| *parent != it.id);
        }
        if let Some(SetTo(size)) = size {
            it.size = *size;
        }
        if known == Some(&it) {
            return DirectoryChange::new();
        }
        it.updated = Some(at.later_than(it.updated));
        let mut change: DirectoryChange = [wanted(it)].into_iter().collect();
        names.add_to(&mut change);
        change
    }
}
