//! Keeps what only iCalendar can express, so that it can be written back (conversion draft 3.2: `iCalendar`).
//!
//! ```text
//! "iCalendar": { "@type": "ICalComponent", "name": "vevent",
//!   "properties": [["x-bar", {}, "unknown", "bam"]],
//!   "components": [["x-baz", [["uid", {}, "text", "…"]], []]],
//!   "convertedProperties": { "title": { "@type": "ICalProperty", "name": "summary", "parameters": {…} } } }
//! ```
//!
//! A value is kept as it is in the file, including escapes, with the type `unknown`; a `VALUE` parameter is the type. One
//! of the type `text` is kept without its escapes.

use crate::domain::foreign::Json;
use crate::format::icalendar::model::tree::{
    Map, as_list, as_map, as_text, as_word, child, map_of, text, text_of, typed,
};
use crate::format::icalendar::syntax::values::{escaped, unescaped};
use crate::format::icalendar::syntax::{Component, Param, Property};

/// The name of the property.
pub(crate) const NAME: &str = "iCalendar";

/// Nested components below this depth are left out.
const DEPTH: usize = 8;

/// Keeps a property of a component.
pub(crate) fn keep(map: &mut Map, component: &str, property: &Property) {
    list(map, component, "properties").push(jcal(property));
}

/// Keeps a component inside another one.
pub(crate) fn keep_component(map: &mut Map, component: &str, inner: &Component) {
    list(map, component, "components").push(jcal_component(inner, DEPTH));
}

/// Keeps the parameters of a property that became the field at `pointer`, except those that were understood.
pub(crate) fn keep_params(
    map: &mut Map,
    component: &str,
    pointer: &str,
    property: &Property,
    understood: &[&str],
) {
    let is_left = |param: &&Param| !understood.contains(&param.name.as_str());
    let left: Map = property.params.iter().filter(is_left).map(jcal_param).collect();
    if !left.is_empty() {
        let mut converted = typed("ICalProperty");
        converted.insert("name".to_owned(), text(property.name.to_ascii_lowercase()));
        converted.insert("parameters".to_owned(), Json::Map(left));
        let all = child(root(map, component), "convertedProperties");
        all.insert(pointer.to_owned(), Json::Map(converted));
    }
}

fn root<'m>(map: &'m mut Map, component: &str) -> &'m mut Map {
    let root = child(map, NAME);
    if root.is_empty() {
        *root = typed("ICalComponent");
        root.insert("name".to_owned(), text(component));
    }
    root
}

fn list<'m>(map: &'m mut Map, component: &str, name: &str) -> &'m mut Vec<Json> {
    let field = root(map, component).entry(name.to_owned()).or_insert(Json::List(Vec::new()));
    if !matches!(field, Json::List(_)) {
        *field = Json::List(Vec::new());
    }
    let list = if let Json::List(list) = field { Some(list) } else { None };
    list.expect("the field was made a list just before")
}

fn jcal(property: &Property) -> Json {
    let sort = property.param("VALUE").unwrap_or("unknown").to_ascii_lowercase();
    let params = property.params.iter().filter(|param| param.name != "VALUE").map(jcal_param);
    // A text is escaped again when it is written.
    let value = if sort == "text" { unescaped(&property.value) } else { property.value.clone() };
    Json::List(vec![
        text(property.name.to_ascii_lowercase()),
        Json::Map(params.collect()),
        text(sort),
        text(value),
    ])
}

fn jcal_param(param: &Param) -> (String, Json) {
    let value = match param.values.as_slice() {
        [only] => text(only.as_str()),
        several => Json::List(several.iter().map(|value| text(value.as_str())).collect()),
    };
    (param.name.to_ascii_lowercase(), value)
}

fn jcal_component(component: &Component, depth: usize) -> Json {
    let inner = component.components.iter().filter(|_| depth > 0);
    Json::List(vec![
        text(component.name.to_ascii_lowercase()),
        Json::List(component.properties.iter().map(jcal).collect()),
        Json::List(inner.map(|inner| jcal_component(inner, depth - 1)).collect()),
    ])
}

/// Returns the properties that are kept in an object.
pub(crate) fn properties(map: &Map) -> Vec<Property> {
    let kept = map.get(NAME).and_then(as_map).and_then(|root| root.get("properties"));
    kept.and_then(as_list).unwrap_or_default().iter().filter_map(property).collect()
}

/// Returns the components that are kept in an object.
pub(crate) fn components(map: &Map) -> Vec<Component> {
    let kept = map.get(NAME).and_then(as_map).and_then(|root| root.get("components"));
    kept.and_then(as_list)
        .unwrap_or_default()
        .iter()
        .filter_map(|inner| component(inner, DEPTH))
        .collect()
}

/// Adds to a property the parameters that were kept for the field at `pointer`.
pub(crate) fn add_params(map: &Map, pointer: &str, property: &mut Property) {
    let kept = map.get(NAME).and_then(as_map);
    let Some(all) = kept.and_then(|kept| kept.get("convertedProperties")).and_then(as_map) else {
        return;
    };
    let Some(converted) = all.get(pointer).and_then(as_map) else { return };
    let is_same =
        text_of(converted, "name").is_some_and(|name| name.eq_ignore_ascii_case(&property.name));
    if is_same {
        for (name, value) in map_of(converted, "parameters") {
            let param = param(name, value);
            let is_new = property.params.iter().all(|known| known.name != param.name);
            if is_new && is_name(&param.name) {
                property.params.push(param);
            }
        }
    }
}

/// Returns the pointer under which the parameters of RELATED-TO are kept.
pub(crate) fn relation_pointer(uid: &str, sort: &str) -> String {
    format!("relatedTo/{uid}/relation/{}", sort.to_ascii_lowercase())
}

/// Adds to the newest property of a name the parameters that were kept for it.
pub(crate) fn add_params_to_last(map: &Map, pointer: &str, component: &mut Component, name: &str) {
    if let Some(property) = component.properties.last_mut().filter(|last| last.name == name) {
        add_params(map, pointer, property);
    }
}

fn property(json: &Json) -> Option<Property> {
    let [name, params, sort, value, more @ ..] = as_list(json)? else { return None };
    let name = as_text(name)?.to_ascii_uppercase();
    if !is_name(&name) || name == "BEGIN" || name == "END" {
        return None;
    }
    let sort = as_text(sort)?;
    let print = |value: &Json| match sort {
        // In jCal such values have no escapes.
        "text" if more.is_empty() => as_word(value).map(escaped),
        _ => as_word(value).map(str::to_owned),
    };
    let values: Option<Vec<String>> = std::iter::once(value).chain(more).map(print).collect();
    let mut property = Property { name, value: values?.join(","), ..Property::default() };
    for (name, value) in as_map(params)? {
        property.params.extend(Some(param(name, value)).filter(|param| is_name(&param.name)));
    }
    // RFC 9073 6.5 and 6.6: these have no usual type, and must name it.
    let has_no_usual = matches!(&*property.name, "STRUCTURED-DATA" | "STYLED-DESCRIPTION");
    let is_usual = sort == "unknown" || sort == "text" && !has_no_usual;
    if !is_usual && is_name(sort) {
        property.with("VALUE", sort.to_ascii_uppercase());
    }
    Some(property)
}

fn param(name: &str, value: &Json) -> Param {
    let values = match value {
        Json::List(list) => list.iter().filter_map(as_word).map(str::to_owned).collect(),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Map(_) => {
            as_word(value).map(str::to_owned).into_iter().collect()
        }
    };
    Param { name: name.to_ascii_uppercase(), values }
}

fn component(json: &Json, depth: usize) -> Option<Component> {
    let [name, properties, components] = as_list(json)? else { return None };
    let name = as_text(name)?.to_ascii_uppercase();
    let inner = as_list(components)?.iter().filter(|_| depth > 0);
    is_name(&name).then_some(())?;
    Some(Component {
        name,
        properties: as_list(properties)?.iter().filter_map(property).collect(),
        components: inner.filter_map(|inner| component(inner, depth - 1)).collect(),
        line: 0,
    })
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
