//! The JSON contract: what the program prints is what `docs/query.schema.json` says.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::bench::Dir;

fn docs(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)).unwrap()
}

fn query_schema() -> Value {
    serde_json::from_str(&docs("query.schema.json")).unwrap()
}

fn cite_schema() -> Value {
    serde_json::from_str(&docs("cite.schema.json")).unwrap()
}

fn small_index() -> Dir {
    let dir = Dir::new();
    dir.write(
        "docs/note.md",
        "# A note\n\n## Part\n\nThe *confederation* of two states, and more.\n",
    );
    dir.write("docs/pages.txt", "Erste Seite\u{c}Die Konföderation auf der zweiten Seite.\n");
    dir.ok(["index", "docs"]);
    dir
}

#[test]
fn every_response_is_as_the_schema_says() {
    let (dir, validator) = (small_index(), jsonschema::validator_for(&query_schema()).unwrap());
    for args in [
        &["query", "confederation", "--json"][..],
        &["query", "Konföderation", "--json", "--explain"],
        &["query", "konf*", "--json", "--group-by", "document"],
        &["query", "nowhere", "--json"],
        &["query", "the", "--json"],
        &["query", "konf*", "--json", "--facets", "lang,year,type,collection"],
        &["query", "nowhere", "--json", "--facets", "lang"],
        &["query", "konf*", "--json", "--cite", "chicago-note"],
        &["query", "konf*", "--json", "--cite", "csl-json"],
        &["query", "konf*", "--json", "--cite", "web"],
    ] {
        let response: Value = serde_json::from_str(&dir.run(args).stdout).unwrap();
        let faults: Vec<_> =
            validator.iter_errors(&response).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{args:?}: {faults:?}");
    }
}

#[test]
fn every_citation_is_as_the_schema_says() {
    let (dir, schema) = (small_index(), cite_schema());
    let validator = jsonschema::validator_for(&schema).unwrap();
    let styles = &schema["properties"]["style"]["enum"];
    let of_hits = &query_schema()["$defs"]["hit"]["properties"]["citations"];
    assert_eq!(*styles, of_hits["propertyNames"]["enum"]);
    for style in styles.as_array().unwrap() {
        let args = ["cite", "note.md:5", "none.md:1", "--json", "--style", style.as_str().unwrap()];
        let response: Value = serde_json::from_str(&dir.run(args).stdout).unwrap();
        let faults: Vec<_> =
            validator.iter_errors(&response).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{args:?}: {faults:?}");
    }
}

#[test]
fn no_field_is_printed_that_the_schema_does_not_name() {
    let dir = small_index();
    let args = "query konf* --json --explain --group-by document --cite ris --facets lang";
    let output = dir.ok(args.split(' '));
    let response: Value = serde_json::from_str(&output).unwrap();
    let (schema, hit) = (query_schema(), &response["hits"][0]);
    for (printed, named) in [
        (&response, &schema["properties"]),
        (hit, &schema["$defs"]["hit"]["properties"]),
        (&hit["source"], &schema["$defs"]["source"]["properties"]),
    ] {
        for field in printed.as_object().unwrap().keys() {
            assert!(named.get(field).is_some(), "{field}");
        }
    }
}

#[test]
fn the_documentation_names_every_field_and_its_example_is_valid() {
    let (text, schema) = (docs("json-output.md"), query_schema());
    for fields in [
        &schema["properties"],
        &schema["$defs"]["hit"]["properties"],
        &schema["$defs"]["source"]["properties"],
    ] {
        for field in fields.as_object().unwrap().keys() {
            assert!(text.contains(field.as_str()), "{field}");
        }
    }
    for kind in
        schema["$defs"]["hit"]["properties"]["matches"]["items"]["properties"]["kind"]["enum"]
            .as_array()
            .unwrap()
    {
        assert!(text.contains(&format!("`{}`", kind.as_str().unwrap())), "{kind}");
    }
    let example = text.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let example =
        example.replace("\"sha256\": \"…\"", &format!("\"sha256\": \"{}\"", "0".repeat(64)));
    let example: Value = serde_json::from_str(&example).unwrap();
    assert!(jsonschema::is_valid(&schema, &example));
}
