//! The published schemas are those of the tables.
use super::*;

#[test]
fn the_schemas_in_docs_say_what_the_tables_say() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schemas");
    let mut stale = Vec::new();
    for (name, schema) in schemas() {
        let written = std::fs::read_to_string(dir.join(&name)).unwrap_or_default();
        if written != text(&schema) {
            stale.push(name);
        }
    }
    assert!(stale.is_empty(), "stale: {stale:?}; run: app4g-portal schemas docs/schemas");
    let files = std::fs::read_dir(dir).unwrap().count();
    assert_eq!(files, schemas().len(), "a schema of a kind that is no longer there");
}

#[test]
fn a_schema_requires_what_its_table_requires() {
    let listing = &schemas()["listing.schema.json"]["else"];
    let required = listing["properties"]["data"]["required"].as_array().unwrap();
    assert!(required.contains(&json!("contact")) && !required.contains(&json!("price")));
    assert_eq!(listing["required"], json!(["data", "valid_until"]));
}
