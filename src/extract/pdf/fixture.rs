//! Small PDF files written for tests.

/// A file of numbered objects; the first must be the catalog.
pub fn file(objects: &[String]) -> Vec<u8> {
    file_with(objects, "")
}

/// The same with more entries in the trailer.
pub fn file_with(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut out = "%PDF-1.7\n".to_string();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = out.len();
    let size = objects.len() + 1;
    out += &format!("xref\n0 {size}\n0000000000 65535 f \n");
    for place in places {
        out += &format!("{place:010} 00000 n \n");
    }
    out += &format!("trailer <</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF");
    out.into_bytes()
}

pub fn stream(dict: &str, content: &str) -> String {
    format!("<<{dict}/Length {}>>stream\n{content}\nendstream", content.len())
}

/// One page for each content; `/F` is Helvetica, `/T` has two glyphs for `A` and `B`, of which only the first has a
/// name. `page` and `catalog` are more entries.
pub fn pages(contents: &[&str], page: &str, catalog: &str) -> Vec<u8> {
    let kid = |index: usize| format!("{} 0 R", 5 + 2 * index);
    let kids: Vec<String> = (0..contents.len()).map(kid).collect();
    let font = "/Type/Font/FirstChar 65/LastChar 66/Widths[1000 1000]";
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{catalog}>>"),
        format!(
            "<</Type/Pages/Count {}/Kids[{}]/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R/T 4 0 R>>>>>>",
            kids.len(),
            kids.join(" ")
        ),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".into(),
        format!(
            "<<{font}/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<<>>/Encoding<</Differences[65/A/none]>>>>"
        ),
    ];
    for (index, content) in contents.iter().enumerate() {
        let place = 6 + 2 * index;
        objects.push(format!("<</Type/Page/Parent 2 0 R/Contents {place} 0 R{page}>>"));
        objects.push(stream("", content));
    }
    file(&objects)
}
