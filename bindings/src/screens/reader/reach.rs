//! Whom to call and where to go: phone numbers, addresses and links of listings, notices and units. Pure.

use app4g_core::reader::speech;
use serde_json::Value;

use super::state::Contact;
use crate::screens::context::Context;

/// What can be done at once with a record of this kind.
pub(super) fn contacts(kind: &str, data: &Value, context: &Context) -> Vec<Contact> {
    match kind {
        "listing" => {
            let contact = data.get("contact").unwrap_or(&Value::Null);
            let phone = text(contact, "phone").map(|phone| call(phone, None, context));
            phone.into_iter().chain(text(contact, "email").map(|email| write(email, context))).collect()
        }
        "notice" => items(data, "actions").filter_map(|action| action_of(action, context)).collect(),
        "unit" => items(data, "phones").filter_map(Value::as_str).map(|phone| call(phone, None, context)).collect(),
        _ => Vec::new(),
    }
}

fn action_of(action: &Value, context: &Context) -> Option<Contact> {
    let label = text(action, "label")?;
    match (text(action, "tel"), text(action, "url")) {
        (Some(tel), _) => Some(call(tel, Some(label), context)),
        (None, Some(url)) => {
            let outside = context.say("a11y.outside", &[]);
            Some(Contact {
                label: label.to_owned(),
                url: url.to_owned(),
                spoken: speech::say(&format!("{label}, {outside}")),
            })
        }
        (None, None) => None,
    }
}

/// A number to call: digits and a leading plus only, as RFC 3966 has them.
fn call(number: &str, label: Option<&str>, context: &Context) -> Contact {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let said = context.say("screen.reader.call", &[("number", number)]);
    let label = label.map_or_else(|| said.clone(), |label| format!("{label} ({number})"));
    Contact { spoken: speech::say(&label), label, url: format!("tel:{digits}") }
}

fn write(address: &str, context: &Context) -> Contact {
    let label = context.say("screen.reader.write", &[("address", address)]);
    Contact { spoken: label.clone(), label, url: format!("mailto:{address}") }
}

fn items<'v>(data: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    data.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn text<'v>(table: &'v Value, name: &str) -> Option<&'v str> {
    table.get(name)?.as_str()
}

#[cfg(test)]
mod tests;
