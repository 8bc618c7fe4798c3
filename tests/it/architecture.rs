//! The house rules of ARCHITECTURE.md, held over the source files.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room, and the rooms it may import besides itself: only rooms above it.
const ROOMS: &[(&str, &str)] = &[
    ("document", ""),
    ("extract", "document"),
    ("passage", "document"),
    ("analysis", "document"),
    ("query", "document"),
    ("variant", ""),
    ("translation", "document analysis"),
    ("snippet", "document"),
    ("citation", "document"),
    ("eval", "document"),
    ("verify", "document"),
    ("concordance", "document"),
    ("corpus", "document"),
    ("index", "document analysis query variant translation corpus"),
    ("ingest", "document extract passage analysis corpus index"),
    (
        "search",
        "document analysis query variant translation snippet citation eval concordance index",
    ),
    ("evidence", "document query citation verify index ingest"),
    (
        "cli",
        "document extract passage analysis query variant translation snippet citation eval verify concordance corpus index ingest search evidence",
    ),
];

/// Names, and the only rooms (or `main`) that may use them outside of tests.
const RESERVED: &[(&str, &str)] = &[
    ("tantivy", "index"),
    ("ignore:: WalkBuilder", "corpus"),
    (
        "html5gum pulldown_cmark encoding_rs chardetng hayro_syntax hayro_font quick_xml zip::ZipArchive tar:: mail_parser",
        "extract",
    ),
    ("flate2", "extract translation"),
    ("toml", "extract variant"),
    ("csv", "extract concordance"),
    ("clap clap_complete clap_mangen anstream io::stdout io::stderr", "cli main"),
    ("postcard", "index ingest"),
    ("process::Command rlimit", "ingest cli"),
    ("print! println! eprint! eprintln!", "cli main"),
    // The shell may read the topic files it is given.
    ("fs File:: OpenOptions .canonicalize(", "corpus index cli"),
    (".exists( .is_dir( .is_file( .read_dir(", "corpus index cli"),
];

/// Cycles start at crate-level modules of these names.
const SHAPELESS: &str = "error config util common core types helpers";

/// Lines of a file before the tests at its foot.
const MAX_LINES: usize = 400;

/// Whether `name` stands in a list of names between blanks.
fn lists(names: &str, name: &str) -> bool {
    names.split(' ').any(|listed| listed == name)
}

/// What is wrong, and in which line.
type Offence = (usize, String);

/// A Rust file, with what the rules look at worked out.
struct Source {
    /// From the package's folder, with `/`.
    path: String,
    text: String,
    /// The text with comments and literals blanked out, byte for byte.
    code: String,
    /// Where the tests at the foot begin; the length of the text if there are none.
    foot: usize,
}

impl Source {
    fn new(path: &str, text: &str) -> Source {
        let code = blank(text);
        Source { path: path.to_owned(), text: text.to_owned(), foot: foot(&code), code }
    }

    /// The room the file stands in; `main` and `lib` for the files beside the rooms.
    fn room(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split(['/', '.']).next().unwrap_or_default()
    }

    /// How many `super::` lead from `offset` to the crate's root.
    fn depth(&self, offset: usize) -> usize {
        let folders = self.path.matches('/').count() - 1;
        folders + usize::from(!self.path.ends_with("/mod.rs")) + usize::from(offset > self.foot)
    }

    fn line(&self, offset: usize) -> usize {
        self.code[..offset].matches('\n').count() + 1
    }
}

/// The same text with the insides of comments and literals as blanks; line breaks stay.
fn blank(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let inert = inert_len(rest);
        let taken = inert.max(first.len_utf8());
        for byte in rest[..taken].bytes() {
            let keep = byte == b'\n' || (inert == 0 && byte.is_ascii());
            code.push(if keep { byte.into() } else { ' ' });
        }
        rest = &rest[taken..];
    }
    code
}

/// The length of the comment or literal that `rest` begins with; 0 if it begins with code.
fn inert_len(rest: &str) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return block_comment_len(rest);
    }
    if rest.starts_with('"') {
        return closed_len(rest, b'"');
    }
    if let Some(raw) = rest.strip_prefix('r') {
        return raw_string_len(raw).map_or(0, |len| 1 + len);
    }
    let mut chars = rest.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some('\''), Some('\\'), _) | (Some('\''), _, Some('\'')) => closed_len(rest, b'\''),
        _ => 0,
    }
}

/// The length of `raw`, what follows the `r` of a raw string; `None` if it is no raw string.
fn raw_string_len(raw: &str) -> Option<usize> {
    let hashes = raw.len() - raw.trim_start_matches('#').len();
    let body = raw[hashes..].strip_prefix('"')?;
    let end = body.find(&format!("\"{}", &raw[..hashes]));
    Some(end.map_or(raw.len(), |end| hashes + 1 + end + 1 + hashes))
}

fn block_comment_len(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        let step = match rest.as_bytes().get(at..at + 2) {
            Some(b"/*") => 1,
            Some(b"*/") => -1,
            _ => 0,
        };
        depth += step;
        at += if step == 0 { 1 } else { 2 };
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

/// The length of a literal between two `quote`s, in which a backslash hides what follows it.
fn closed_len(rest: &str, quote: u8) -> usize {
    let mut at = 1;
    while let Some(&byte) = rest.as_bytes().get(at) {
        match byte {
            b'\\' => at += 2,
            _ if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// Where a `#[cfg(test)] mod … {` stands with nothing after it; elsewhere the attribute exempts nothing.
fn foot(code: &str) -> usize {
    let is_foot = |at: &usize| {
        let tests = &code[*at..];
        let opens = tests.lines().find(|line| !line.trim().is_empty() && !line.starts_with("#["));
        let end = tests.find("\n}").map_or(tests.len(), |end| end + 2);
        opens.is_some_and(|line| line.starts_with("mod ") && line.trim_end().ends_with('{'))
            && tests[end..].trim().is_empty()
    };
    code.match_indices("\n#[cfg(test)]").map(|(at, _)| at + 1).find(is_foot).unwrap_or(code.len())
}

/// The offsets at which `name` stands by itself, not as part of a longer name.
fn find_name<'a>(code: &'a str, name: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name).map(|(at, _)| at).filter(move |&at| {
        let before = code[..at].ends_with(is_part) && name.starts_with(is_part);
        let after = code[at + name.len()..].starts_with(is_part) && name.ends_with(is_part);
        !before && !after
    })
}

/// The first names of a path, several where it begins with a group: `a` and `b` of `{a::x, b}`.
fn first_names(path: &str) -> Vec<&str> {
    let Some(group) = path.strip_prefix('{') else {
        return vec![first_name(path)];
    };
    let mut names = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(first_name(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
        if c == '}' && start > at {
            break;
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn first_name(path: &str) -> &str {
    let path = path.trim_start();
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len());
    if end == 0 { path.get(..1).unwrap_or_default() } else { &path[..end] }
}

/// Rooms import one way.
fn imports(source: &Source) -> Vec<Offence> {
    let room = source.room();
    if room == "main" || room == "lib" {
        return Vec::new();
    }
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
        return vec![(1, format!("`{room}` is not in the table of rooms"))];
    };
    let code = source.code.as_str();
    let mut roots: Vec<_> =
        find_name(code, "crate::").map(|at| (at, at + "crate::".len())).collect();
    for at in find_name(code, "super::").filter(|&at| !code[..at].ends_with("super::")) {
        let path = code[at..].trim_start_matches("super::");
        let end = code.len() - path.len();
        if (end - at) / "super::".len() >= source.depth(at) {
            roots.push((at, end));
        }
    }
    let mut offences = Vec::new();
    for (at, end) in roots {
        for name in first_names(&code[end..]) {
            if name != room && !lists(allowed, name) {
                offences.push((source.line(at), format!("`{room}` may not import `{name}`")));
            }
        }
    }
    offences
}

/// Only one room names a crate, prints or touches the disk.
fn reserved_names(source: &Source) -> Vec<Offence> {
    let mut offences = Vec::new();
    for (names, rooms) in RESERVED.iter().filter(|(_, rooms)| !lists(rooms, source.room())) {
        for name in names.split(' ') {
            for at in find_name(&source.code[..source.foot], name) {
                offences.push((source.line(at), format!("`{name}` is only for: {rooms}")));
            }
        }
    }
    offences
}

/// Each file says what it is for.
fn header(source: &Source) -> Vec<Offence> {
    let said = source.text.strip_prefix("//! ");
    let opens = said.is_some_and(|said| !said.starts_with(char::is_whitespace));
    if opens {
        Vec::new()
    } else {
        vec![(1, "opens without a `//!` line that says what it is for".into())]
    }
}

/// No file is longer than can be read in one go.
fn length(source: &Source) -> Vec<Offence> {
    let lines = source.text[..source.foot].lines().count();
    if lines <= MAX_LINES {
        return Vec::new();
    }
    vec![(MAX_LINES + 1, format!("{lines} lines before the tests, {MAX_LINES} are allowed"))]
}

/// A file is not named as its folder, nor a crate-level module after nothing in particular.
fn file_name(source: &Source) -> Vec<Offence> {
    let path = Path::new(&source.path);
    let mut offences = Vec::new();
    if path.file_stem() == path.parent().and_then(Path::file_name) {
        offences.push((1, "has its folder's name".to_owned()));
    }
    if lists(SHAPELESS, source.room()) {
        offences.push((1, format!("a crate-level `{}` belongs to no room", source.room())));
    }
    offences
}

/// `lib.rs` is the list of the rooms, and defines nothing.
fn room_of_line(line: &str) -> Option<&str> {
    line.trim_end().strip_prefix("pub mod ")?.strip_suffix(';')
}

fn rooms_only(source: &Source) -> Vec<Offence> {
    let lines = source.code.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let strays = lines.filter(|(_, line)| room_of_line(line).is_none());
    strays.map(|(at, _)| (at + 1, "lib.rs has `pub mod` lines only".to_owned())).collect()
}

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder that can be read") {
        let path = entry.expect("an entry that can be read").path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

fn sources(folders: &[&str]) -> Vec<Source> {
    let mut paths = Vec::new();
    for folder in folders {
        collect(&package().join(folder), &mut paths);
    }
    paths.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("a file that can be read");
        let path = path.strip_prefix(package()).expect("a path inside the package");
        Source::new(&path.to_string_lossy().replace('\\', "/"), &text)
    };
    paths.iter().map(read).collect()
}

/// Fails with every offence in the folders.
fn hold(folders: &[&str], rule: impl Fn(&Source) -> Vec<Offence>) {
    let sources = sources(folders);
    assert!(!sources.is_empty(), "no Rust file in {folders:?}");
    let mut offences = Vec::new();
    for source in &sources {
        offences.extend(
            rule(source).iter().map(|(line, reason)| format!("{}:{line}: {reason}", source.path)),
        );
    }
    assert!(offences.is_empty(), "{} offences\n{}", offences.len(), offences.join("\n"));
}

#[test]
fn rooms_import_one_way() {
    hold(&["src"], imports);
}

#[test]
fn the_table_of_rooms_runs_downwards() {
    for (at, (room, allowed)) in ROOMS.iter().enumerate() {
        for import in allowed.split_whitespace() {
            let above = ROOMS[..at].iter().any(|(above, _)| *above == import);
            assert!(above, "{room}: {import} is not above it");
        }
    }
}

#[test]
fn crates_printing_and_the_disk_have_their_rooms() {
    hold(&["src"], reserved_names);
}

#[test]
fn every_file_says_what_it_is_for() {
    hold(&["src", "tests", "benches"], header);
}

#[test]
fn no_file_is_too_long() {
    hold(&["src"], length);
}

#[test]
fn files_have_names_of_their_own() {
    hold(&["src"], file_name);
}

#[test]
fn lib_rs_lists_the_rooms() {
    hold(
        &["src"],
        |source| {
            if source.path == "src/lib.rs" { rooms_only(source) } else { Vec::new() }
        },
    );
    let lib =
        sources(&["src"]).into_iter().find(|source| source.path == "src/lib.rs").expect("a lib.rs");
    let rooms: Vec<_> = lib.code.lines().filter_map(room_of_line).collect();
    for room in &rooms {
        assert!(
            package().join("src").join(room).join("mod.rs").is_file(),
            "src/lib.rs: no src/{room}/mod.rs"
        );
    }
    let table: Vec<_> = ROOMS.iter().map(|(room, _)| *room).collect();
    assert_eq!(rooms, table, "src/lib.rs lists other rooms than the table, or in another order");
}

/// Checks a rule on cases, one a line: a path, the lines it must find fault with (`-` for none), the
/// text with `⏎` for a line break.
fn check(rule: fn(&Source) -> Vec<Offence>, cases: &str) {
    for case in cases.lines().map(str::trim).filter(|case| !case.is_empty()) {
        let (path, case) = case.split_once(' ').expect("a path");
        let (lines, text) = case.trim_start().split_once(' ').expect("lines");
        let offences = rule(&Source::new(path, &text.trim_start().replace('⏎', "\n")));
        let found: Vec<_> = offences.iter().map(|(line, _)| line.to_string()).collect();
        let lines = lines.replace('-', "");
        assert_eq!(found.join(","), lines, "{path}: {text}: {offences:?}");
    }
}

#[test]
fn the_detector_sees_imports() {
    let cases = r##"
        src/query/ast.rs      -    use crate::document::Span;⏎use crate::query::parse;
        src/query/ast.rs      2    use crate::document::Span;⏎use crate::index::Reader;
        src/query/ast.rs      2    fn f() {⏎    crate::cli::run();⏎}
        src/query/ast.rs      1    use crate::{⏎    document::{Span, index},⏎    search,⏎};
        src/query/ast.rs      1,1  use crate::{index::{a, b}, document, cli};
        src/query/ast.rs      2    use crate::{document};⏎struct A { a: crate::eval::Topic, index: u8 }
        src/query/ast.rs      1    use crate::*;
        src/query/ast.rs      3    #[cfg(test)]⏎mod tests {⏎    use crate::index;⏎}
        src/query/ast.rs      -    // crate::index⏎/* crate::cli */ const A: &str = "crate::index";
        src/query/ast.rs      -    use super::index;⏎use my_crate::index;
        src/query/ast.rs      1    use super::super::index;
        src/query/mod.rs      1    use super::index;
        src/query/mod.rs      -    mod a;⏎#[cfg(test)]⏎mod tests {⏎    use super::*;⏎}⏎
        src/query/mod.rs      4    mod a;⏎#[cfg(test)]⏎mod tests {⏎    use super::super::index;⏎}⏎
        src/query/deep/mod.rs 2    use super::index;⏎use super::super::index;
        src/cli/run.rs        -    use crate::index::Reader;
        src/stray/mod.rs      1    //! A room that nobody knows.
    "##;
    check(imports, cases);
}

#[test]
fn the_detector_sees_reserved_names() {
    let cases = r##"
        src/index/reader.rs  -    use tantivy::Term;
        src/search/run.rs    2    ⏎use tantivy::Term;
        src/search/run.rs    -    let not_tantivy = 1; // tantivy⏎let name = r#"a " tantivy"#;
        src/search/run.rs    1    r"tantivy"; r#try(); tantivy();
        src/search/run.rs    -    /* a /* b */ tantivy */ let name = "\" tantivy \\";
        src/search/run.rs    1,1  let quote = '"'; tantivy(); let quote = '\''; clap::f();
        src/search/run.rs    1,2  fn f<'a>(a: &'a str) { println!("") }⏎eprint!("");
        src/main.rs          -    fn main() { println!("") }
        src/ingest/run.rs    1,2  use std::{fs, io};⏎SourceFile::stat(); File::open();
        src/ingest/run.rs    1    folder.exists()
        src/cli/run.rs       -    std::fs::read(path)
        src/index/run.rs     2    #[ignore]⏎fn f() { ignore::Walk::new() }
        src/query/run.rs     -    fn f() {}⏎⏎#[cfg(test)]⏎mod tests {⏎    use std::fs;⏎}⏎
        src/query/run.rs     5    fn f() {}⏎#[cfg(test)]⏎mod tests {⏎}⏎use std::fs;⏎fn g() {⏎}⏎
        src/query/run.rs     3    fn f() {}⏎#[cfg(test)]⏎use std::fs;⏎fn g() {⏎}⏎
    "##;
    check(reserved_names, cases);
}

#[test]
fn the_detector_sees_headers_and_names() {
    let headers = "
        tests/it/a.rs       -  //! What it is for.⏎
        tests/it/a.rs       1  // What it is for.⏎
        tests/it/a.rs       1  //!⏎fn f() {}
        benches/a.rs        1  fn main() {}
    ";
    check(header, headers);
    let names = "
        src/query/query.rs  1  //! Named as its folder.
        src/query/error.rs  -  //! The errors of a room.
        src/error.rs        1  //! The errors of everything.
        src/util/mod.rs     1  //! Anything.
    ";
    check(file_name, names);
    let libs = "
        src/lib.rs          -    //! Crate.⏎pub mod document; // first⏎
        src/lib.rs          3,4  //! Crate.⏎pub mod document;⏎pub use document::Span;⏎mod a;⏎
    ";
    check(rooms_only, libs);
}

#[test]
fn the_detector_sees_lengths() {
    let long = |code, tests| {
        let text = "\n".repeat(code) + "#[cfg(test)]\nmod tests {" + &"\n".repeat(tests) + "}\n";
        !length(&Source::new("src/query/ast.rs", &text)).is_empty()
    };
    assert!(!long(MAX_LINES, MAX_LINES));
    assert!(long(MAX_LINES + 1, 1));
}
