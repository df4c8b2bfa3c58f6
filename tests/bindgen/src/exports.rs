//! What the library exports, one line for each item, sorted: the file `bindings/exports.txt` is this list, so that a change of
//! the interface is seen in a review.

use uniffi_bindgen::macro_metadata::extract_from_library;
use uniffi_meta::{FieldMetadata, FnParamMetadata, Metadata, Type};

/// The list.
///
/// # Errors
/// That the library cannot be read or has no metadata.
pub(crate) fn list(library: &str) -> Result<String, String> {
    let items = extract_from_library(library.into()).map_err(|error| format!("{library}: {error:#}"))?;
    let mut lines: Vec<String> = items.iter().filter_map(line).collect();
    lines.sort();
    lines.dedup();
    Ok(lines.join("\n") + "\n")
}

/// The line of an item; `None` for what has no name of its own.
fn line(item: &Metadata) -> Option<String> {
    Some(match item {
        Metadata::Func(function) => {
            let call = call(&function.inputs, function.return_type.as_ref(), function.throws.as_ref());
            format!("fn {}{}{call}", wait(function.is_async), function.name)
        }
        Metadata::Object(object) => format!("object {}", object.name),
        Metadata::CallbackInterface(callback) => format!("callback {}", callback.name),
        Metadata::Record(record) => format!("record {} {{ {} }}", record.name, fields(&record.fields)),
        Metadata::Enum(choice) => {
            let variants = choice.variants.iter().map(|variant| match variant.fields.as_slice() {
                [] => variant.name.clone(),
                some => format!("{} {{ {} }}", variant.name, fields(some)),
            });
            let sort = if choice.shape.is_error() { "error" } else { "enum" };
            format!("{sort} {} {{ {} }}", choice.name, variants.collect::<Vec<_>>().join(", "))
        }
        Metadata::Constructor(made) => {
            let call = call(&made.inputs, None, made.throws.as_ref());
            format!("new {}.{}{}{call}", made.self_name, wait(made.is_async), made.name)
        }
        Metadata::Method(method) => {
            let call = call(&method.inputs, method.return_type.as_ref(), method.throws.as_ref());
            format!("method {}.{}{}{call}", method.self_name, wait(method.is_async), method.name)
        }
        Metadata::TraitMethod(method) => {
            let call = call(&method.inputs, method.return_type.as_ref(), method.throws.as_ref());
            format!("callback {}.{}{call}", method.trait_name, method.name)
        }
        Metadata::CustomType(custom) => format!("custom {}", custom.name),
        Metadata::Namespace(_) | Metadata::UdlFile(_) | Metadata::UniffiTrait(_) | Metadata::ObjectTraitImpl(_) => {
            return None;
        }
    })
}

const fn wait(is_async: bool) -> &'static str {
    if is_async { "async " } else { "" }
}

fn call(inputs: &[FnParamMetadata], returns: Option<&Type>, throws: Option<&Type>) -> String {
    let inputs: Vec<String> = inputs.iter().map(|input| format!("{}: {}", input.name, name(&input.ty))).collect();
    let returns = returns.map(|returns| format!(" -> {}", name(returns))).unwrap_or_default();
    let throws = throws.map(|throws| format!(" throws {}", name(throws))).unwrap_or_default();
    format!("({}){returns}{throws}", inputs.join(", "))
}

fn fields(fields: &[FieldMetadata]) -> String {
    let fields = fields.iter().map(|field| format!("{}: {}", field.name, name(&field.ty)));
    fields.collect::<Vec<_>>().join(", ")
}

fn name(of: &Type) -> String {
    match of {
        Type::Object { name, .. }
        | Type::Record { name, .. }
        | Type::Enum { name, .. }
        | Type::CallbackInterface { name, .. }
        | Type::Custom { name, .. } => name.clone(),
        Type::Box { inner_type } => name(inner_type),
        Type::Optional { inner_type } => format!("{}?", name(inner_type)),
        Type::Sequence { inner_type } => format!("[{}]", name(inner_type)),
        Type::Set { inner_type } => format!("set [{}]", name(inner_type)),
        Type::Map { key_type, value_type } => format!("[{}: {}]", name(key_type), name(value_type)),
        // Names of simple types are their own.
        simple => format!("{simple:?}").to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_read_as_one_would_write_them() {
        let text = Type::Optional { inner_type: Box::new(Type::Sequence { inner_type: Box::new(Type::String) }) };
        assert_eq!(name(&text), "[string]?");
        let input = FnParamMetadata::simple("id", Type::UInt64);
        assert_eq!(call(&[input], Some(&text), None), "(id: uint64) -> [string]?");
    }
}
